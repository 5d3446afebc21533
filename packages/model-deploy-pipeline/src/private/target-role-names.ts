import { teamPrefix } from './contract';
import { boundedName, NAME_LIMITS } from './names';

/** Names of the roles by which a deploy pipeline reaches a target account: both sides must know them. */
export function targetRoleNames(team: string) {
  const role = (name: string) => boundedName([teamPrefix(team), name], NAME_LIMITS.role);
  return {
    deployment: role('deployment'),
    cloudFormation: role('cloudformation-execution'),
    model: role('model-execution'),
    test: role('endpoint-test'),
    /** Roles of pipelines and of tests in the account of the pipelines, as patterns: they are made with each project. */
    pipelines: `${teamPrefix(team)}-*-deploy-pipeline`,
    tests: `${teamPrefix(team)}-*-test`,
  } as const;
}

/** The role of a suite's tests: targets know it by its end. */
export function testRoleName(rolePrefix: string, suite: string): string {
  return [rolePrefix, suite.toLowerCase().replace(/-?test$/, ''), 'test'].filter((part) => part !== '').join('-');
}
