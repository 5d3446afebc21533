import { CodePipelineClient, GetPipelineStateCommand, PutApprovalResultCommand } from '@aws-sdk/client-codepipeline';
import type { Life } from '../../life';
import type { Person } from '../../people/person';
import { approve, mustNotAnswer } from '../../stations/promotion';

const waiting = (token?: string) => ({ stageStates: [{ stageName: 'Approve', actionStates: [{ actionName: 'Lead', latestExecution: { token } }] }] });

/** Somebody whose pipeline has a token for the gate only when it is asked again. */
function lifeWith(states: object[], refusal?: Error) {
  const [answered, said]: [object[], string[]] = [[], []];
  const send = async (command: object) => {
    if (command instanceof GetPipelineStateCommand) return states.length > 1 ? states.shift() : states[0];
    if (command instanceof PutApprovalResultCommand && refusal) throw refusal;
    if (command instanceof PutApprovalResultCommand) answered.push(command.input);
    return {};
  };
  const lena = { name: 'lena', use: (client: unknown) => (client === CodePipelineClient ? { send } : undefined) } as unknown as Person;
  const life = { project: { deployPipeline: 'release' }, view: { say: (line: string) => said.push(line) }, signal: new AbortController().signal } as unknown as Life;
  return { life, lena, answered, said };
}

test('a gate is opened once it has its token', async () => {
  const { life, lena, answered, said } = lifeWith([waiting(), waiting('t-1')]);
  await approve(life, lena, 'Approve', 'read');
  expect(answered).toEqual([{ pipelineName: 'release', stageName: 'Approve', actionName: 'Lead', token: 't-1', result: { status: 'Approved', summary: 'read' } }]);
  expect(said).toEqual(['lena approved at Approve: read']);
});

test('a gate that is another\'s must be refused: an answer, or another error, is a deviation', async () => {
  const refused = lifeWith([waiting('t-1')], Object.assign(new Error('not authorized'), { name: 'AccessDeniedException' }));
  await mustNotAnswer(refused.life, refused.lena, 'Approve');
  expect(refused.said).toEqual(["lena may not answer Approve, which is another's"]);
  const allowed = lifeWith([waiting('t-1')]);
  await expect(mustNotAnswer(allowed.life, allowed.lena, 'Approve')).rejects.toThrow("lena answered Approve, which is another's");
  const broken = lifeWith([waiting('t-1')], new Error('no connection'));
  await expect(mustNotAnswer(broken.life, broken.lena, 'Approve')).rejects.toThrow('no connection');
});
