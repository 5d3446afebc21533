import { execFileSync, spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { zipSync } from 'fflate';
import { Environments, type EnvironmentsOptions } from '../../src/processes/environments';
import { runs, until } from './waiting';

const recipes = { tiny: { closed: ['tiny.txt'] }, ours: { open: ['tiny.txt'], ownWheels: true } };
let folder: string;
let cache: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'environments-'));
  cache = path.join(folder, 'cache');
  mkdirSync(path.join(folder, 'wheels'));
  writeFileSync(path.join(folder, 'tiny.txt'), 'tiny\n');
  writeFileSync(path.join(folder, 'runs'), '');
});
afterEach(() => rmSync(folder, { recursive: true }));

const environments = (more: Partial<EnvironmentsOptions> = {}) => new Environments({ cache, recipes, requirements: folder, wheels: path.join(folder, 'wheels'), ...more });
const diary = () => readFileSync(path.join(folder, 'runs'), 'utf8').trim().split('\n').filter(Boolean);
const venvs = () => diary().filter((line) => line.startsWith('-m venv'));

/** A program in Python's place: it writes down how it was called, makes a folder of an environment, and does as its script says instead of pip. */
function python(pip = 'true'): string {
  const file = path.join(folder, 'python');
  writeFileSync(file, `#!/bin/sh
echo "$*" >> ${folder}/runs
if [ "$2" = venv ]; then mkdir -p "$3/bin"; cp "$0" "$3/bin/python"; exit; fi
${pip}
`);
  chmodSync(file, 0o755);
  return file;
}

/** A wheel of one module, as a build backend writes it. */
function wheel(file: string, content: string): void {
  const entries = {
    'tiny.py': content, 'tiny-1.dist-info/METADATA': 'Metadata-Version: 2.1\nName: tiny\nVersion: 1\n',
    'tiny-1.dist-info/WHEEL': 'Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n',
    'tiny-1.dist-info/RECORD': 'tiny.py,,\ntiny-1.dist-info/METADATA,,\ntiny-1.dist-info/WHEEL,,\ntiny-1.dist-info/RECORD,,\n',
  };
  writeFileSync(file, zipSync(Object.fromEntries(Object.entries(entries).map(([name, text]) => [name, Buffer.from(text)]))));
}

test('a real environment holds what its requirements name', async () => {
  wheel(path.join(folder, 'tiny-1-py3-none-any.whl'), 'SIZE = 42');
  writeFileSync(path.join(folder, 'tiny.txt'), path.join(folder, 'tiny-1-py3-none-any.whl'));
  const imported = { tiny: { ...recipes.tiny, imports: ['tiny'], endsSoon: true } };
  const { python: program, bin, folder: made } = await environments({ recipes: imported }).ensure('tiny');
  expect(execFileSync(program, ['-c', 'import tiny; print(tiny.SIZE)'], { encoding: 'utf8' })).toBe('42\n');
  expect(program).toBe(path.join(bin, 'python'));
  const threshold = (env: NodeJS.ProcessEnv) => execFileSync(program, ['-c', 'import gc; print(gc.get_threshold()[0])'], { encoding: 'utf8', env });
  expect(threshold({})).toBe('50000\n');
  // a model server goes on
  expect(Number(threshold({ SAGEMAKER_BIND_TO_PORT: '8080' }))).toBeLessThan(50_000);
  expect(execFileSync(program, ['-c', CYCLES, folder], { encoding: 'utf8', env: {} })).toBe('');
  expect(['unnamed', 'named'].map((name) => readFileSync(path.join(folder, name), 'utf8'))).toEqual(['written; ', 'written; written at the end; ']);
  expect(execFileSync(program, ['-c', CYCLES, folder], { encoding: 'utf8', env: { SAGEMAKER_BIND_TO_PORT: '8080' } })).toContain('looked for garbage');
  execFileSync(program, ['-c', COMPRESSED, folder], { env: {} });
  expect(execFileSync(program, ['-c', DECOMPRESSED, folder], { encoding: 'utf8', env: {} })).toBe('written written written written written\n');
  // a thread that is left waits in a write, and holds its file: the end does not wait for it
  execFileSync(program, ['-c', STUCK], { env: {}, timeout: 60_000 });
  // compiled once, at the installation
  expect(readdirSync(made, { recursive: true, encoding: 'utf8' }).filter((file) => /^lib\/.*\/site-packages\/__pycache__\/tiny\..*\.pyc$/.test(file))).toHaveLength(1);
}, 240_000);

/** Parts of cycles when it ends: two files that were never closed, one of which the program still names, and something that tells when it is found to be garbage. */
const CYCLES = `
import atexit, os, sys
class Part:
    def __init__(self, name):
        self.itself, self.file = self, open(os.path.join(sys.argv[1], name), 'w')
        self.file.write('written; ')
    def __del__(self):
        os.write(1, b'looked for garbage; ')
Part('unnamed')
named = Part('named')
atexit.register(named.file.write, 'written at the end; ')
`;

/** Compressed files and an archive, in cycles and never closed: what they write last is not there before. */
const COMPRESSED = `
import bz2, gzip, lzma, os, sys, zipfile
class Part:
    def __init__(self, name, opener, mode):
        self.itself, self.file = self, opener(os.path.join(sys.argv[1], name), mode)
for name, opener in ('gz', gzip.open), ('bz2', bz2.open), ('xz', lzma.open):
    Part(name, opener, 'wb').file.write(b'written')
Part('text', gzip.open, 'wt').file.write('written')
Part('zip', zipfile.ZipFile, 'w').file.writestr('part', 'written')
`;
const DECOMPRESSED = `
import bz2, gzip, lzma, os, sys, zipfile
at = lambda name: os.path.join(sys.argv[1], name)
texts = [opener(at(name)).read() for name, opener in (('gz', gzip.open), ('bz2', bz2.open), ('xz', lzma.open), ('text', gzip.open))]
print(*(text.decode() for text in [*texts, zipfile.ZipFile(at('zip')).read('part')]))
`;
const STUCK = `
import os, threading
out = os.fdopen(os.pipe()[1], 'wb')
writing = threading.Event()
def write():
    writing.set()
    out.write(bytes(1_000_000))
    out.flush()
threading.Thread(target=write, daemon=True).start()
writing.wait()
`;

