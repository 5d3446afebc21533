import { Token } from 'aws-cdk-lib';
import { teamPrefix } from './contract';
import { NAME_LIMITS } from './names';
import { nameProblem, regionProblem } from './problems';
import type { Problem } from './validation-error';

/** What SageMaker gives a project (https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateProject.html), and names that are made of it. */
export const PROJECT = { name: 32, id: 15 } as const;
const LONGEST_ROLE = '-deploy-pipeline';

/** Roles of a project are named after team and project id: whether they fit is known before any project is. */
export function teamProblem(team: string): Problem | undefined {
  const most = NAME_LIMITS.role - teamPrefix('').length - 1 - PROJECT.id - LONGEST_ROLE.length;
  if (Token.isUnresolved(team) || (team.length > 0 && team.length <= most)) return undefined;
  return { prop: 'team', value: team, rule: `with the id of a project it must fit into the ${NAME_LIMITS.role} characters of a role's name, and so has 1 to ${most}`, remedy: 'Choose a shorter name' };
}

interface Targets {
  readonly buildTarget: { readonly region: string };
  readonly preProd?: { readonly region: string };
  readonly prod?: { readonly region: string };
}

/** A template does not know where it will be launched, but where it is offered. */
export function targetProblems({ buildTarget, preProd, prod }: Targets, offeredIn: string): (Problem | undefined)[] {
  const [missing, given] = preProd ? ['prod', 'preProd'] : ['preProd', 'prod'];
  return [
    ...Object.entries({ buildTarget, preProd, prod }).map(([prop, target]) => target && regionProblem(`${prop}.region`, target.region, offeredIn)),
    (preProd === undefined) === (prod === undefined) ? undefined : { prop: missing, value: undefined, rule: `with ${given} a model is deployed, and it is tested in one account before it serves in the other`, remedy: `Give ${missing} too, or leave both out` },
  ];
}

/** What is wrong with the name of a template in S3. */
export const templateNameProblem = (templateName: string): Problem | undefined => nameProblem('templateName', templateName, PROJECT.name);
