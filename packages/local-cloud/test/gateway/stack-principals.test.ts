import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import type { Principal } from '../../src/gateway/principal';
import { StackPrincipals } from '../../src/gateway/stack-principals';

let folder: string;
beforeEach(() => { folder = mkdtempSync(path.join(tmpdir(), 'principals-')); });
afterEach(() => rmSync(folder, { recursive: true }));

const caller: Principal = { arn: 'arn:aws:iam::111111111111:root', account: '111111111111', type: 'root' };
const role = 'arn:aws:iam::111111111111:role/path/deployer';
const place = { account: '111111111111', region: 'eu-west-1', stackName: 'stack' };
const stackId = 'arn:aws:cloudformation:eu-west-1:111111111111:stack/stack/0a1b';

test('a stack without a service role is worked on in its caller\'s name', () => {
  const principals = new StackPrincipals(folder);
  principals.called(place, caller);
  expect(principals.of(stackId)).toBe(caller);
});

test('a service role acts by a session that CloudFormation named, without the role\'s path', () => {
  const principals = new StackPrincipals(folder);
  principals.called(place, caller, role);
  expect(principals.of(stackId)).toMatchObject({ arn: 'arn:aws:sts::111111111111:assumed-role/deployer/AWSCloudFormation', roleArn: role, account: '111111111111' });
});

test('a role stays with its stack when a later caller gives none', () => {
  const principals = new StackPrincipals(folder);
  principals.called(place, caller, role);
  principals.called(place, { ...caller, arn: 'another' });
  expect(principals.of(stackId)?.roleArn).toBe(role);
});

test('a stack that is created anew under an old name has not the old one\'s role', () => {
  const principals = new StackPrincipals(folder);
  principals.called(place, caller, role);
  principals.created(place);
  principals.called(place, caller);
  expect(principals.of(stackId)).toBe(caller);
});

test('a request may name the stack by its ARN', () => {
  const principals = new StackPrincipals(folder);
  principals.called({ ...place, stackName: stackId }, caller);
  expect(principals.of(stackId)).toBe(caller);
});

describe('a nested stack', () => {
  const nested = (name: string) => `arn:aws:cloudformation:eu-west-1:111111111111:stack/${name}/0a1b`;

  test('is its parent\'s, however deep', () => {
    const principals = new StackPrincipals(folder);
    principals.called(place, caller, role);
    expect(principals.of(nested('stack-Child-0123abcd-4ef'))?.roleArn).toBe(role);
    expect(principals.of(nested('stack-Child-0123abcd-4ef-GrandChild2-89abcdef-012'))?.roleArn).toBe(role);
  });

  test('is not the stack\'s whose name begins as its parent\'s does', () => {
    const principals = new StackPrincipals(folder);
    principals.called({ ...place, stackName: 'stack-two' }, caller);
    principals.called(place, caller, role);
    expect(principals.of(nested('stack-two-Child-0123abcd-4ef'))).toBe(caller);
    expect(principals.of(nested('stacks-Child-0123abcd-4ef'))).toBeUndefined();
  });

  test('that is named so and was called for by itself is its caller\'s', () => {
    const principals = new StackPrincipals(folder);
    principals.called(place, caller, role);
    principals.called({ ...place, stackName: 'stack-Child-0123abcd-4ef' }, caller);
    expect(principals.of(nested('stack-Child-0123abcd-4ef'))).toBe(caller);
  });
});

test.each([
  ['account', 'arn:aws:cloudformation:eu-west-1:222222222222:stack/stack/0a1b'],
  ['region', 'arn:aws:cloudformation:eu-west-2:111111111111:stack/stack/0a1b'],
  ['name', 'arn:aws:cloudformation:eu-west-1:111111111111:stack/stack2/0a1b'],
])('a stack of another %s is another stack', (_, other) => {
  const principals = new StackPrincipals(folder);
  principals.called(place, caller, role);
  expect(principals.of(other)).toBeUndefined();
});
