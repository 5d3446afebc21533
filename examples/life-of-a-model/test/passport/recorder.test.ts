import { called, listened, once } from '../../people/calls';
import type { Life } from '../../life';
import type { Passport } from '../../passport/passport';
import { Recorder } from '../../passport/recorder';
import { Deviation, visitAll } from '../../station';
import { PlainView } from '../../terminal/view';
import { COMPLETE } from './passports';

const topology = { file: '/somewhere/reliable.yaml', team: 'credit', region: 'eu-west-1', accounts: {} };
const silent = new PlainView({ write: () => true } as unknown as NodeJS.WritableStream);
const { project } = COMPLETE.parts;
const call = (api: string) => ({ api, name: 'leo', role: 'lead-data-scientist', account: '111111111111' });

test('a part is kept with the calls that it was read with', async () => {
  const recorder = new Recorder(topology);
  recorder.record('project', async () => {
    called(call('SageMaker DescribeProject'));
    return project!;
  });
  const { parts, calls, walk } = await recorder.end('complete');
  expect(parts.project).toEqual(project);
  expect(calls.project).toEqual([call('SageMaker DescribeProject')]);
  expect(walk).toMatchObject({ status: 'complete', topology: 'reliable.yaml' });
});

test('a part that cannot be read is missing, with the reason, and the walk goes on', async () => {
  const recorder = new Recorder(topology);
  recorder.record('project', async () => { throw new TypeError('no such project'); });
  const { parts, missing } = await recorder.end('complete');
  expect(parts).toEqual({});
  expect(missing).toEqual({ project: 'TypeError: no such project' });
});

test('what is read later takes the place of what was missing before', async () => {
  const recorder = new Recorder(topology);
  recorder.record('project', async () => { throw new Error('not yet'); });
  await new Promise(setImmediate);
  recorder.record('project', async () => project!);
  const { parts, missing } = await recorder.end('complete');
  expect(parts.project).toEqual(project);
  expect(missing).toEqual({});
});

test('what never answers does not hold up the end of a walk', async () => {
  jest.useFakeTimers();
  const recorder = new Recorder(topology);
  recorder.record('project', () => new Promise(() => {}));
  const end = recorder.end('failed', new Deviation('the emulator ended', ['its last words']));
  await jest.advanceTimersByTimeAsync(3000);
  const { missing, walk } = await end;
  jest.useRealTimers();
  expect(missing.project).toBe('no answer within 3 s of the walk\'s end');
  expect(walk).toMatchObject({ status: 'failed', message: 'the emulator ended', evidence: ['its last words'] });
});

test('stations are taken down as they go, and each end can be shown', () => {
  const shown: Passport[] = [];
  const view = new Recorder(topology, (passport) => shown.push(passport)).watching(silent);
  view.begin('first');
  view.end('done', 1.5);
  view.begin('second');
  view.end('failed', 2);
  expect(shown.map(({ walk }) => walk.status)).toEqual(['under way', 'under way']);
  expect(shown[0].walk.stops).toEqual([{ title: 'first', outcome: 'done', seconds: 1.5 }]);
  expect(shown[1].walk.stops[1]).toEqual({ title: 'second', outcome: 'failed', seconds: 2 });
});

test('a station that was under way when the walk ended has no outcome', async () => {
  const recorder = new Recorder(topology);
  recorder.watching(silent).begin('first');
  expect((await recorder.end('interrupted', new Deviation('Interrupted by SIGINT'))).walk.stops).toEqual([{ title: 'first' }]);
});

test('a page that cannot be written neither ends the walk nor hides why it ended, and is told', async () => {
  const recorder = new Recorder(topology, () => { throw new Error('ENOSPC: no space left on device'); });
  const view = recorder.watching(silent);
  const stations = [{ title: 'first', visit: async () => {} }, { title: 'second', visit: async () => { throw new Deviation('no way'); } }];
  await expect(visitAll(stations, { signal: new AbortController().signal } as Life, view)).rejects.toThrow('no way');
  expect((await recorder.end('failed', new Deviation('no way'))).walk).toMatchObject({ message: 'no way', stops: [{ outcome: 'done' }, { outcome: 'failed' }] });
  expect(recorder.problem?.message).toBe('ENOSPC: no space left on device');
});

test('a page that could be written in the end lacks nothing', async () => {
  const full = jest.fn().mockImplementationOnce(() => { throw new Error('ENOSPC'); });
  const recorder = new Recorder(topology, full);
  const view = recorder.watching(silent);
  view.begin('first');
  view.end('done', 1);
  expect(recorder.problem?.message).toBe('ENOSPC');
  await recorder.end('complete');
  expect(recorder.problem).toBeUndefined();
});

test('calls are told to whoever listens, each once, and not to others', async () => {
  const work = async (api: string) => {
    called(call(api));
    await new Promise(setImmediate);
    called(call(api));
  };
  const [one, other] = await Promise.all([listened(() => work('S3 GetObject')), listened(() => work('S3 HeadObject'))]);
  expect([one.calls, other.calls]).toEqual([[call('S3 GetObject')], [call('S3 HeadObject')]]);
});

test('work that several need is done once, and each is told its calls', async () => {
  let times = 0;
  const shared = once(async () => {
    called(call('CloudFormation DescribeStacks'));
    return ++times;
  });
  const all = await Promise.all([listened(shared), listened(shared)]);
  expect(all.map(({ result, calls }) => [result, calls])).toEqual([[1, [call('CloudFormation DescribeStacks')]], [1, [call('CloudFormation DescribeStacks')]]]);
});
