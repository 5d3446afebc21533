import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import { type App, AssetStaging, FileAssetPackaging, Stack } from 'aws-cdk-lib';
import { bareApp, eachBareStack } from '../synth/bare';
import { compiled, type Paths, programOf } from '../synth/program';

/** What networks are measured against: the same resources, made by a program of L1 constructs, a stack for each network. */
export interface Control {
  readonly source: string;
  readonly stacks: readonly ControlStack[];
}

interface ControlStack {
  readonly name: string;
  readonly account?: string;
  readonly region?: string;
  readonly texts: readonly string[];
  /** Folders of code, which whoever has a function must have uploaded, whatever constructs it is of. */
  readonly code: readonly string[];
}

/**
 * Reads networks back into their control. It makes L1 constructs on the way: to be called in another process than the one that is measured.
 * @param nested whether L1s stand at the paths of the constructs, or right beneath their stack
 */
export function controlOf(assembly: string, nested: boolean): Control {
  let source: string | undefined;
  const stacks: ControlStack[] = [];
  for (const stack of eachBareStack(assembly)) {
    const program = programOf(stack, nested ? pathsIn(assembly, stack.name) : undefined);
    source ??= program.source;
    if (program.source !== source) throw new Error(`${stack.name} has other resources than ${stacks[0].name}: networks that are measured together differ in their texts only`);
    stacks.push({ name: stack.name, account: stack.account, region: stack.region, texts: program.texts, code: codeIn(assembly, stack.name) });
  }
  return { source: source ?? '', stacks };
}

/** An app of the control, or of its first stacks. */
export function controlApp({ source, stacks }: Control, outdir: string, count = stacks.length): App {
  const app = bareApp(outdir);
  const make = compiled(source);
  for (const { name, account, region, texts, code } of stacks.slice(0, count)) {
    const stack = new Stack(app, name, { env: { account, region } });
    for (const [index, folder] of code.entries()) upload(stack, `Code${index}`, folder);
    make(stack, texts);
  }
  return app;
}

function upload(stack: Stack, id: string, sourcePath: string): void {
  const staging = new AssetStaging(stack, id, { sourcePath });
  stack.synthesizer.addFileAsset({ fileName: staging.relativeStagedPath(stack), sourceHash: staging.assetHash, packaging: FileAssetPackaging.ZIP_DIRECTORY, displayName: `${stack.stackName} ${id}` });
}

function pathsIn(assembly: string, stack: string): Paths {
  const metadata: Record<string, { type: string; data: string }[]> = read(assembly, `${stack}.metadata.json`);
  const ofResources = Object.entries(metadata).flatMap(([place, entries]) => entries.filter(({ type }) => type === 'aws:cdk:logicalId').map(({ data }) => [data, place.split('/').slice(2)] as const));
  return new Map(ofResources);
}

function codeIn(assembly: string, stack: string): string[] {
  const { files }: { files: Record<string, { source: { path: string; packaging: string } }> } = read(assembly, `${stack}.assets.json`);
  return Object.values(files).filter(({ source }) => source.packaging === FileAssetPackaging.ZIP_DIRECTORY).map(({ source }) => path.join(assembly, source.path));
}

const read = (assembly: string, file: string) => JSON.parse(readFileSync(path.join(assembly, file), 'utf8'));
