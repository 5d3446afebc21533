import { run } from '../../src/cli/run';
import { synthesized } from '../synthesized';

const folder = synthesized();

function assurance(...args: string[]): { code: number; out: string; err: string } {
  const out: string[] = [];
  const err: string[] = [];
  const code = run(args, { out: (text) => out.push(text), err: (text) => err.push(text) });
  return { code, out: out.join('\n'), err: err.join('\n') };
}

test('the inventory as text names accounts, types and limits', () => {
  const { code, out } = assurance('inventory', folder);
  expect(code).toBe(0);
  expect(out).toContain('111111111111 eu-west-1: 6 resources in 3 stacks');
  expect(out).toContain('     2  AWS::S3::Bucket');
  expect(out).toMatch(/^stack +resources of 500 +template bytes of 1000000/m);
  expect(out).toMatch(/^Prod-Serving +1 \(0\.2 %\)/m);
});

test('the inventory as JSON can be read by programs', () => {
  const { code, out } = assurance('inventory', folder, '--json');
  expect(code).toBe(0);
  expect(JSON.parse(out).places).toHaveLength(3);
});

test('a stack above the share fails and is named', () => {
  expect(assurance('inventory', folder, '--fail-above', '0.1')).toMatchObject({ code: 1, err: expect.stringContaining('Mlops-tooling: 3 of 500 resources is 0.6 %') });
});

test('no stack above the share is well', () => {
  expect(assurance('inventory', folder, '--fail-above', '60')).toMatchObject({ code: 0, err: '' });
});

test.each<[string, string[], string]>([
  ['no command', [], 'no command'],
  ['an unknown command', ['prove'], 'prove is no command'],
  ['no folder', ['inventory'], '0 folders are given'],
  ['two folders', ['inventory', 'a', 'b'], '2 folders are given'],
  ['an unknown option', ['inventory', 'a', '--xml'], '--xml is not understood'],
  ['no percentage', ['inventory', 'a', '--fail-above', 'much'], '--fail-above much is no percentage'],
  ['a folder that is none', ['inventory', '/nowhere'], '/nowhere/manifest.json'],
])('%s ends with code 2 and says why', (_, args, message) => {
  expect(assurance(...args)).toMatchObject({ code: 2, err: expect.stringContaining(message), out: '' });
});
