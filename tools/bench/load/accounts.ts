import { readFileSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { synthesize } from '../../synthesis/synthesize';
import type { Figure } from '../figure';
import { topologyOf } from '../synth/teams';
import type { CloudProcess } from './cloud-process';

const ACCOUNTS = 7;

/** The foundation's stacks in seven accounts, bootstrapped and deployed at once by the stock CDK CLI. */
export async function accountFigures(cloud: CloudProcess): Promise<Figure[]> {
  const [topology, assembly] = ['topology.yaml', 'cdk.out'].map((name) => path.join(cloud.folder, name));
  writeFileSync(topology, topologyOf(2));
  synthesize({ example: 'foundation', app: 'examples/foundation/app.ts', topology, outdir: assembly }, assembly);
  const stacks = stacksOf(assembly).slice(0, ACCOUNTS);
  const bootstrapped = await timed(() => cloud.ask({ call: 'bootstrap', accounts: stacks.map(({ account }) => account) }));
  const deployed = await timed(() => cloud.ask({ call: 'deploy', assembly, stacks: stacks.map(({ name }) => name) }));
  const part = `load, ${ACCOUNTS} accounts at once`;
  return [
    { part, name: 'bootstrap', value: bootstrapped, unit: 's' },
    { part, name: 'deploy', value: deployed, unit: 's', note: `${stacks.reduce((sum, { resources }) => sum + resources, 0)} resources, no error` },
    { part, name: 'all processes at once', value: cloud.peaks.total, unit: 'MB' },
    ...['gateway and runner', 'emulator'].map((kind): Figure => ({ part, name: `  ${kind}`, value: cloud.peaks.byKind.get(kind) ?? 0, unit: 'MB' })),
  ];
}

interface StackRow {
  readonly name: string;
  readonly account: string;
  readonly resources: number;
}

interface Manifest {
  readonly artifacts: Readonly<Record<string, { readonly type: string; readonly environment: string; readonly properties: { readonly templateFile: string } }>>;
}

function stacksOf(assembly: string): StackRow[] {
  const { artifacts }: Manifest = JSON.parse(readFileSync(path.join(assembly, 'manifest.json'), 'utf8'));
  return Object.entries(artifacts).filter(([, { type }]) => type === 'aws:cloudformation:stack').map(([name, { environment, properties }]) => ({
    name, account: environment.replace('aws://', '').split('/')[0],
    resources: Object.keys(JSON.parse(readFileSync(path.join(assembly, properties.templateFile), 'utf8')).Resources).length,
  }));
}

async function timed(doing: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await doing();
  return (performance.now() - began) / 1000;
}
