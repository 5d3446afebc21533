import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { inventory, readAssembly } from '@mlops-foundation/assurance';
import { median } from '../arithmetic/summary';
import { type Figure, written } from '../figure';
import { ROOT } from '../../root';
import { compared } from '../synth/bare';

/** Networks, and how often each is measured: the middle one counts. */
const SIZES: readonly (readonly [number, number])[] = [[1, 7], [7, 5], [700, 1]];

interface Synthesis {
  readonly milliseconds: number;
  readonly megabytes: number;
  /** Milliseconds of them in which the CDK makes the function that closes default security groups; of the constructs only. */
  readonly closing?: number;
}

interface Measured {
  readonly networks: number;
  readonly resources: number;
  readonly same: number;
  readonly constructs: Synthesis;
  readonly bare: Synthesis;
  /** The same L1s at the paths of the constructs. */
  readonly nested: Synthesis;
}

/** Secure networks against a program of L1 constructs that makes their very resources, turn by turn, validation packs off: processor time. And how far the largest network is from the limits of a stack. */
export async function networkFigures(): Promise<Figure[]> {
  const folder = mkdtempSync(path.join(tmpdir(), 'bench-network-'));
  try {
    const measured = SIZES.map(([networks, times]) => measure(folder, networks, times));
    return [...measured.flatMap(figuresOf), growth(measured), ...limits(path.join(folder, 'every'))];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function measure(folder: string, networks: number, times: number): Measured {
  const at = (name: string) => path.join(folder, `${networks}-${name}`);
  const turns: Record<'constructs' | 'bare' | 'nested', Synthesis[]> = { constructs: [], bare: [], nested: [] };
  for (let turn = 0; turn < times; turn++) {
    turns.constructs.push(JSON.parse(child('constructs', String(networks), at('constructs'))));
    if (turn === 0) for (const form of ['flat', 'nested']) child('prepare', at('constructs'), at(`${form}.json`), form);
    turns.bare.push(JSON.parse(child('bare', at('flat.json'), at('bare'))));
    turns.nested.push(JSON.parse(child('bare', at('nested.json'), at('nested'))));
  }
  const { resources, same } = compared(at('constructs'), at('bare'));
  return { networks, resources, same: Math.min(same, compared(at('constructs'), at('nested')).same), constructs: middle(turns.constructs), bare: middle(turns.bare), nested: middle(turns.nested) };
}

function figuresOf({ networks, resources, same, constructs, bare, nested }: Measured): Figure[] {
  const part = 'network';
  const name = `${networks} network${networks > 1 ? 's' : ''}`;
  return [
    { part, name: `${name}: constructs`, value: constructs.milliseconds / 1000, unit: 's', note: `${resources} resources, ${constructs.megabytes.toFixed(0)} MB` },
    { part, name: `${name}: bare L1`, value: bare.milliseconds / 1000, unit: 's', note: `${same} of them with the same properties, ${bare.megabytes.toFixed(0)} MB` },
    { part, name: `${name}: constructs to bare L1`, value: constructs.milliseconds / bare.milliseconds, unit: '×' },
    { part, name: `${name}: bare L1 at the constructs' paths to bare L1`, value: nested.milliseconds / bare.milliseconds, unit: '×', note: 'what paths cost, whatever stands there: each reference hashes one' },
    {
      part, name: `${name}: without the CDK's own function`, value: (constructs.milliseconds - (constructs.closing ?? 0)) / bare.milliseconds, unit: '×',
      note: `of the constructs ${written((constructs.closing ?? 0) / 1000)} s copy and hash the code that closes default security groups, stack by stack; L1s stage it once`,
    },
  ];
}

function growth(measured: readonly Measured[]): Figure {
  const each = (networks: number) => measured.filter((one) => one.networks === networks).map(({ constructs }) => constructs.milliseconds / networks)[0];
  return { part: 'network', name: 'one of 700 to one of 7', value: each(700) / each(7), unit: '×' };
}

/** The largest network: every endpoint there is. */
function limits(outdir: string): Figure[] {
  child('every', '-', outdir);
  return inventory(readAssembly(outdir)).stacks.flatMap((stack) => stack.limits).map(({ limit, used, most, percent }) => ({ part: 'network', name: `every endpoint: ${limit}`, value: percent, unit: '%', note: `${used} of ${most}` }));
}

function child(...args: string[]): string {
  const env = { PATH: process.env.PATH, HOME: process.env.HOME, CDK_VALIDATION: 'false', TSX_TSCONFIG_PATH: path.join(ROOT, 'tsconfig.json') };
  return execFileSync(process.execPath, ['--max-old-space-size=8192', '--import', 'tsx', path.join(__dirname, 'child.ts'), ...args], { cwd: ROOT, env, encoding: 'utf8', maxBuffer: 2 ** 26, stdio: ['ignore', 'pipe', 'inherit'] });
}

function middle(all: readonly Synthesis[]): Synthesis {
  return { milliseconds: median(all.map(({ milliseconds }) => milliseconds)), megabytes: median(all.map(({ megabytes }) => megabytes)), closing: median(all.map(({ closing = 0 }) => closing)) };
}
