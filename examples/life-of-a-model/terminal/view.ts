/** What the walk shows of itself while it goes on. */
export interface View {
  /** A station begins. */
  begin(title: string): void;
  /** A fact of the station: one line, kept. */
  say(line: string): void;
  /** What is going on at this moment: in a terminal the next one takes its place. */
  doing(what: string): void;
  /** The station has ended. */
  end(outcome: 'done' | 'failed', seconds: number): void;
  /** Gives the terminal back. */
  close(): void;
}

/** A live view in a terminal, plain lines without one. */
export function viewFor(stream: NodeJS.WriteStream): View {
  return stream.isTTY && process.env.TERM !== 'dumb' && !process.env.CI ? new LiveView(stream) : new PlainView(stream);
}

/** After how long without a line a log says what is waited for, in milliseconds: whoever reads it would think that nothing goes on. */
const SILENCE_MILLISECONDS = 10_000;

/** One line for each fact, without colour or movement: for logs and pipes. */
export class PlainView implements View {
  private title = '';
  private what = '';
  private started = 0;
  private timer?: NodeJS.Timeout;

  constructor(private readonly stream: NodeJS.WritableStream) {}

  begin(title: string): void {
    this.title = title;
    this.what = '';
    this.started = Date.now();
    this.write(`\n== ${title}\n`);
  }

  say(line: string): void {
    this.write(`   ${line}\n`);
  }

  /** Each of them once: a log must not be silent for a minute. */
  doing(what: string): void {
    if (what === '' || what === this.what) return;
    this.what = what;
    this.write(`   … ${what}\n`);
  }

  end(outcome: 'done' | 'failed', seconds: number): void {
    this.write(`   ${outcome}: ${this.title} (${seconds.toFixed(1)} s)\n`);
    this.close();
  }

  close(): void {
    clearTimeout(this.timer);
  }

  private write(text: string): void {
    this.stream.write(text);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.write(`   … ${this.what || this.title}: ${((Date.now() - this.started) / 1000).toFixed(0)} s so far\n`), SILENCE_MILLISECONDS).unref();
  }
}

const FRAMES = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];
const CLEAR_LINE = '\r\u001b[2K';

/** A spinner with the time spent, above it the facts as they come. */
export class LiveView implements View {
  private title = '';
  private what = '';
  private started = 0;
  private frame = 0;
  private timer?: NodeJS.Timeout;

  constructor(private readonly stream: NodeJS.WriteStream) {}

  begin(title: string): void {
    this.title = title;
    this.what = '';
    this.started = Date.now();
    this.stream.write('\n');
    this.timer = setInterval(() => this.draw(), 120);
    this.timer.unref();
    this.draw();
  }

  say(line: string): void {
    this.stream.write(`${CLEAR_LINE}    ${line}\n`);
    this.draw();
  }

  doing(what: string): void {
    this.what = what;
    this.draw();
  }

  end(outcome: 'done' | 'failed', seconds: number): void {
    this.stop();
    const mark = outcome === 'done' ? '\u001b[32m✔\u001b[0m' : '\u001b[31m✘\u001b[0m';
    this.stream.write(`${CLEAR_LINE}${mark} ${this.title} \u001b[2m${seconds.toFixed(1)} s\u001b[0m\n`);
  }

  close(): void {
    this.stop();
  }

  private stop(): void {
    clearInterval(this.timer);
    this.timer = undefined;
  }

  private draw(): void {
    if (!this.timer) return;
    const seconds = ((Date.now() - this.started) / 1000).toFixed(0);
    const line = `${FRAMES[this.frame++ % FRAMES.length]} ${this.title}${this.what ? ` · ${this.what}` : ''} ${seconds} s`;
    this.stream.write(CLEAR_LINE + line.slice(0, Math.max(20, (this.stream.columns ?? 100) - 1)));
  }
}
