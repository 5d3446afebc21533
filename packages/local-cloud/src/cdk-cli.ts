import { spawn } from 'node:child_process';
import * as path from 'node:path';
import { killNow } from './processes/kill-tree';
import { LOOPBACK_ONLY } from './processes/loopback-only';

/** Where the CDK CLI is to deploy to. */
export interface CdkSession {
  readonly endpoint: string;
  readonly region: string;
  /** A folder that stands for the user's home: no credentials, profiles or caches of theirs are seen. */
  readonly home: string;
  /** Ends what is under way: the CLI would try again and again to reach a cloud that has stopped. @default - it ends with this process */
  readonly signal?: AbortSignal;
}

/** The environment in which the AWS CLI, the CDK CLI and the SDKs speak to a local cloud as the root of an account, and to nobody else. */
export function environmentFor({ endpoint, region, home }: CdkSession, account: string): Record<string, string> {
  return {
    PATH: process.env.PATH ?? '/usr/bin:/bin', HOME: home, LANG: 'C.UTF-8',
    AWS_ENDPOINT_URL: endpoint, AWS_ENDPOINT_URL_S3: endpoint, AWS_REGION: region, AWS_DEFAULT_REGION: region,
    AWS_ACCESS_KEY_ID: account, AWS_SECRET_ACCESS_KEY: 'root', ...LOOPBACK_ONLY,
    CDK_DISABLE_CLI_TELEMETRY: 'true', CDK_VALIDATION: 'false', NO_COLOR: '1', NODE_NO_WARNINGS: '1', CI: 'true',
  };
}

const ROOT_OF_ANY_ACCOUNT = path.join(__dirname, '..', 'environments', 'cdk-credentials.cjs');
const ADMINISTRATOR = 'arn:aws:iam::aws:policy/AdministratorAccess';

/** The stock CDK CLI. Each rejects with the CLI's output when it fails. */
export const cdk = {
  /**
   * Of no account: does nothing.
   * @param qualifier of a landing zone's own bootstrap, whose stack is another one than the CDK's
   */
  bootstrap: async (session: CdkSession, accounts: readonly string[], deployer: string, qualifier?: string) => (accounts.length === 0 ? '' : run(session, deployer, [
    'bootstrap', ...accounts.map((account) => `aws://${account}/${session.region}`),
    '--plugin', ROOT_OF_ANY_ACCOUNT, '--trust', deployer, '--cloudformation-execution-policies', ADMINISTRATOR,
    ...(qualifier ? ['--qualifier', qualifier, '--toolkit-stack-name', `CDKToolkit-${qualifier}`] : []),
  ])),
  deploy: (session: CdkSession, assembly: string, deployer: string, stacks: readonly string[]) =>
    run(session, deployer, ['deploy', ...(stacks.length > 0 ? stacks : ['--all']), '--app', assembly, '--concurrency', '8', '--require-approval', 'never', '--progress', 'events']),
  /** A stack that another one needs goes after it. */
  destroy: (session: CdkSession, assembly: string, deployer: string, stacks: readonly string[]) =>
    run(session, deployer, ['destroy', ...(stacks.length > 0 ? stacks : ['--all']), '--app', assembly, '--force']),
};

const LAST_LINES = 40;

function run(session: CdkSession, account: string, args: readonly string[]): Promise<string> {
  const cli = require.resolve('aws-cdk/bin/cdk');
  const { signal, home } = session;
  return new Promise((resolve, reject) => {
    // a group of its own: it starts others
    const child = spawn(process.execPath, [cli, ...args, '--no-notices', '--no-version-reporting'], { env: environmentFor(session, account), cwd: home, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
    const chunks: Buffer[] = [];
    const kill = () => killNow(child);
    const forget = () => {
      process.removeListener('exit', kill);
      signal?.removeEventListener('abort', kill);
    };
    process.once('exit', kill);
    signal?.addEventListener('abort', kill, { once: true });
    if (signal?.aborted) kill();
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => chunks.push(chunk));
    child.once('error', (error) => {
      forget();
      reject(error);
    });
    child.once('close', (code) => {
      forget();
      const output = Buffer.concat(chunks).toString('utf8').trim();
      if (code === 0) resolve(output);
      else if (signal?.aborted) reject(new Error(`cdk ${args[0]} was ended: the local cloud stops`));
      else reject(new Error(`cdk ${args.join(' ')} failed:\n${tellingOf(output.split('\n')).join('\n')}`));
    });
  });
}

/** The last lines, and those before that say what failed: one CLI works on many stacks at once, and the others go on for a while. */
export function tellingOf(lines: readonly string[]): string[] {
  const early = lines.slice(0, -LAST_LINES).filter((line) => /❌|\bfailed\b|_FAILED\b/.test(line));
  return [...early.slice(0, LAST_LINES), ...lines.slice(-LAST_LINES)];
}
