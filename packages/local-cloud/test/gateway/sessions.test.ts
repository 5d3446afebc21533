import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import type { Principal } from '../../src/gateway/principal';
import { Sessions } from '../../src/gateway/sessions';

const HOUR = 3_600_000;
const of = (account: string): Principal => ({ arn: `arn:aws:iam::${account}:root`, account, type: 'root' });

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'sessions-'));
  jest.useFakeTimers({ now: 0 });
});
afterEach(() => {
  jest.useRealTimers();
  rmSync(folder, { recursive: true });
});

test('a key is forgotten once no session of it can last, whoever minted it', () => {
  const sessions = new Sessions(folder);
  sessions.remember({ accessKeyId: 'ASIAMINTED', secretAccessKey: 'secret' }, of('111111111111'));
  sessions.rememberPrincipal('ASIAOTHER', of('222222222222'));
  jest.setSystemTime(12 * HOUR);
  sessions.rememberPrincipal('ASIALATER', of('333333333333'));
  expect(['ASIAMINTED', 'ASIAOTHER', 'ASIALATER'].map((key) => sessions.principalOf(key)?.account)).toEqual(['111111111111', '222222222222', '333333333333']);
  jest.setSystemTime(12 * HOUR + 1);
  sessions.rememberPrincipal('ASIALATEST', of('444444444444'));
  expect(['ASIAMINTED', 'ASIAOTHER', 'ASIALATER', 'ASIALATEST'].map((key) => sessions.principalOf(key)?.account)).toEqual([undefined, undefined, '333333333333', '444444444444']);
});
