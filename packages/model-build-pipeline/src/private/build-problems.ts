import { Token } from 'aws-cdk-lib';
import type { BuildTargetProps } from '../pipeline/build-target';
import type { ModelBuildPipelineProps } from '../pipeline/model-build-pipeline';
import type { ModelGroupProps, RegistryAccount } from '../registry/model-group';
import { teamPrefix } from './contract';
import { NAME_LIMITS } from './names';
import { accountProblem, nameProblem } from './problems';
import type { Problem } from './validation-error';

type Problems = (Problem | undefined)[];

/** The longest end of a role's name of a build pipeline. */
const LONGEST_ROLE = '-build-pipeline';

/** What is wrong with a build pipeline's props. Unresolved tokens are not looked at. */
export function buildPipelineProblems({ team, pipelineName, rolePrefix, source, inputDataUri }: ModelBuildPipelineProps): Problems {
  return [
    nameProblem('pipelineName', pipelineName, NAME_LIMITS.pipeline),
    nameProblem('rolePrefix', rolePrefix, NAME_LIMITS.role - LONGEST_ROLE.length),
    prefixProblem(rolePrefix, team),
    nameProblem('source.repositoryName', source.repositoryName, NAME_LIMITS.repository),
    dataProblem(inputDataUri),
  ];
}

/** What is wrong with a build target's props. Unresolved tokens are not looked at. */
export function buildTargetProblems({ toolingAccount, datasets, modelStore }: BuildTargetProps): Problems {
  const buckets = [...datasets.map((dataset, index) => ({ prop: `datasets[${index}]`, ...dataset })), { prop: 'modelStore', ...modelStore }];
  return [
    accountProblem('toolingAccount', toolingAccount),
    ...buckets.flatMap(({ prop, account, prefix }) => [accountProblem(`${prop}.account`, account), folderProblem(`${prop}.prefix`, prefix)]),
  ];
}

/** What is wrong with a model group's props. Unresolved tokens are not looked at. */
export function modelGroupProblems({ modelGroupName, writers, readers }: ModelGroupProps): Problems {
  const accounts = (prop: string, list: RegistryAccount[]) => list.flatMap(({ account, roleNames }, index) => [accountProblem(`${prop}[${index}].account`, account), rolesProblem(`${prop}[${index}].roleNames`, roleNames)]);
  return [nameProblem('modelGroupName', modelGroupName, NAME_LIMITS.modelPackageGroup), ...accounts('writers', writers), ...accounts('readers', readers)];
}

function prefixProblem(rolePrefix: string, team: string): Problem | undefined {
  const start = `${teamPrefix(team)}-`;
  if (rolePrefix.startsWith(start) || Token.isUnresolved(rolePrefix) || Token.isUnresolved(team)) return undefined;
  return { prop: 'rolePrefix', value: rolePrefix, rule: `the account that trains trusts builds whose roles begin with ${start} and what follows`, remedy: `Begin it with ${start} and the project's id` };
}

function dataProblem(inputDataUri: string): Problem | undefined {
  if (Token.isUnresolved(inputDataUri) || /^s3:\/\/[^/]+\/(.+\/)?$/.test(inputDataUri)) return undefined;
  return { prop: 'inputDataUri', value: inputDataUri, rule: 'it is a folder in S3: s3://bucket/prefix/', remedy: 'End it with a slash, so that it means no neighbour that begins alike' };
}

function folderProblem(prop: string, prefix: string): Problem | undefined {
  if (Token.isUnresolved(prefix) || /.\/$/.test(prefix)) return undefined;
  return { prop, value: prefix, rule: 'what may be touched is a folder', remedy: 'End it with a slash, so that it means no neighbour that begins alike' };
}

function rolesProblem(prop: string, roleNames: string[]): Problem | undefined {
  if (roleNames.length > 0) return undefined;
  return { prop, value: roleNames, rule: 'a statement without a role lets nobody in', remedy: 'Name the roles, or leave the account out' };
}
