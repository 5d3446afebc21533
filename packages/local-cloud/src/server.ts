import { mkdirSync, readdirSync } from 'node:fs';
import * as path from 'node:path';
import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { IAMClient } from '@aws-sdk/client-iam';
import { KMSClient } from '@aws-sdk/client-kms';
import { S3Client } from '@aws-sdk/client-s3';
import { AssumeRoleCommand, GetAccessKeyInfoCommand, STSClient } from '@aws-sdk/client-sts';
import type { SessionCredentials, StateFolders } from './cloud';
import { Emulator } from './emulator/emulator';
import type { EventTarget } from './events/event';
import { busAccess } from './events/bus-access';
import { BusPolicies } from './events/bus-policies';
import { EventBus } from './events/event-bus';
import { nativeTarget } from './events/native-target';
import { Address } from './gateway/address';
import { Authorizer } from './gateway/authorizer';
import { callRecord } from './gateway/call-record';
import { CloudFormation } from './gateway/cloudformation';
import { CopySources } from './gateway/copy-sources';
import { emulatorApi } from './gateway/emulator-api';
import { ForeignBuckets } from './gateway/foreign-buckets';
import { Gateway } from './gateway/gateway';
import { IdentityPolicies } from './gateway/identity-policies';
import { ObjectKeys } from './gateway/keys';
import { PassedOn } from './gateway/passed-on';
import type { Principal } from './gateway/principal';
import { RunnerServices } from './gateway/runner-services';
import { assumedRole, Sessions } from './gateway/sessions';
import { StateMachineApi } from './gateway/state-machines';
import { StackPrincipals } from './gateway/stack-principals';
import { Sts } from './gateway/sts';
import { TRACE_FOLDER, TraceFile } from './gateway/trace-file';
import { readBody, Upstream } from './gateway/upstream';
import { type Treatment, treatmentOf } from './lowering/resource-types';
import { ServiceModels } from './model/service-model';
import { Environments } from './processes/environments';
import type { ImageRow } from './processes/images';
import { Processes } from './processes/processes';
import { companionHandlers } from './provider/companion-handlers';
import { Provider } from './provider/provider';
import { ProviderStacks } from './provider/provider-stacks';
import { storedHandler } from './provider/stored-handler';
import type { RunnerCloud } from './runner-cloud';
import { registerServices } from './services';
import { Organizations } from './services/organizations/organizations';
import { type AccessRequest, AwsError, type ResourceHandler, type Service } from './services/service';
import { StateMachines } from './services/stepfunctions/state-machines';
import { sharedConnections } from './shared-connections';
import { Spans } from './spans';
import { type FileLog, fileLog } from './state-log';

export interface ServerOptions {
  readonly folders: StateFolders;
  /** 0 for the one it had before, or a free one. */
  readonly port: number;
  /** Whether nothing of an older state is to be left. */
  readonly fresh: boolean;
  readonly region: string;
  readonly partition: string;
  readonly environments: Environments;
  readonly images: readonly ImageRow[];
  /** `node_modules` from which Lambda functions load the AWS SDK. */
  readonly nodeModules?: string;
  readonly wheels?: string;
  readonly mountOptMl?: boolean;
  /** @default - nobody is told */
  readonly spans?: Spans;
}

const UNHEARD = new Spans();

/** One local cloud: gateway, emulator and runner, put together. */
export class Server implements RunnerCloud {
  static async start(options: ServerOptions): Promise<Server> {
    for (const folder of Object.values(options.folders)) mkdirSync(folder, { recursive: true });
    const environment = await options.environments.ensure('emulator');
    const address = await Address.in(path.join(options.folders.runner, 'address'));
    const server = new Server(options, address, path.join(environment.folder, 'lib'));
    try {
      // what it remembers is not yet what is so
      server.upstream.isStarting = true;
      address.settle({ port: await server.gateway.listen(options.port || address.port) });
      server.emulator = await server.spans.during('emulator', 'start', () => Emulator.start({
        python: environment.python, folder: options.folders.emulator, port: address.emulatorPort, fresh: options.fresh, region: options.region, gatewayEndpoint: server.endpoint,
        nodeModules: options.nodeModules,
      }));
      address.settle({ emulatorPort: server.emulator.port });
      server.upstream.port = server.emulator.port;
      server.upstream.isStarting = false;
      server.emulator.onDeath((how) => server.lose(how));
      await Promise.all(server.runnerServices.all().map((service) => service.resume?.()));
    } catch (error) {
      await server.stop();
      throw error;
    }
    return server;
  }

