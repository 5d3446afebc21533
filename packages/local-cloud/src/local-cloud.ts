import * as path from 'node:path';
import { accountsOf } from './assembly-accounts';
import { cdk, type CdkSession, environmentFor } from './cdk-cli';
import type { SessionCredentials, StateFolders } from './cloud';
import type { TraceEntry } from './gateway/trace';
import { readTrace, TRACE_FOLDER } from './gateway/trace-file';
import type { Treatment } from './lowering/resource-types';
import { Environments } from './processes/environments';
import { type ImageRow, IMAGES } from './processes/images';
import { Server } from './server';
import { type Span, Spans } from './spans';
import { StateFolder } from './state-folder';

export interface LocalCloudOptions {
  /** The folder all state is kept in. @default .local-cloud in the working directory */
  readonly state?: string;
  /** The folder prepared Python environments are kept in. @default .local-cloud-cache beside the state folder */
  readonly cache?: string;
  /** Whether what the state folder keeps from before is forgotten. @default false - it goes on where it was */
  readonly fresh?: boolean;
  /** The gateway's port. @default 0 - the one it had before, or a free one */
  readonly port?: number;
  /** @default eu-west-1, or where it ran before */
  readonly region?: string;
  /** Rows that come before those of the image table. @default - none */
  readonly images?: readonly ImageRow[];
  /** A folder of wheels that builds may install. @default - none */
  readonly wheels?: string;
  /**
   * Whether jobs and models see their folder as `/opt/ml`, as in a container. Otherwise what they are told, arguments and variables, is rewritten
   * to the folder. @default - where the kernel allows that
   */
  readonly mountOptMl?: boolean;
  /** Environments whose installation starts at once, in the background. @default - each when it is first needed */
  readonly prepare?: readonly string[];
  readonly onProgress?: (line: string) => void;
  /** Called for every piece of work of others: installations, the CDK CLI, the emulator, steps, model servers. @default - not measured */
  readonly onSpan?: (span: Span) => void;
}

/** A local cloud that runs. It is not AWS: docs/local-cloud.md says what it emulates. */
export class LocalCloud {
  /** @throws Error when another one uses the state folder, what that keeps cannot be read, the port is taken, or an environment cannot be installed */
  static async start(options: LocalCloudOptions = {}): Promise<LocalCloud> {
    const state = path.resolve(options.state ?? '.local-cloud');
    const cache = path.resolve(options.cache ?? path.join(path.dirname(state), '.local-cloud-cache'));
    const claimed = StateFolder.claim(state, options);
    const spans = new Spans(options.onSpan);
    try {
      const environments = new Environments({ cache: path.join(cache, 'environments'), wheels: options.wheels, onProgress: options.onProgress, spans });
      const server = await Server.start({
        folders: foldersOf(state, cache), port: options.port ?? 0, fresh: options.fresh ?? false, region: claimed.region, partition: 'aws', environments,
        images: [...(options.images ?? []), ...IMAGES], wheels: options.wheels, nodeModules: nodeModules(), mountOptMl: options.mountOptMl, spans,
      });
      claimed.publish({ endpoint: server.endpoint, region: server.region });
      const cloud = new LocalCloud(server, claimed, options.onProgress);
      cloud.prepare(...(options.prepare ?? []));
      return cloud;
    } catch (error) {
      claimed.release();
      throw error;
    }
  }

  private readonly stopping = new AbortController();

  private constructor(private readonly server: Server, private readonly folder: StateFolder, private readonly onProgress?: (line: string) => void) {}

  /** The folder all state is kept in. */
  get state(): string {
    return this.folder.path;
  }

  get endpoint(): string {
    return this.server.endpoint;
  }

  get region(): string {
    return this.server.region;
  }

  /** Begins to install environments in the background: whatever needs one waits for it, and is told when it cannot be installed. */
  prepare(...names: readonly string[]): void {
    for (const name of names) this.server.environments.ensure(name).catch((error: Error) => this.onProgress?.(error.message));
  }

  /** The root of an account. */
  credentialsOf(account: string): SessionCredentials {
    return this.server.rootOf(account);
  }

  /** Options of an AWS SDK client. */
  clientOptions(credentials: SessionCredentials, region?: string): any {
    // whoever destroys his client ends his own connections
    const { requestHandler: _, ...options } = this.server.clientOptions(credentials, region);
    return options;
  }

  /** The environment in which the AWS CLI, the CDK CLI and the SDKs speak to this cloud as the root of an account. */
  environmentFor(account: string): Record<string, string> {
    return environmentFor(this.session, account);
  }

  /**
   * Bootstraps accounts with the stock CDK CLI.
   * @param deployer the account that deploys to all of them: their bootstrap roles trust it
   * @param qualifier of the bootstrap, where stacks name another than the CDK's own
   */
  async bootstrap(accounts: readonly string[], deployer = accounts[0], qualifier?: string): Promise<void> {
    this.onProgress?.(`accounts ${accounts.join(', ')} are bootstrapped`);
    this.log(await this.server.spans.during('cdk', `bootstrap ${accounts.join(' ')}`, () => cdk.bootstrap(this.session, accounts, deployer, qualifier)));
  }

  /**
   * Deploys an assembly with the stock CDK CLI.
   * @param options.deployer the account that the bootstrap roles trust; by default that of the assembly's first stack
   * @param options.stacks names; all of them by default
   */
  async deploy(assembly: string, options: { readonly deployer?: string; readonly stacks?: readonly string[] } = {}): Promise<void> {
    const deployer = options.deployer ?? accountsOf(assembly)[0];
    this.log(await this.server.spans.during('cdk', 'deploy', () => cdk.deploy(this.session, assembly, deployer, options.stacks ?? [])));
  }

  /** Takes an assembly's stacks away again with the stock CDK CLI. Options as of `deploy`. */
  async destroy(assembly: string, options: { readonly deployer?: string; readonly stacks?: readonly string[] } = {}): Promise<void> {
    const deployer = options.deployer ?? accountsOf(assembly)[0];
    this.log(await cdk.destroy(this.session, assembly, deployer, options.stacks ?? []));
  }

  /** What this cloud does with a CloudFormation resource type: the table of docs/local-cloud.md, for one type. */
  treatmentOf(type: string): Treatment {
    return this.server.treatmentOf(type);
  }

  /** Who asked what, allowed or not, by which statement: the decisions of the gateway, the oldest first. Older ones than two files of 8 MiB hold are gone. */
  trace(): TraceEntry[] {
    this.server.trace.flush();
    return readTrace(path.join(this.state, TRACE_FOLDER));
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    try {
      await this.server.stop();
    } finally {
      this.folder.release();
    }
  }

  private get session(): CdkSession {
    return { endpoint: this.endpoint, region: this.region, home: this.server.folders.tmp, signal: this.stopping.signal };
  }

  private log(output: string): void {
    this.server.log.write('cdk', output);
  }
}

function foldersOf(root: string, cache: string): StateFolders {
  const at = (name: string) => path.join(root, name);
  return {
    root, emulator: at('emulator'), runner: at('runner'), git: at('git'), jobs: at('jobs'), builds: at('builds'), logs: at('logs'), tmp: at('tmp'),
    environments: path.join(cache, 'environments'),
  };
}

/** Where Lambda functions find the AWS SDK that AWS's runtime has built in. */
function nodeModules(): string {
  return path.resolve(require.resolve('@aws-sdk/client-s3/package.json'), '..', '..', '..');
}
