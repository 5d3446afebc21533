import { PassThrough } from 'node:stream';
import { PlainView } from '../../terminal/view';

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

function plainView() {
  const stream = new PassThrough();
  return { view: new PlainView(stream), written: () => String(stream.read() ?? '') };
}

test('a log that would be silent says every ten seconds what is waited for, and for how long', () => {
  const { view, written } = plainView();
  view.begin('Training');
  jest.advanceTimersByTime(4000);
  view.doing('Build/Build');
  written();
  jest.advanceTimersByTime(9999);
  expect(written()).toBe('');
  jest.advanceTimersByTime(10_001);
  expect(written()).toBe('   … Build/Build: 14 s so far\n   … Build/Build: 24 s so far\n');
});

test('where nothing is told of what goes on, it is the station', () => {
  const { view, written } = plainView();
  view.begin('Training');
  view.doing('Build/Build');
  view.begin('Approval');
  written();
  jest.advanceTimersByTime(10_000);
  expect(written()).toBe('   … Approval: 10 s so far\n');
});

test.each<[string, (view: PlainView) => void]>([['a station', (view) => view.end('done', 1)], ['the walk', (view) => view.close()]])('nothing is said after the end of %s', (_, end) => {
  const { view, written } = plainView();
  view.begin('Training');
  end(view);
  written();
  jest.advanceTimersByTime(60_000);
  expect(written()).toBe('');
});
