import { closeSync, existsSync, openSync, readdirSync, readFileSync, readSync } from 'node:fs';
import * as path from 'node:path';
import { constants, gunzipSync } from 'node:zlib';

/** A shape of AWS's service models, as botocore ships them. */
export interface Shape {
  readonly type: string;
  readonly required?: readonly string[];
  readonly members?: Readonly<Record<string, ShapeReference>>;
  readonly member?: ShapeReference;
  readonly key?: ShapeReference;
  readonly value?: ShapeReference;
  readonly enum?: readonly string[];
  readonly min?: number;
  readonly max?: number;
  readonly pattern?: string;
  readonly payload?: string;
  readonly exception?: boolean;
  /** What an exception is called on the wire. @default - its own name */
  readonly error?: { readonly code?: string };
  readonly union?: boolean;
  /** Of a list or a map in a form: that no name stands before its numbers. */
  readonly flattened?: boolean;
}

export interface ShapeReference {
  readonly shape: string;
  readonly location?: 'uri' | 'header' | 'headers' | 'querystring' | 'statusCode';
  readonly locationName?: string;
  /** Its name in a form of EC2's. */
  readonly queryName?: string;
}

export interface OperationModel {
  readonly name: string;
  readonly http: { readonly method: string; readonly requestUri: string; readonly responseCode?: number };
  readonly input?: ShapeReference;
  readonly output?: ShapeReference;
  readonly errors?: readonly ShapeReference[];
}

export interface ServiceModel {
  readonly metadata: { readonly protocol: string; readonly targetPrefix?: string; readonly jsonVersion?: string; readonly signingName?: string; readonly endpointPrefix: string; readonly serviceId: string; readonly serviceFullName: string };
  readonly operations: Readonly<Record<string, OperationModel>>;
  readonly shapes: Readonly<Record<string, Shape>>;
}

/** How much of a model is read to learn its service's id, which stands at its beginning. */
const HEAD_BYTES = 4096;
const SERVICE_ID = /"serviceId":\s*"([^"]+)"/;

/** AWS's own service models, read from botocore's data folder: `<service>/<date>/service-2.json[.gz]`. */
export class ServiceModels {
  private readonly loaded = new Map<string, ServiceModel>();
  private names?: ReadonlyMap<string, string>;

  constructor(private readonly folder: string) {}

  has(service: string): boolean {
    return this.loaded.has(service) || (/^[a-z0-9-]+$/.test(service) && existsSync(path.join(this.folder, service)));
  }

  /** @throws Error when botocore has no such service */
  of(service: string): ServiceModel {
    const known = this.loaded.get(service);
    if (known) return known;
    if (!this.has(service)) throw new Error(`botocore has no service ${service} in ${this.folder}`);
    const model: ServiceModel = JSON.parse(textOf(this.fileOf(service)));
    this.loaded.set(service, model);
    return model;
  }

  /** botocore's name of the service that has an id in the AWS SDKs, without regard to case and spaces: `cloudwatchlogs` is `logs`. */
  named(serviceId: string): string | undefined {
    this.names ??= new Map(readdirSync(this.folder, { withFileTypes: true }).filter((entry) => entry.isDirectory()).flatMap(({ name }) => {
      const id = SERVICE_ID.exec(headOf(this.fileOf(name)))?.[1];
      return id ? [[squeezed(id), name]] : [];
    }));
    return this.names.get(squeezed(serviceId));
  }

  private fileOf(service: string): string {
    const versions = path.join(this.folder, service);
    const newest = path.join(versions, readdirSync(versions).sort().at(-1) ?? '');
    const plain = path.join(newest, 'service-2.json');
    return existsSync(plain) ? plain : `${plain}.gz`;
  }
}

const squeezed = (serviceId: string) => serviceId.toLowerCase().replace(/[^a-z0-9]/g, '');

function textOf(file: string): string {
  const bytes = readFileSync(file);
  return (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
}

function headOf(file: string): string {
  const bytes = Buffer.alloc(HEAD_BYTES);
  const opened = openSync(file, 'r');
  const read = bytes.subarray(0, readSync(opened, bytes, 0, HEAD_BYTES, 0));
  closeSync(opened);
  return (file.endsWith('.gz') ? gunzipSync(read, { finishFlush: constants.Z_SYNC_FLUSH }) : read).toString('utf8');
}
