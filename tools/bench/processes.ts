import { readdirSync, readFileSync } from 'node:fs';

/** A process and the memory it holds. */
export interface ProcessRow {
  readonly pid: number;
  readonly parent: number;
  readonly command: string;
  /** Resident memory, shared pages included. */
  readonly megabytes: number;
}

const PAGE_KILOBYTES = 4;

/** All processes of this machine, from Linux's /proc; none elsewhere. */
export function allProcesses(folder = '/proc'): ProcessRow[] {
  const pids = list(folder).filter((name) => /^\d+$/.test(name));
  return pids.flatMap((pid) => {
    const [stat, statm, command] = ['stat', 'statm', 'cmdline'].map((file) => read(`${folder}/${pid}/${file}`));
    // the name in brackets may hold anything, brackets too
    const parent = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
    const pages = Number(statm.split(' ')[1]);
    return Number.isFinite(parent) && pages > 0 ? [{ pid: Number(pid), parent, command: command.replace(/\0/g, ' ').trim(), megabytes: pages * PAGE_KILOBYTES / 1024 }] : [];
  });
}

/** A process and all that descend from it. */
export function descendants(root: number, all: readonly ProcessRow[]): ProcessRow[] {
  const found = all.filter(({ pid }) => pid === root);
  for (const { pid } of found) found.push(...all.filter(({ parent }) => parent === pid));
  return found;
}

/** Who a process is, by its command line: the first that fits. */
const KINDS: readonly (readonly [RegExp, string])[] = [
  [/life-of-a-model\/main\.ts|bench\/load\/cloud\.ts/, 'gateway and runner'],
  [/-m ministack/, 'emulator'],
  [/serve_functions\.py/, 'model server'],
  [/aws-cdk\/bin\/cdk/, 'CDK CLI'],
  [/examples\/foundation\/app\.ts/, 'synthesis of the foundation'],
  [/app_infra|jsii.*kernel|jsii-runtime/, 'synthesis of a project\'s deployment'],
  [/ -m pip | -m venv /, 'pip'],
  [/npm ci/, 'npm'],
  [/wheels|jsii|pacmak|rosetta/, 'wheel build'],
  [/esbuild|bundle\.mjs/, 'bundling'],
  [/pytest/, 'unit tests'],
  [/ministack|lambda/, 'Lambda worker'],
  [/jobs\/|\/opt\/ml/, 'job'],
  [/builds\//, 'build'],
];

export function kindOf(command: string): string {
  return KINDS.find(([pattern]) => pattern.test(command))?.[1] ?? 'other';
}

/** The most memory that one process of each kind held, and all of them at once. */
export class Peaks {
  readonly byKind = new Map<string, number>();
  total = 0;

  add(rows: readonly ProcessRow[]): void {
    for (const { command, megabytes } of rows) {
      const kind = kindOf(command);
      this.byKind.set(kind, Math.max(this.byKind.get(kind) ?? 0, megabytes));
    }
    this.total = Math.max(this.total, rows.reduce((sum, { megabytes }) => sum + megabytes, 0));
  }
}

function list(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** A process may end while it is looked at. */
function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
