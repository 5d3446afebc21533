import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { median } from '../arithmetic/summary';
import { growthExponent } from '../arithmetic/trend';
import type { Figure } from '../figure';
import { ROOT } from '../../root';
import { compared } from './bare';
import { topologyOf } from './teams';

/** Teams, and how often each is measured: the middle one counts. */
const SIZES: readonly (readonly [number, number])[] = [[1, 5], [7, 3], [70, 1]];

interface Synthesis {
  readonly milliseconds: number;
  readonly megabytes: number;
}

/** The foundation's constructs against its very resources as bare L1s, turn by turn, validation packs off: processor time, which other work on the machine does not change. */
export async function synthFigures(): Promise<Figure[]> {
  const folder = mkdtempSync(path.join(tmpdir(), 'bench-synth-'));
  try {
    const measured = SIZES.map(([teams, times]) => measure(folder, teams, times));
    const exponent = (pick: (one: Measured) => number) => growthExponent(measured.map((one) => [one.teams, pick(one)] as const));
    return [
      ...measured.flatMap(figuresOf),
      { part: 'synth', name: 'growth of constructs', value: exponent(({ constructs }) => constructs.milliseconds), unit: 'power', note: '1 is linear in the teams' },
      { part: 'synth', name: 'growth of bare L1', value: exponent(({ bare }) => bare.milliseconds), unit: 'power' },
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Measured {
  readonly teams: number;
  readonly resources: number;
  readonly same: number;
  readonly constructs: Synthesis;
  readonly bare: Synthesis;
}

function measure(folder: string, teams: number, times: number): Measured {
  const at = (name: string) => path.join(folder, `${teams}-${name}`);
  writeFileSync(at('topology.yaml'), topologyOf(teams));
  const constructs: Synthesis[] = [];
  const bare: Synthesis[] = [];
  for (let turn = 0; turn < times; turn++) {
    constructs.push(JSON.parse(child('constructs', at('topology.yaml'), at('constructs'))));
    if (turn === 0) child('prepare', at('constructs'), at('stacks.json'));
    bare.push(JSON.parse(child('bare', at('stacks.json'), at('bare'))));
  }
  return { teams, ...compared(at('constructs'), at('bare')), constructs: middle(constructs), bare: middle(bare) };
}

function figuresOf({ teams, resources, same, constructs, bare }: Measured): Figure[] {
  const part = 'synth';
  const name = `${teams} team${teams > 1 ? 's' : ''}`;
  return [
    { part, name: `${name}: constructs`, value: constructs.milliseconds / 1000, unit: 's', note: `${resources} resources, ${constructs.megabytes.toFixed(0)} MB` },
    { part, name: `${name}: bare L1`, value: bare.milliseconds / 1000, unit: 's', note: `${same} of them with the same properties, ${bare.megabytes.toFixed(0)} MB` },
    { part, name: `${name}: constructs to bare L1`, value: constructs.milliseconds / bare.milliseconds, unit: '×' },
  ];
}

function child(...args: string[]): string {
  const env = { PATH: process.env.PATH, HOME: process.env.HOME, CDK_VALIDATION: 'false' };
  return execFileSync(process.execPath, ['--import', 'tsx', path.join(__dirname, 'child.ts'), ...args], { cwd: ROOT, env, encoding: 'utf8', maxBuffer: 2 ** 26, stdio: ['ignore', 'pipe', 'inherit'] });
}

function middle(all: readonly Synthesis[]): Synthesis {
  return { milliseconds: median(all.map(({ milliseconds }) => milliseconds)), megabytes: median(all.map(({ megabytes }) => megabytes)) };
}
