import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { decidingLayer } from '@mlops-foundation/local-cloud';
import type { Life } from '../../life';
import type { Person } from '../../people/person';
import { actionsOf, evidence } from '../../pipelines';
import type { Refusal } from '../facts/refusal';
import { refusalOf, statementOf } from './statement';

const MOST_LINES = 6;

/** An API call that was denied, and the statement that denied it, as the cloud's trace has it. */
export async function deniedCall(life: Life, options: { attempt: string; person: Person; error: Error; unchanged: string }): Promise<Refusal> {
  const { attempt, person, error, unchanged } = options;
  const { Arn = '' } = await person.use(STSClient).send(new GetCallerIdentityCommand({}));
  const refusal = refusalOf(life.cloud.trace(), error.message);
  return { attempt, by: Arn, refusedBy: error.name, message: error.message, layer: refusal && decidingLayer(refusal), statement: await statementOf(life, refusal), evidence: [], unchanged };
}

/** An execution of a pipeline that stopped at one of its actions, and the lines of that action's log that say why. */
export async function stoppedPipeline(life: Life, options: { attempt: string; pipeline: string; execution: string; telling: RegExp; unchanged: string }): Promise<Refusal> {
  const { attempt, pipeline, execution, telling, unchanged } = options;
  const failed = (await actionsOf(life.people.leo, pipeline, execution)).find(({ status }) => status === 'Failed');
  if (!failed) throw new Error(`no action of execution ${execution} of ${pipeline} failed`);
  const { stageName, actionName, input, output } = failed;
  const lines = (await evidence(life, failed)).filter((line) => telling.test(line)).map((line) => line.trim());
  return {
    attempt, by: pipeline, refusedBy: `${input?.actionTypeId?.provider} in ${stageName} / ${actionName}`, message: output?.executionResult?.errorDetails?.message ?? '',
    evidence: lines.slice(0, MOST_LINES), unchanged,
  };
}
