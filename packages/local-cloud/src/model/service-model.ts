import { existsSync, readdirSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import { gunzipSync } from 'node:zlib';

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
  readonly union?: boolean;
}

export interface ShapeReference {
  readonly shape: string;
  readonly location?: 'uri' | 'header' | 'headers' | 'querystring' | 'statusCode';
  readonly locationName?: string;
}

export interface OperationModel {
  readonly name: string;
  readonly http: { readonly method: string; readonly requestUri: string; readonly responseCode?: number };
  readonly input?: ShapeReference;
  readonly output?: ShapeReference;
}

export interface ServiceModel {
  readonly metadata: { readonly protocol: string; readonly targetPrefix?: string; readonly jsonVersion?: string; readonly signingName?: string; readonly endpointPrefix: string };
  readonly operations: Readonly<Record<string, OperationModel>>;
  readonly shapes: Readonly<Record<string, Shape>>;
}

/** AWS's own service models, read from botocore's data folder: `<service>/<date>/service-2.json[.gz]`. */
export class ServiceModels {
  private readonly loaded = new Map<string, ServiceModel>();

  constructor(private readonly folder: string) {}

  /** @throws Error when botocore has no such service */
  of(service: string): ServiceModel {
    const known = this.loaded.get(service);
    if (known) return known;
    const model: ServiceModel = JSON.parse(this.read(service));
    this.loaded.set(service, model);
    return model;
  }

  private read(service: string): string {
    const versions = path.join(this.folder, service);
    if (!existsSync(versions)) throw new Error(`botocore has no service ${service} in ${this.folder}`);
    const newest = path.join(versions, readdirSync(versions).sort().at(-1) ?? '');
    const plain = path.join(newest, 'service-2.json');
    return existsSync(plain) ? readFileSync(plain, 'utf8') : gunzipSync(readFileSync(`${plain}.gz`)).toString('utf8');
  }
}
