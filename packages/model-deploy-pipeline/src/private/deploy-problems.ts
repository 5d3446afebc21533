import { Token } from 'aws-cdk-lib';
import type { DeploymentTargetProps } from '../pipeline/deployment-target';
import type { ModelDeployPipelineProps } from '../pipeline/model-deploy-pipeline';
import { teamPrefix } from './contract';
import { NAME_LIMITS } from './names';
import { accountProblem, nameProblem } from './problems';
import { testRoleName } from './target-role-names';
import type { Problem } from './validation-error';

type Problems = (Problem | undefined)[];

/** The longest end of a role's name of a deploy pipeline. */
const LONGEST_ROLE = '-deploy-pipeline';
/** https://docs.aws.amazon.com/codepipeline/latest/userguide/limits.html */
const LIMITS = { stage: 100, question: 1000 };

/** What is wrong with a deploy pipeline's props. Unresolved tokens are not looked at. */
export function deployPipelineProblems({ team, pipelineName, rolePrefix, endpointName, repositoryName, stages, triggers }: ModelDeployPipelineProps): Problems {
  return [
    nameProblem('pipelineName', pipelineName, NAME_LIMITS.pipeline),
    nameProblem('rolePrefix', rolePrefix, NAME_LIMITS.role - LONGEST_ROLE.length),
    prefixProblem(rolePrefix, team),
    nameProblem('endpointName', endpointName, NAME_LIMITS.endpoint),
    nameProblem('repositoryName', repositoryName, NAME_LIMITS.repository),
    ...stages.flatMap(({ name, gate, tests }, index) => [
      nameProblem(`stages[${index}].name`, name, LIMITS.stage),
      gate && nameProblem(`stages[${index}].gate.name`, gate.name, LIMITS.stage),
      gate && questionProblem(`stages[${index}].gate.question`, gate.question),
      tests && nameProblem(`stages[${index}].tests.name`, tests.name, LIMITS.stage),
      tests && foldersProblem(`stages[${index}].tests.folders`, tests.folders),
      tests && testRoleProblem(`stages[${index}].tests.name`, rolePrefix, tests.name),
    ]),
    twiceProblem('stages', ['Source', 'Synth', ...stages.flatMap(({ name, gate, tests }) => [name, gate?.name, tests?.name])], 'Give stages, gates and tests names of their own'),
    twiceProblem('triggers', triggers.map(({ name }) => name), 'Leave one of them out'),
  ];
}

/** What is wrong with a deployment target's props. Unresolved tokens are not looked at. */
export function deploymentTargetProblems({ modelStore }: DeploymentTargetProps): Problems {
  return [accountProblem('modelStore.account', modelStore.account)];
}

function prefixProblem(rolePrefix: string, team: string): Problem | undefined {
  const start = `${teamPrefix(team)}-`;
  if (rolePrefix.startsWith(start) || Token.isUnresolved(rolePrefix) || Token.isUnresolved(team)) return undefined;
  return { prop: 'rolePrefix', value: rolePrefix, rule: `targets trust pipelines and tests whose roles begin with ${start} and what follows`, remedy: `Begin it with ${start} and the project's id` };
}

function questionProblem(prop: string, value: string): Problem | undefined {
  if (Token.isUnresolved(value) || (value.length > 0 && value.length <= LIMITS.question)) return undefined;
  return { prop, value, rule: `the text of an approval has 1 to ${LIMITS.question} characters`, remedy: 'Ask one question, and let it link to the rest' };
}

function foldersProblem(prop: string, folders: string[]): Problem | undefined {
  if (folders.length > 0) return undefined;
  return { prop, value: folders, rule: 'a suite without a folder tests nothing, and passes', remedy: 'Name folders of the deployment repository, or leave the suite out' };
}

function testRoleProblem(prop: string, rolePrefix: string, suite: string): Problem | undefined {
  const roleName = testRoleName(rolePrefix, suite);
  if (Token.isUnresolved(roleName) || roleName.length <= NAME_LIMITS.role) return undefined;
  return { prop, value: suite, rule: `the role ${roleName} would have more than ${NAME_LIMITS.role} characters`, remedy: 'Choose a shorter name' };
}

function twiceProblem(prop: string, names: (string | undefined)[], remedy: string): Problem | undefined {
  const twice = names.filter((name, index) => name !== undefined && names.indexOf(name) !== index);
  return twice.length === 0 ? undefined : { prop, value: twice, rule: 'a pipeline has each name once', remedy };
}
