import { type ChildProcess, spawn } from 'node:child_process';
import { ROOT } from '../root';

/** How a walk is told to end: Ctrl-C in a terminal goes to the whole process group, a supervisor's SIGTERM to the one process that it started. */
export type By = 'SIGINT' | 'SIGTERM';

const BEGIN = /^== (.+)$/;

/** An `npm start` in a process group of its own. */
export class Walk {
  private readonly child: ChildProcess;
  private readonly lines: string[] = [];
  private rest = '';
  private watchers: (() => void)[] = [];
  /** Its exit code; a signal's name when one ended it. */
  readonly ended: Promise<number | NodeJS.Signals | null>;
  private over = false;

  /** @param temporary where its working copies and other temporary files go */
  constructor(temporary: string) {
    this.child = spawn('npm', ['start', '--silent'], { cwd: ROOT, env: { ...process.env, CI: 'true', TMPDIR: temporary }, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
    for (const stream of [this.child.stdout, this.child.stderr]) stream?.on('data', (chunk: Buffer) => this.read(chunk.toString('utf8')));
    this.ended = new Promise((resolve, reject) => {
      this.child.once('error', reject);
      this.child.once('close', (code, signal) => {
        this.over = true;
        resolve(signal ?? code);
        this.wake();
      });
    });
  }

  get pid(): number {
    return this.child.pid ?? 0;
  }

  get output(): string {
    return [...this.lines, this.rest].join('\n');
  }

  /** Waits until a station has begun and said something of its own. @returns its title @throws Error when the walk ends before */
  async atWorkIn(station: number): Promise<string> {
    for (;;) {
      const begins = this.lines.flatMap((line, index) => (BEGIN.test(line) ? [index] : []));
      const begun = begins[station - 1];
      if (begun !== undefined && (this.lines.length > begun + 1 || begins.length > station)) return BEGIN.exec(this.lines[begun])?.[1] ?? '';
      if (this.over) throw new Error(`the walk ended before station ${station} was at work:\n${this.lines.slice(-15).join('\n')}`);
      await new Promise<void>((resolve) => this.watchers.push(resolve));
    }
  }

  interrupt(by: By): void {
    process.kill(by === 'SIGINT' ? -this.pid : this.pid, by);
  }

  /** Ends what may be left of it. */
  kill(): void {
    try {
      process.kill(-this.pid, 'SIGKILL');
    } catch {
      // nothing of its group is left
    }
  }

  private read(text: string): void {
    const parts = (this.rest + text).split('\n');
    this.rest = parts.pop() ?? '';
    this.lines.push(...parts);
    this.wake();
  }

  private wake(): void {
    this.watchers.splice(0).forEach((watcher) => watcher());
  }
}