  readonly log: FileLog;
  readonly events: EventBus;
  readonly busPolicies: BusPolicies;
  readonly processes: Processes;
  readonly organizations: Organizations;
  readonly trace: TraceFile;
  readonly stateMachines: StateMachines;
  emulator?: Emulator;
  private readonly upstream: Upstream;
  private readonly sessions: Sessions;
  private readonly identities: IdentityPolicies;
  private readonly authorizer: Authorizer;
  private readonly objectKeys: ObjectKeys;
  private readonly gateway: Gateway;
  private readonly runnerServices: RunnerServices;
  private readonly models: ServiceModels;
  private readonly companions: Record<string, ResourceHandler>;
  private readonly connections = sharedConnections();

  private constructor(private readonly options: ServerOptions, private readonly address: Address, libraries: string) {
    const recordsOf = (name: string) => path.join(options.folders.runner, name);
    this.log = fileLog(options.folders.logs);
    const write = (component: string) => (line: string) => this.log.write(component, line);
    const direct = (account: string, region: string) => this.clientOptionsAt(`http://127.0.0.1:${this.emulatorPort()}`, this.rootOf(account), region);
    const iamOf = (account: string) => new IAMClient(direct(account, options.region));
    const s3Of = (account: string, region: string) => new S3Client({ ...direct(account, region), forcePathStyle: true });
    this.upstream = new Upstream(this.spans);
    this.sessions = new Sessions(recordsOf('sessions'));
    this.identities = new IdentityPolicies(memoized(iamOf));
    this.trace = new TraceFile(path.join(options.folders.root, TRACE_FOLDER), write('gateway'));
    this.organizations = new Organizations(recordsOf('organizations'), options.partition);
    this.authorizer = new Authorizer({ identities: this.identities, controlsOn: (account) => this.organizations.controlsOn(account), region: options.region, trace: this.trace });
    this.objectKeys = new ObjectKeys(this.authorizer, (account, region) => new KMSClient(direct(account, region)), options.partition, recordsOf('bucket-keys'));
    this.models = new ServiceModels(findModels(libraries));
    const record = callRecord();
    this.runnerServices = new RunnerServices(this.models, this.authorizer, write('gateway'), record, options.folders.root);
    this.processes = new Processes({ tmp: options.folders.tmp, wheels: options.wheels, mountOptMl: options.mountOptMl, spans: this.spans });
    this.companions = companionHandlers({ iam: iamOf, s3: s3Of }, options.partition);
    const call = async (account: string, region: string, service: string, request: { path: string; headers: Record<string, string>; body: string }) => {
      const authorization = `AWS4-HMAC-SHA256 Credential=${account}/20260101/${region}/${service}/aws4_request, SignedHeaders=host, Signature=0`;
      const answer = await this.upstream.send('POST', request.path, { ...request.headers, authorization }, Buffer.from(request.body));
      if (answer.status >= 400) throw new Error(`${service} answered ${answer.status}: ${answer.body.toString('utf8').slice(0, 300)}`);
    };
    const busOf = (account: string, region: string) => new EventBridgeClient(direct(account, region));
    this.busPolicies = new BusPolicies(recordsOf('event-bus-policies'));
    this.events = new EventBus({ clientOf: busOf, native: nativeTarget(call), access: busAccess(this, this.busPolicies), log: write('events') });
    this.stateMachines = new StateMachines(this, emulatorApi(this.upstream), recordsOf('relays'));
    const principals = new StackPrincipals(recordsOf('stack-principals'));
    const foreignBuckets = new ForeignBuckets(this.authorizer, (account) => s3Of(account, options.region), (key) => this.sessions.secretOf(key), options.partition, recordsOf('accounts'));
    const providers = new ProviderStacks((account, region) => new CloudFormationClient(direct(account, region)), address.providerToken);
    this.gateway = new Gateway({
      upstream: this.upstream, runnerServices: this.runnerServices, identities: this.identities, sessions: this.sessions, objectKeys: this.objectKeys, events: this.events,
      passedOn: new PassedOn({ authorizer: this.authorizer, models: this.models, buckets: foreignBuckets, partition: options.partition, hasOrganizations: () => this.organizations.all().length > 0 }),
      foreignBuckets, copySources: new CopySources(this.authorizer, foreignBuckets, this.objectKeys, s3Of),
      partition: options.partition, root: options.folders.root, principalOf: (key) => this.principalOf(key), log: write('gateway'),
      stateMachines: new StateMachineApi(this.upstream, this.stateMachines, (key) => this.sessions.secretOf(key)),
      sts: new Sts(this.upstream, this.sessions, this.authorizer, () => this.emulator?.decidedMark ?? ''),
      cloudFormation: new CloudFormation({
        upstream: this.upstream, partition: options.partition, s3Of, served: () => this.servedTypes(), ensureProvider: (account, region) => providers.ensure(account, region),
        secretOf: (key) => this.sessions.secretOf(key), authorizer: this.authorizer, principals, log: write('cloudformation'),
      }),
    });
    const provider = new Provider((type) => this.handlerOf(type), options.partition, (stackId) => principals.of(stackId), write('provider'), (principal, access) => this.authorizer.demand(principal, access), record);
    this.gateway.route('/_local/cloudformation', async (request, response) => {
      if (request.headers.authorization !== address.providerToken) throw new AwsError('AccessDenied', 'this path is the provider\'s alone', 403);
      const event = JSON.parse((await readBody(request)).toString('utf8'));
      this.rememberKey(event);
      response.end(JSON.stringify(await provider.answer(event)));
      this.identities.forget();
    });
    this.gateway.route('/_local/identity', async (_, response) => {
      response.end(JSON.stringify({ pid: process.pid, problem: this.upstream.gone ?? this.log.problem }));
    });
    registerServices(this, this.gateway);
  }

