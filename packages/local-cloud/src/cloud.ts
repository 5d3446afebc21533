import type { EventSink, EventTarget } from './events/event';
import type { Service } from './services/service';
import type { Principal } from './gateway/principal';

/** Credentials of a session, as STS returns them. */
export interface SessionCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

/** The folders one local cloud keeps its state in. */
export interface StateFolders {
  readonly root: string;
  readonly emulator: string;
  readonly runner: string;
  readonly git: string;
  readonly jobs: string;
  readonly builds: string;
  readonly logs: string;
  readonly tmp: string;
  /** Prepared Python environments; shared by all instances of a checkout. */
  readonly environments: string;
}

/** What the services of the runner may ask of the cloud they live in. */
export interface Cloud {
  /** `http://127.0.0.1:<port>` */
  readonly endpoint: string;
  readonly region: string;
  readonly partition: string;
  readonly folders: StateFolders;
  readonly events: EventSink;
  readonly log: Log;
  /**
   * A session of a role for an AWS service, after the role's trust policy allowed that service.
   * @throws AwsError AccessDenied, naming the trust policy's statement or its absence
   */
  assumeServiceRole(roleArn: string, servicePrincipal: string, sessionName: string): Promise<SessionCredentials>;
  /** A session of a role for a caller that is authorised like any other (identity and trust policy). */
  assumeRole(caller: SessionCredentials, roleArn: string, sessionName: string, externalId?: string): Promise<SessionCredentials>;
  /** The root of an account, for what an AWS service does in its own name. Never for what a role should be asked. */
  rootOf(account: string): SessionCredentials;
  /** Options of every AWS SDK client: endpoint, region, credentials, path-style S3, no telemetry. */
  clientOptions(credentials: SessionCredentials, region?: string): Record<string, unknown>;
  /** Makes the gateway ask for these before something that is no operation of an API, such as a git push. @throws AwsError AccessDenied */
  authorize(principal: Principal, action: string, resource: string, context?: Record<string, string | readonly string[]>, resourcePolicy?: string): Promise<void>;
  /** Who a key belongs to. @throws AwsError InvalidClientTokenId */
  principalOf(accessKeyId: string): Promise<Principal>;
  /** The secret of a key that the gateway saw minted; undefined for an account's root key (any secret does). */
  secretOf(accessKeyId: string): string | undefined;
  registerTarget(service: string, target: EventTarget): void;
  registerService(service: Service): void;
  /** The service by botocore's name, for a service that builds on another. */
  service(name: string): Service;
}

/** A log by component, one file each below `logs/`. */
export interface Log {
  /** @param component `gateway`, `codepipeline`, `codebuild/<build id>` */
  write(component: string, line: string): void;
}
