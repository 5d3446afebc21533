import { teamPrefix } from './contract';
import { boundedName, NAME_LIMITS } from './names';

/** Names of the roles by which builds reach the account that trains: both sides must know them. */
export function buildRoleNames(team: string): { readonly deployer: string; readonly execution: string; readonly builds: string } {
  return {
    deployer: boundedName([teamPrefix(team), 'pipeline-deployer'], NAME_LIMITS.role),
    execution: boundedName([teamPrefix(team), 'pipeline-execution'], NAME_LIMITS.role),
    /** Roles of builds in the account of the pipelines, as a pattern: they are made with each project. */
    builds: `${teamPrefix(team)}-*-build`,
  };
}
