import { CodePipelineClient, GetPipelineStateCommand, PutApprovalResultCommand } from '@aws-sdk/client-codepipeline';
import type { Life } from '../../life';
import { approve } from '../../stations/promotion';

const waiting = (token?: string) => ({ stageStates: [{ stageName: 'Approve', actionStates: [{ actionName: 'Lead', latestExecution: { token } }] }] });

/** A lead whose pipeline has a token for the gate only when it is asked again. */
function lifeWith(...states: object[]) {
  const [answered, said]: [object[], string[]] = [[], []];
  const send = async (command: object) => {
    if (command instanceof GetPipelineStateCommand) return states.length > 1 ? states.shift() : states[0];
    if (command instanceof PutApprovalResultCommand) answered.push(command.input);
    return {};
  };
  const leo = { name: 'leo', use: (client: unknown) => (client === CodePipelineClient ? { send } : undefined) };
  const life = { people: { leo }, project: { deployPipeline: 'release' }, view: { say: (line: string) => said.push(line) }, signal: new AbortController().signal } as unknown as Life;
  return { life, answered, said };
}

test('a gate is opened once it has its token', async () => {
  const { life, answered, said } = lifeWith(waiting(), waiting('t-1'));
  await approve(life, 'Approve', 'read');
  expect(answered).toEqual([{ pipelineName: 'release', stageName: 'Approve', actionName: 'Lead', token: 't-1', result: { status: 'Approved', summary: 'read' } }]);
  expect(said).toEqual(['leo approved at Approve: read']);
});
