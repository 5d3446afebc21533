import type { Execution } from '../../../src/services/codepipeline/pipeline';
import { PipelineSessions } from '../../../src/services/codepipeline/pipeline-sessions';

const MINUTE = 60_000;
const execution = (id: string) => ({ id, structure: { roleArn: `arn:aws:iam::111111111111:role/of-${id}` } }) as Execution;

function sessions() {
  const asked: string[][] = [];
  const clock = { now: 0 };
  const cloud = {
    assumeServiceRole: async (...request: string[]) => {
      asked.push(request);
      return { accessKeyId: `key-${asked.length}`, secretAccessKey: 'secret' };
    },
  };
  return { asked, clock, cloud, of: new PipelineSessions(cloud, () => clock.now) };
}

test('actions of an execution share a session of the pipeline\'s role, another execution has its own', async () => {
  const { asked, of } = sessions();
  const [one, two] = [execution('one'), execution('two')];
  expect([await of.of(one), await of.of(one), await of.of(two)].map(({ accessKeyId }) => accessKeyId)).toEqual(['key-1', 'key-1', 'key-2']);
  expect(asked).toEqual(['one', 'two'].map((id) => [`arn:aws:iam::111111111111:role/of-${id}`, 'codepipeline.amazonaws.com', id]));
});

test('an action that begins later has a new session, so that it does not run out of it', async () => {
  const { clock, of } = sessions();
  const one = execution('one');
  await of.of(one);
  clock.now = 5 * MINUTE - 1;
  expect((await of.of(one)).accessKeyId).toBe('key-1');
  clock.now = 5 * MINUTE;
  expect((await of.of(one)).accessKeyId).toBe('key-2');
});

test('a role that is refused is asked again', async () => {
  const { cloud, of } = sessions();
  const one = execution('one');
  const given = cloud.assumeServiceRole;
  cloud.assumeServiceRole = async () => { throw new Error('AccessDenied'); };
  await expect(of.of(one)).rejects.toThrow('AccessDenied');
  cloud.assumeServiceRole = given;
  expect((await of.of(one)).accessKeyId).toBe('key-1');
});

test('sessions of executions that nobody goes on with are forgotten, though the executions are kept', async () => {
  const { clock, of } = sessions();
  const kept = ['one', 'two', 'three'].map(execution);
  for (const each of kept) await of.of(each);
  clock.now = 5 * MINUTE;
  await of.of(execution('four'));
  expect(of.count).toBe(1);
  expect(kept).toHaveLength(3);
});
