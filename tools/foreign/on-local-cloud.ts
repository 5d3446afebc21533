import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { LocalCloud, readImages } from '@mlops-foundation/local-cloud';
import { ROOT } from '../root';
import { Account } from './account';
import { APPS } from './apps';
import { leftovers } from './leftovers';
import { PROJECT, synthesize } from './project';

/** Deploys apps to one local cloud, one after the other; uses them and takes them away again. @returns those that failed */
export async function onLocalCloud(names: readonly string[]): Promise<string[]> {
  const folder = mkdtempSync(path.join(tmpdir(), 'foreign-'));
  const cloud = await LocalCloud.start({ state: path.join(folder, 'state'), cache: path.join(ROOT, '.local-cloud-cache'), region: 'eu-west-1', images: readImages(path.join(PROJECT, 'images.json')), onProgress: console.log });
  try {
    const failed: string[] = [];
    for (const name of names) {
      const since = Date.now();
      const problem = await lived(cloud, name, path.join(folder, name)).then(() => undefined, (error: Error) => error.message);
      console.log(`${problem ? 'failed' : 'passed'}: ${name}, ${Math.round((Date.now() - since) / 1000)} s${problem ? `: ${problem}` : ''}`);
      if (problem) failed.push(name);
    }
    return failed;
  } finally {
    await cloud.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function lived(cloud: LocalCloud, name: string, assembly: string): Promise<void> {
  synthesize(name, assembly);
  const accounts = accountsOf(assembly);
  await cloud.bootstrap(accounts);
  console.log(`${name} is deployed`);
  await cloud.deploy(assembly);
  console.log(`${name} is used`);
  await APPS[name]((id) => new Account(cloud, id));
  console.log(`${name} is destroyed`);
  await cloud.destroy(assembly);
  const left = (await Promise.all(accounts.map(async (id) => (await leftovers(cloud, id)).map((one) => `${one} in ${id}`)))).flat();
  if (left.length > 0) throw new Error(`destroyed, but there is still ${left.join(', ')}`);
}

/** The accounts that an assembly deploys to, the one of its first stack first. */
function accountsOf(assembly: string): string[] {
  const { artifacts } = JSON.parse(readFileSync(path.join(assembly, 'manifest.json'), 'utf8')) as { artifacts: Record<string, { environment?: string }> };
  return [...new Set(Object.values(artifacts).flatMap(({ environment }) => /^aws:\/\/(\d{12})\//.exec(environment ?? '')?.[1] ?? []))];
}
