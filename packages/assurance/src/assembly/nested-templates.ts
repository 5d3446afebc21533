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