  get endpoint(): string {
    return `http://127.0.0.1:${this.address.port}`;
  }

  get region(): string {
    return this.options.region;
  }

  get partition(): string {
    return this.options.partition;
  }

  get folders(): StateFolders {
    return this.options.folders;
  }

  get environments(): Environments {
    return this.options.environments;
  }

  get images(): readonly ImageRow[] {
    return this.options.images;
  }

  get spans(): Spans {
    return this.options.spans ?? UNHEARD;
  }

  get serviceModels(): ServiceModels {
    return this.models;
  }

  rootOf(account: string): SessionCredentials {
    return { accessKeyId: account, secretAccessKey: 'root' };
  }

  clientOptions(credentials: SessionCredentials, region = this.region): Record<string, unknown> {
    return this.clientOptionsAt(this.endpoint, credentials, region);
  }

  processEnvironment({ accessKeyId, secretAccessKey, sessionToken = '' }: SessionCredentials, region: string): Record<string, string> {
    return {
      AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey, AWS_SESSION_TOKEN: sessionToken,
      AWS_REGION: region, AWS_DEFAULT_REGION: region, AWS_ENDPOINT_URL: this.endpoint, AWS_ENDPOINT_URL_S3: this.endpoint,
    };
  }

  async assumeServiceRole(roleArn: string, servicePrincipal: string, sessionName: string): Promise<SessionCredentials> {
    await this.authorizer.demandServiceTrust(roleArn, servicePrincipal);
    const sts = new STSClient(this.clientOptionsAt(`http://127.0.0.1:${this.emulatorPort()}`, this.rootOf(roleArn.split(':')[4]), this.region));
    return this.minted(sts, roleArn, sessionName);
  }

  async assumeRole(caller: SessionCredentials, roleArn: string, sessionName: string, externalId?: string): Promise<SessionCredentials> {
    return this.minted(new STSClient(this.clientOptions(caller)), roleArn, sessionName, externalId);
  }

  async authorize(principal: Principal, action: string, resource: string, context?: AccessRequest['context'], resourcePolicy?: string): Promise<void> {
    await this.authorizer.demand(principal, { action, resource, context, resourcePolicy });
  }

  async principalOf(accessKeyId: string): Promise<Principal> {
    const known = this.sessions.principalOf(accessKeyId);
    if (known) return known;
    // a session that the emulator minted by itself, such as a Lambda function's
    const sts = new STSClient(this.clientOptionsAt(`http://127.0.0.1:${this.emulatorPort()}`, this.rootOf('000000000000'), this.region));
    const { Account } = await sts.send(new GetAccessKeyInfoCommand({ AccessKeyId: accessKeyId })).catch(() => ({ Account: undefined }));
    if (!Account) throw new AwsError('InvalidClientTokenId', 'The security token included in the request is invalid.', 403);
    const principal: Principal = { arn: `arn:${this.partition}:iam::${Account}:root`, account: Account, type: 'root' };
    this.sessions.rememberPrincipal(accessKeyId, principal);
    return principal;
  }

