import * as path from 'node:path';
import type { Resource } from './assembly';
import { readJson } from './read-json';

interface AssetManifest {
  readonly files?: Readonly<Record<string, { readonly source?: { readonly path?: string }; readonly destinations?: Readonly<Record<string, { readonly objectKey?: string }>> }>>;
}

/** Files of an assembly by the key under which they are uploaded. */
export type Uploads = ReadonlyMap<string, string>;

/** @param manifests asset manifests, by name below the folder */
export function uploadsOf(folder: string, manifests: readonly string[]): Uploads {
  const files = manifests.flatMap((file) => Object.values((readJson(path.join(folder, file), 'asset manifest').value as AssetManifest).files ?? {}));
  return new Map(files.flatMap(({ source, destinations }) => Object.values(destinations ?? {}).flatMap(({ objectKey }) => (objectKey && source?.path ? [[objectKey, source.path] as const] : []))));
}

/** The file of the newest version of a Service Catalog product whose template is an asset of the assembly; undefined for any other resource. */
export function productTemplate({ Type, Properties }: Resource, uploads: Uploads): string | undefined {
  if (Type !== 'AWS::ServiceCatalog::CloudFormationProduct') return undefined;
  const versions = (Properties?.ProvisioningArtifactParameters ?? []) as unknown[];
  const url = JSON.stringify(versions.at(-1) ?? '');
  return [...uploads].find(([key]) => url.includes(`/${key}"`))?.[1];
}

/**
 * The file of a nested stack's template: by the key in its URL, or by the metadata that the CDK CLI asks for.
 * @returns undefined for a template that lies elsewhere
 */
export function nestedTemplate({ Type, Properties, Metadata }: Resource, uploads: Uploads): string | undefined {
  if (Type !== 'AWS::CloudFormation::Stack') return undefined;
  const url = JSON.stringify(Properties?.TemplateURL ?? '');
  const found = [...uploads].find(([key]) => url.includes(`/${key}"`));
  const asset = Metadata?.['aws:asset:path'];
  return found?.[1] ?? (typeof asset === 'string' ? asset : undefined);
}