test('calls at the same time share one build, and later ones find it ready', async () => {
  const both = environments({ basePython: python() });
  const [first, second] = await Promise.all([both.ensure('tiny'), both.ensure('tiny')]);
  expect(second).toBe(first);
  expect(await environments({ basePython: python() }).ensure('tiny')).toEqual(first);
  expect(venvs()).toHaveLength(1);
});

test('two processes at the same time build once', async () => {
  const basePython = python('sleep 0.3');
  const options = JSON.stringify({ cache, recipes, requirements: folder, basePython });
  const code = `const { Environments } = require(${JSON.stringify(path.resolve(__dirname, '../../src/processes/environments.ts'))});
    new Environments(${options}).ensure('tiny').then(({ folder }) => console.log(folder));`;
  const started = [1, 2].map(() => spawn(process.execPath, ['--require', require.resolve('tsx/cjs'), '-e', code], { stdio: ['ignore', 'pipe', 'inherit'] }));
  const [one, other] = await Promise.all(started.map(async (child) => {
    const chunks: Buffer[] = [];
    for await (const chunk of child.stdout) chunks.push(chunk);
    return Buffer.concat(chunks).toString();
  }));
  expect(one).toContain(path.join(cache, 'tiny-'));
  expect(other).toBe(one);
  expect(venvs()).toHaveLength(1);
}, 20_000);

test('a failed installation says pip\'s own words, leaves nothing half done, and may be tried again', async () => {
  const tried = environments({ basePython: python('echo "ERROR: No matching distribution found for tiny" >&2; exit 1') });
  await expect(tried.ensure('tiny')).rejects.toThrow(/pip install .* ended with 1:\nERROR: No matching distribution found for tiny/);
  expect(readdirSync(cache)).toEqual([]);
  python();
  await tried.ensure('tiny');
  expect(venvs()).toHaveLength(2);
});

test('what a killed process left half done is built anew', async () => {
  const { folder: place } = await environments({ basePython: python() }).ensure('tiny');
  rmSync(path.join(place, 'ready'));
  writeFileSync(path.join(place, 'half'), '');
  await environments({ basePython: python() }).ensure('tiny');
  expect(existsSync(path.join(place, 'half'))).toBe(false);
  expect(venvs()).toHaveLength(2);
});

test('an environment whose Python was updated away is built anew', async () => {
  const { python: program } = await environments({ basePython: python() }).ensure('tiny');
  rmSync(program);
  symlinkSync(path.join(folder, 'python-that-was'), program);
  await environments({ basePython: python() }).ensure('tiny');
  expect(venvs()).toHaveLength(2);
  expect(existsSync(program)).toBe(true);
});

test('other requirements or another wheel are another environment', async () => {
  const build = async () => path.basename((await environments({ basePython: python() }).ensure('ours')).folder);
  const names = new Set([await build()]);
  wheel(path.join(folder, 'wheels', 'tiny-1-py3-none-any.whl'), 'SIZE = 1');
  names.add(await build());
  wheel(path.join(folder, 'wheels', 'tiny-1-py3-none-any.whl'), 'SIZE = 2');
  names.add(await build());
  writeFileSync(path.join(folder, 'tiny.txt'), 'tiny==1\n');
  names.add(await build());
  expect(names.size).toBe(4);
  expect(diary().at(-1)).toMatch(/--no-deps .*tiny-1-py3-none-any\.whl$/);
});

test('closing ends an installation that is under way, and nothing half done is left', async () => {
  const open = environments({ basePython: python('sleep 60 & echo $! > inner.pid; wait'.replace('inner.pid', path.join(folder, 'inner.pid'))) });
  const building = expect(open.ensure('tiny')).rejects.toThrow('ended with');
  await until('the installation is under way', () => existsSync(path.join(folder, 'inner.pid')) && readFileSync(path.join(folder, 'inner.pid'), 'utf8').trim());
  const pid = readFileSync(path.join(folder, 'inner.pid'), 'utf8').trim();
  await open.close();
  await building;
  expect(runs(pid)).toBe(false);
  expect(readdirSync(cache)).toEqual([]);
});

test('an installation sees nothing by which it could act on AWS', async () => {
  const planted = { AWS_ACCESS_KEY_ID: 'AKIAPLANTED', AWS_SECRET_ACCESS_KEY: 'planted-secret', AWS_SESSION_TOKEN: 'planted-token', AWS_PROFILE: 'planted-profile' };
  const before = { ...process.env };
  Object.assign(process.env, planted);
  try {
    await environments({ basePython: python(`env > ${folder}/seen`) }).ensure('tiny');
  } finally {
    process.env = before;
  }
  const seen = readFileSync(path.join(folder, 'seen'), 'utf8');
  expect(seen).toContain('PATH=');
  expect(seen).not.toMatch(/planted/i);
});

test('an unknown name and a missing Python are told clearly', async () => {
  await expect(environments().ensure('tinny')).rejects.toThrow('there is no environment tinny: tiny, ours');
  await expect(environments({ basePython: path.join(folder, 'no-python') }).ensure('tiny')).rejects.toThrow('no-python cannot be started');
  expect(readdirSync(cache)).toEqual([]);
});