  secretOf(accessKeyId: string): string | undefined {
    return this.sessions.secretOf(accessKeyId);
  }

  registerTarget(service: string, target: EventTarget): void {
    this.events.register(service, target);
  }

  registerService(service: Service): void {
    this.runnerServices.register(service);
  }

  service(name: string): Service {
    const service = this.runnerServices.find(name);
    if (!service) throw new Error(`there is no service ${name}`);
    return service;
  }

  async stop(): Promise<void> {
    // what ends because everything does has not happened: nobody is told, and what waits goes on after the next start
    this.events.close();
    // side by side: a service waits for work that ends because its processes do
    await Promise.all([...this.runnerServices.all().map((service) => service.close?.()), this.processes.close(), this.options.environments.close()]);
    await this.gateway.close();
    this.trace.flush();
    this.upstream.close();
    this.connections.destroy();
    await this.emulator?.stop();
  }

  /** Nothing can be answered without the emulator: every call says so from now on. */
  private lose(how: string): void {
    this.upstream.gone = `local-cloud: the emulator ended ${how}, and with it all since it last saved: "local-cloud down" and "up" go on from there, "local-cloud reset" starts anew. Its last words are in ${path.join(this.folders.emulator, 'emulator.log')}`;
    this.log.write('emulator', this.upstream.gone);
  }

  private clientOptionsAt(endpoint: string, credentials: SessionCredentials, region: string): Record<string, unknown> {
    // what is not said here an SDK reads from the user's variables and profiles
    return {
      endpoint, region, credentials, forcePathStyle: true, maxAttempts: 3, retryMode: 'standard', defaultsMode: 'standard', useFipsEndpoint: false, useDualstackEndpoint: false,
      requestHandler: { httpAgent: this.connections },
    };
  }

  private emulatorPort(): number {
    if (!this.emulator) throw new Error('the emulator is not running');
    return this.emulator.port;
  }

  private async minted(sts: STSClient, RoleArn: string, name: string, ExternalId?: string): Promise<SessionCredentials> {
    const RoleSessionName = name.replace(/[^\w+=,.@-]/g, '-').slice(0, 64);
    const { Credentials, AssumedRoleUser } = await sts.send(new AssumeRoleCommand({ RoleArn, RoleSessionName, ExternalId }));
    const credentials = { accessKeyId: Credentials?.AccessKeyId ?? '', secretAccessKey: Credentials?.SecretAccessKey ?? '', sessionToken: Credentials?.SessionToken };
    this.sessions.remember(credentials, assumedRole(AssumedRoleUser?.Arn ?? '', RoleArn));
    return credentials;
  }

  treatmentOf(type: string): Treatment {
    return treatmentOf(type, this.servedTypes());
  }

  private servedTypes(): ReadonlyMap<string, ResourceHandler> {
    return new Map(this.runnerServices.all().flatMap(({ resourceTypes }) => Object.entries(resourceTypes ?? {})));
  }

  private handlerOf(type: string): ResourceHandler {
    return this.servedTypes().get(type) ?? this.companions[type] ?? storedHandler(type);
  }

  /** A bucket's default key, as the companion of its encryption names it. */
  private rememberKey({ StackId, ResourceProperties: { Type, Properties } }: any): void {
    const key = Properties?.Rule?.ServerSideEncryptionByDefault?.KMSMasterKeyID;
    if (Type !== 'Local::S3::BucketEncryption' || !key) return;
    const [, , , region, account] = String(StackId).split(':');
    const keyArn = String(key).startsWith('arn:') ? key : `arn:${this.partition}:kms:${region}:${account}:key/${key}`;
    this.objectKeys.remember(Properties.Bucket, { account, region, keyArn });
  }
}

function memoized<T>(make: (account: string) => T): (account: string) => T {
  const made = new Map<string, T>();
  return (account) => {
    const known = made.get(account) ?? make(account);
    made.set(account, known);
    return known;
  };
}

/** `lib/python3.x/site-packages/botocore/data` of an environment. */
function findModels(libraries: string): string {
  const python = readdirSync(libraries).find((name) => name.startsWith('python3'));
  return path.join(libraries, python ?? 'python3', 'site-packages', 'botocore', 'data');
}
