import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import nativeTypes from '../../packages/local-cloud/src/lowering/native-types.json';
import { Environments } from '../../packages/local-cloud/src/processes/environments';
import { ROOT } from '../root';

export const DROPS_FILE = path.join(ROOT, 'packages', 'local-cloud', 'src', 'lowering', 'native-drops.json');

/** By type: the properties that the pinned emulator's handlers leave out without a word, read from its source. */
export async function nativeDrops(): Promise<Record<string, string[]>> {
  const environments = new Environments({ cache: path.join(ROOT, '.local-cloud-cache', 'environments') });
  const { python, folder } = await environments.ensure('emulator');
  const properties = Object.fromEntries(nativeTypes.map((type) => [type, propertiesOf(type)]));
  const script = path.join(ROOT, 'tools', 'documentation', 'native_drops.py');
  const { stdout, stderr, status } = spawnSync(python, [script, emulatorIn(folder)], { input: JSON.stringify(properties), encoding: 'utf8' });
  if (status !== 0) throw new Error(`${script} failed: ${stderr}`);
  return JSON.parse(stdout);
}

export async function writeNativeDrops(): Promise<void> {
  writeFileSync(DROPS_FILE, `${JSON.stringify(await nativeDrops(), null, 2)}\n`);
}

function emulatorIn(environment: string): string {
  const libraries = path.join(environment, 'lib');
  const python = readdirSync(libraries).find((name) => name.startsWith('python3')) ?? 'python3';
  return path.join(libraries, python, 'site-packages', 'ministack');
}

/** CloudFormation's names of a type's properties, as aws-cdk-lib writes them into a template. */
export function propertiesOf(type: string): string[] {
  const [, service, resource] = type.split('::');
  const file = path.join(ROOT, 'node_modules', 'aws-cdk-lib', `aws-${service.toLowerCase()}`, 'lib', `${service.toLowerCase()}.generated.js`);
  const text = textOf(file);
  const start = text.indexOf(`function convertCfn${resource}PropsToCloudFormation(properties)`);
  const opening = '.assertSuccess(),{';
  return start < 0 ? [] : keysOfLiteral(text, text.indexOf(opening, start) + opening.length);
}

const texts = new Map<string, string>();

/** A service's types stand in one file of some megabytes: it is read once. A service that CDK does not have has none. */
function textOf(file: string): string {
  const text = texts.get(file) ?? (existsSync(file) ? readFileSync(file, 'utf8') : '');
  texts.set(file, text);
  return text;
}

/** The keys of an object literal whose first is at an index; what stands deeper is none of them. */
function keysOfLiteral(text: string, start: number): string[] {
  const keys: string[] = [];
  let key: string | undefined = '';
  for (let i = start, depth = 1; depth > 0; i++) {
    const character = text[i];
    if ('{(['.includes(character)) depth++;
    else if ('})]'.includes(character)) depth--;
    else if (depth > 1) continue;
    else if (character === ',') key = '';
    else if (character === ':' && key !== undefined) {
      keys.push(key.replace(/"/g, ''));
      key = undefined;
    } else if (key !== undefined) key += character;
  }
  return keys;
}

if (require.main === module) void writeNativeDrops();
