import { spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import * as path from 'node:path';

const ROOT = path.resolve(__dirname, '../../../..');
const PLANTED = 'planted-by-the-user';

/** What the cloud's processes printed and what they were started with, by kind of process. */
let seen: Record<(typeof KINDS)[number], string> & { readonly bootstrapped: readonly string[] };
const calls: string[] = [];
let folder: string;
let trap: Server;

const write = (name: string, content: string) => {
  mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
  writeFileSync(path.join(folder, name), content);
  return path.join(folder, name);
};

/** A git that writes down its environment, in front of the real one. */
function spyingGit(): string {
  const file = write('bin/git', `#!/bin/sh\nenv >> ${folder}/git-environment\nPATH="\${PATH#${folder}/bin:}" exec git "$@"\n`);
  chmodSync(file, 0o755);
  return path.dirname(file);
}

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'safety-'));
  trap = createServer((request, response) => {
    calls.push(`${request.method} ${request.url}`);
    response.end(JSON.stringify({ AccessKeyId: PLANTED, SecretAccessKey: PLANTED, Token: PLANTED, Expiration: '2099-01-01T00:00:00Z' }));
  });
  trap.on('connect', (request, socket) => {
    calls.push(`CONNECT ${request.url}`);
    socket.destroy();
  });
  await new Promise<void>((resolve) => { trap.listen(0, '127.0.0.1', resolve); });
  const url = `http://127.0.0.1:${(trap.address() as AddressInfo).port}`;
  write('home/.aws/credentials', `[default]\naws_access_key_id = ${PLANTED}\naws_secret_access_key = ${PLANTED}\n[${PLANTED}]\naws_access_key_id = ${PLANTED}\n`);
  write('home/.aws/config', `[default]\nregion = us-gov-west-1\nuse_fips_endpoint = true\nendpoint_url = ${url}\n[profile ${PLANTED}]\nuse_fips_endpoint = true\n`);
  const gitConfig = write('home/.gitconfig', `[user]\n\tname = ${PLANTED}\n[http]\n\tproxy = ${url}\n`);
  const env = {
    ...process.env, PATH: `${spyingGit()}:${process.env.PATH}`, HOME: path.join(folder, 'home'), GIT_CONFIG_GLOBAL: gitConfig, GIT_AUTHOR_NAME: PLANTED,
    AWS_ACCESS_KEY_ID: PLANTED, AWS_SECRET_ACCESS_KEY: PLANTED, AWS_SESSION_TOKEN: PLANTED, AWS_PROFILE: PLANTED, AWS_USE_FIPS_ENDPOINT: 'true',
    AWS_EC2_METADATA_SERVICE_ENDPOINT: url, AWS_CONTAINER_CREDENTIALS_FULL_URI: `${url}/container`, AWS_ENDPOINT_URL: url, AWS_ENDPOINT_URL_S3: url,
    HTTP_PROXY: url, HTTPS_PROXY: url, ALL_PROXY: url, http_proxy: url, https_proxy: url, NO_PROXY: '', no_proxy: '',
  };
  const report = path.join(folder, 'report.json');
  const child = spawn(process.execPath, ['--import', require.resolve('tsx'), path.join(__dirname, 'trapped-cloud.ts'), report], { cwd: ROOT, env, stdio: ['ignore', 'ignore', 'pipe'] });
  const errors: Buffer[] = [];
  child.stderr.on('data', (chunk) => errors.push(chunk));
  await new Promise((resolve) => { child.once('close', resolve); });
  if (!existsSync(report)) throw new Error(Buffer.concat(errors).toString());
  seen = { ...JSON.parse(readFileSync(report, 'utf8')), git: readFileSync(path.join(folder, 'git-environment'), 'utf8') };
}, 240_000);

afterAll(() => {
  trap.close();
  rmSync(folder, { recursive: true });
});

const KINDS = ['process', 'build', 'job', 'cdk', 'emulator', 'git'] as const;
const WORKING = ['process', 'build', 'job'] as const;

test.each(KINDS)('the user\'s keys, profile and git configuration are not seen by: %s', (kind) => {
  expect(seen[kind]).toContain('PATH=');
  expect(seen[kind].split('\n').filter((line) => line.includes(PLANTED))).toEqual([]);
  expect(seen[kind]).not.toContain(path.join(folder, 'home'));
});

test('one CDK CLI bootstraps accounts that it has no key of its own for', () => {
  expect(seen.bootstrapped).toEqual(['222222222222 CREATE_COMPLETE']);
});

test.each(WORKING)('what calls out is refused in a %s, and this machine answers', (kind) => {
  expect(seen[kind].match(/Connection refused/g)?.length).toBe(2);
  expect(seen[kind]).toContain('curl: (7)');
  expect(seen[kind]).toContain('LOOPBACK ANSWERS 200');
});

// Node's own client looks at no proxy variable (before Node 24)
test.each(WORKING)('what Node calls is refused before it leaves a %s, and this machine answers', (kind) => {
  for (const target of ['192.0.2.1:80', 'example.com:443']) expect(seen[kind]).toContain(`NODE SAYS connect ECONNREFUSED ${target}: the local cloud lets its processes reach nothing but this machine`);
  expect(seen[kind]).toContain('NODE REACHES LOOPBACK 200');
});

test.each(['cdk', 'emulator'] as const)('Node is given the guard by the environment of: %s', (kind) => {
  expect(seen[kind]).toMatch(/NODE_OPTIONS=--require ".*loopback-only\.cjs"/);
});

test.each(['cdk', 'emulator'] as const)('what calls out is pointed at a closed port by the environment of: %s', (kind) => {
  for (const name of ['HTTP_PROXY', 'HTTPS_PROXY', 'http_proxy', 'https_proxy']) expect(seen[kind]).toContain(`${name}=http://127.0.0.1:9`);
});

test('neither a proxy nor a metadata service nor another endpoint of the user\'s is ever called', () => {
  expect(calls).toEqual([]);
});
