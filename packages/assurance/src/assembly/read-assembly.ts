import * as path from 'node:path';
import type { Assembly, Stack, Template } from './assembly';
import { AssemblyError } from './assembly-error';
import { nestedTemplate, productTemplate, type Uploads, uploadsOf } from './nested-templates';
import { readJson } from './read-json';

interface Artifact {
  readonly type?: string;
  readonly environment?: string;
  readonly properties?: { readonly templateFile?: string; readonly stackName?: string; readonly directoryName?: string; readonly file?: string; readonly cloudFormationExecutionRoleArn?: string };
}

const RESYNTHESIZE = 'Synthesize again, with `aws-cdk-lib` 2';

/**
 * Reads a synthesized assembly: its manifest, stages, stacks and nested stacks.
 * @param folder a `cdk.out`
 * @throws AssemblyError when it is none
 */
export function readAssembly(folder: string): Assembly {
  const stacks = stacksBelow(folder);
  if (stacks.length === 0) throw new AssemblyError(path.join(folder, 'manifest.json'), 'it names no stack', 'Give the assembly of an app that has stacks');
  return { folder, stacks };
}

function stacksBelow(folder: string): Stack[] {
  const file = path.join(folder, 'manifest.json');
  const { artifacts } = readJson(file, 'manifest').value as { artifacts?: Readonly<Record<string, Artifact>> };
  if (typeof artifacts !== 'object' || artifacts === null) throw new AssemblyError(file, 'it has no artifacts, so it is no manifest of an assembly', RESYNTHESIZE);
  const uploads = uploadsOf(folder, Object.values(artifacts).flatMap(({ type, properties }) => (type === 'cdk:asset-manifest' && properties?.file ? [properties.file] : [])));
  return Object.entries(artifacts).flatMap(([id, artifact]) => {
    if (artifact.type === 'cdk:cloud-assembly') return stacksBelow(path.join(folder, needed(file, id, 'directoryName', artifact)));
    return artifact.type === 'aws:cloudformation:stack' ? [stackOf({ folder, uploads }, file, id, artifact)] : [];
  });
}

/** Where the files of a manifest lie. */
interface Source {
  readonly folder: string;
  readonly uploads: Uploads;
}

function stackOf(source: Source, manifest: string, id: string, artifact: Artifact): Stack {
  const environment = /^aws:\/\/([^/]+)\/([^/]+)$/.exec(artifact.environment ?? '');
  if (!environment) throw new AssemblyError(manifest, `the stack ${id} has the environment ${JSON.stringify(artifact.environment)}, not aws://account/region`, RESYNTHESIZE);
  const place = { account: environment[1], region: environment[2] };
  const executionRole = artifact.properties?.cloudFormationExecutionRoleArn;
  return { ...readStack(source, artifact.properties?.stackName ?? id, needed(manifest, id, 'templateFile', artifact), place), ...(executionRole ? { executionRole } : {}) };
}

function needed(file: string, id: string, property: 'templateFile' | 'directoryName', { properties }: Artifact): string {
  const value = properties?.[property];
  if (!value) throw new AssemblyError(file, `the artifact ${id} has no ${property}`, RESYNTHESIZE);
  return value;
}

function readStack(source: Source, name: string, templateFile: string, place: { readonly account: string; readonly region: string }): Stack {
  const { value, bytes } = readJson(path.join(source.folder, templateFile), `template of ${name}`);
  const template = value as Template;
  const below = (fileOf: typeof nestedTemplate) => Object.entries(template.Resources ?? {}).flatMap(([id, resource]) => {
    const file = fileOf(resource, source.uploads);
    return file ? [readStack(source, `${name}/${id}`, file, place)] : [];
  });
  const products = below(productTemplate);
  return { name, ...place, template, bytes, nested: below(nestedTemplate), ...(products.length > 0 ? { products } : {}) };
}
