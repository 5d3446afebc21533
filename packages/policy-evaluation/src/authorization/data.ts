import { UnknownServiceError } from './errors';

/**
 * What is known of a service's operations: `data/<service>.json`, which `node tools/authorization.mjs` writes.
 *
 * A resource is a template: `{Name}` stands for a parameter, `{a|b|'c'}` for the first of those that is given and else for the text `c`, `{pipeline.stages[].name}` for each of a
 * list, `{*.RoleARN}` for each member of a structure, `{Items{keys}}` for the names in a map, `{Text{json}.Name}` for what JSON text holds, `{Name{path}}` for a text in one of the `WAYS`. What does not
 * begin with `arn:` stands below `arn`.
 */
export interface ServiceData {
  /** `sagemaker`, with which its actions begin. */
  readonly prefix: string;
  /** `arn:{partition}:sagemaker:{region}:{account}:` */
  readonly arn: string;
  /** The parameter that names the account of the resources, where a request may name another one. */
  readonly account?: string;
  /** Condition keys; rows name them by their places here. */
  readonly keys: readonly KeyData[];
  readonly rows: readonly RowData[];
  /** Operations whose action is the method of their HTTP request and whose resource is its path: `GET /restapis/{restApiId}`. */
  readonly rest?: Readonly<Record<string, string>>;
}

/** Where a condition key's value stands in requests. */
export interface KeyData {
  /** `sagemaker:VpcSubnets`; `aws:RequestTag/*` is one key for each entry. */
  readonly key: string;
  /** Its values are those of all these places. */
  readonly from: readonly string[];
  /** Whether the key has several values. */
  readonly many?: true;
}

/** What operations need. An operation may stand in several rows, and needs them all; when none of them fits a request, it needs the first one's action on `*`. */
export interface RowData {
  /** Their names, with a space between; `Create*` for all that begin so. */
  readonly for: string;
  /** @default - the operation's name after the service's prefix, or `iam:PassRole` where there are roles */
  readonly action?: string;
  /** Resources that are always needed. What a request does not tell of them is `*`. */
  readonly on?: readonly string[];
  /** Resources that are needed when the request tells them; when it tells none and none stands under `on`, the action is needed on `*`. */
  readonly may?: readonly string[];
  /** Resources that are needed when the request tells them; when it tells none, the action is not needed. */
  readonly given?: readonly string[];
  /** Where roles stand that are passed `to` a service: the action is `iam:PassRole`. */
  readonly roles?: readonly string[];
  /** `sagemaker.amazonaws.com` @default - not known: `iam:PassedToService` is not set */
  readonly to?: string;
  /** The resources are those of the operation's own action. */
  readonly beside?: true;
  /** Each of this list is asked for by itself, as if the request had no other: `Entries[]`. `when`, `unless`, what stands for a missing name and condition keys are told anew for each. */
  readonly each?: string;
  /** No permission is needed: AWS says so. */
  readonly free?: true;
  /** Only resources of the caller's own account are meant. */
  readonly ownAccount?: true;
  /** The action is needed only when the request has one of these parameters, or has it so: `Tagging`, `ACL|GrantRead`, `ResourceType=Parameter`, `TargetId~ou-` for how it begins. */
  readonly when?: string;
  /** The action is not needed when the request has one of these parameters, or has it so. */
  readonly unless?: string;
  /** Condition keys that the action has, by their places in the service's list. */
  readonly keys?: readonly number[];
  /** Condition keys with the value that they always have; `{operation}` stands for the operation's name. */
  readonly context?: Readonly<Record<string, string>>;
}

/** botocore's names of the services whose requests can be read. */
// eslint-disable-next-line @typescript-eslint/no-require-imports
export const KNOWN_SERVICES: readonly string[] = require('../../data/services.json');

const known = new Set(KNOWN_SERVICES);
const loaded = new Map<string, LoadedService>();

/** A service's data, with its rows by operation. */
export interface LoadedService extends ServiceData {
  readonly operations: ReadonlyMap<string, readonly RowData[]>;
}

/** `Create*` stands for all that rows before have. */
const named = (name: string, before: ReadonlyMap<string, unknown>) => (name.endsWith('*') ? [...before.keys()].filter((known) => known.startsWith(name.slice(0, -1))) : [name]);

/** @throws UnknownServiceError */
export function serviceData(service: string): LoadedService {
  const before = loaded.get(service);
  if (before) return before;
  if (!known.has(service)) throw new UnknownServiceError(service, KNOWN_SERVICES);
  // a path that bundlers can follow, with the same way from src and from lib
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const data: ServiceData = require(`../../data/services/${service}.json`);
  const operations = new Map<string, RowData[]>();
  for (const row of data.rows) {
    for (const operation of row.for.split(' ').flatMap((name) => named(name, operations))) operations.set(operation, [...(operations.get(operation) ?? []), row]);
  }
  for (const [operation, request] of Object.entries(data.rest ?? {})) {
    const [method, path] = request.split(' ');
    operations.set(operation, [{ for: operation, action: `${data.prefix}:${method}`, on: [path] }, ...(operations.get(operation) ?? [])]);
  }
  const read = { ...data, operations };
  loaded.set(service, read);
  return read;
}
