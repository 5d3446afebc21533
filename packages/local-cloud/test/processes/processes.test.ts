import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { Processes, type ProcessOptions } from '../../src/processes/processes';
import { runs, until } from './waiting';

let folder: string;
let processes: Processes;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'processes-'));
  processes = new Processes({ tmp: path.join(folder, 'tmp') });
  mkdirSync(path.join(folder, 'tmp'));
});
afterEach(async () => {
  await processes.close();
  rmSync(folder, { recursive: true });
});

const at = (name: string) => path.join(folder, name);

/** Starts a shell; what it prints comes line by line. */
function shell(script: string, more: Partial<ProcessOptions> = {}) {
  const lines: string[] = [];
  return { lines, ...processes.start({ command: ['bash', '-c', script], cwd: folder, env: {}, log: (line) => lines.push(line), ...more }) };
}

test('jsii unpacks into the environment of the process, which outlives a cloud', async () => {
  const { lines, exit } = shell('echo $JSII_RUNTIME_PACKAGE_CACHE_ROOT', { bin: at('environment/bin') });
  await exit;
  expect(lines).toEqual([at('environment/jsii')]);
});

test('threads that wait sleep, unless somebody wants them to spin', async () => {
  const policy = 'echo $OMP_WAIT_POLICY';
  const [ours, theirs] = [shell(policy), shell(policy, { env: { OMP_WAIT_POLICY: 'ACTIVE' } })];
  await Promise.all([ours.exit, theirs.exit]);
  expect([...ours.lines, ...theirs.lines]).toEqual(['PASSIVE', 'ACTIVE']);
});

test('what a process prints comes line by line, and its exit code at the end', async () => {
  const { lines, exit } = shell('echo one; echo two >&2; exit 3');
  expect(await exit).toEqual({ code: 3, signal: null, timedOut: false });
  expect(lines.sort()).toEqual(['one', 'two']);
});

test('a process that runs too long is ended, with what it started', async () => {
  const { lines, exit } = shell('sleep 60 & echo $!; wait', { timeoutSeconds: 0.3 });
  expect(await exit).toMatchObject({ timedOut: true });
  expect(runs(lines[0])).toBe(false);
});

test('nothing outlives the first process, as in a container', async () => {
  const { lines, exit } = shell('sleep 60 & echo $!');
  await exit;
  await until('what it started has ended', () => !runs(lines[0]));
  expect(runs(lines[0])).toBe(false);
});

test('closing ends what runs, and nothing starts afterwards', async () => {
  const { lines, exit } = shell('echo $$; sleep 60');
  await until('it runs', () => lines.length > 0);
  await processes.close();
  await exit;
  expect(runs(lines[0])).toBe(false);
  expect(() => shell('true')).toThrow('bash is not started: the local cloud is stopping');
});

test('a program that there is not is told', async () => {
  await expect(processes.start({ command: [at('nothing')], cwd: folder, env: {}, log: () => undefined }).exit).rejects.toThrow('ENOENT');
});

test('a process that is not to have an /opt/ml of its own has none', async () => {
  expect(await new Processes({ tmp: at('tmp'), mountOptMl: false }).mountsOptMl).toBe(false);
});

describe('with an /opt/ml of its own, where the kernel allows that', () => {
  // where it does not, the same contract holds by rewriting: see opt-ml.test.ts beside the jobs
  const mounted = async (script: string) => {
    mkdirSync(at('ml/model'), { recursive: true });
    writeFileSync(at('ml/input'), 'given');
    const allowed = await processes.mountsOptMl;
    const { lines, exit } = shell(script.replaceAll('/opt/ml', allowed ? '/opt/ml' : at('ml')), allowed ? { mounts: { optMl: at('ml') } } : {});
    return { lines, exit: await exit };
  };

  test('a process reads and writes its folder there', async () => {
    const { lines, exit } = await mounted('cat /opt/ml/input; echo made > /opt/ml/model/model.txt');
    expect(exit.code).toBe(0);
    expect(lines).toEqual(['given']);
    expect(readFileSync(at('ml/model/model.txt'), 'utf8')).toBe('made\n');
  });

  test('it sees the rest of /opt as it is, and this machine sees nothing of it', async () => {
    const before = existsSync('/opt') ? readdirSync('/opt') : [];
    const { lines } = await mounted('ls -A /opt');
    expect(lines.filter((name) => name && name !== 'ml').sort()).toEqual(before.filter((name) => name !== 'ml').sort());
    expect(existsSync('/opt') ? readdirSync('/opt') : []).toEqual(before);
  });

  test('two at the same time have one each', async () => {
    for (const name of ['one', 'two']) {
      mkdirSync(at(name));
      writeFileSync(at(`${name}/name`), name);
    }
    const allowed = await processes.mountsOptMl;
    const read = async (name: string) => {
      const { lines, exit } = shell(`sleep 0.1; cat ${allowed ? '/opt/ml' : at(name)}/name`, allowed ? { mounts: { optMl: at(name) } } : {});
      await exit;
      return lines.join('');
    };
    expect(await Promise.all(['one', 'two'].map(read))).toEqual(['one', 'two']);
  });

  test('it is ended with what it started, and no folder of the mounting is left', async () => {
    const { lines } = await mounted('sleep 60 & echo $!');
    await until('what it started has ended', () => !runs(lines[0]));
    await until('nothing is left', () => readdirSync(at('tmp')).length === 0);
    expect(readdirSync(at('ml')).sort()).toEqual(['input', 'model']);
  });
});
