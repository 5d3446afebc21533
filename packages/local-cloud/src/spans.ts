/** What may take time while the local cloud itself has nothing to do: whatever is none of these is its own overhead. */
export type Work =
  /** pip and venv. */
  | 'install'
  /** The stock CDK CLI. */
  | 'cdk'
  /** The emulator answers a request, or starts. */
  | 'emulator'
  /** A build's commands or a job's script. */
  | 'step'
  /** A model server loads its model. */
  | 'server'
  /** A model server answers. */
  | 'invocation';

/** A piece of work, in milliseconds since the epoch. */
export interface Span {
  readonly work: Work;
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

/** Tells somebody how long others worked. Without a listener it costs nothing. */
export class Spans {
  constructor(private readonly listener?: (span: Span) => void) {}

  /** @returns what ends the span; only its first call counts */
  begin(work: Work, name: string): () => void {
    const { listener } = this;
    if (!listener) return () => undefined;
    const start = now();
    let hasEnded = false;
    return () => {
      if (hasEnded) return;
      hasEnded = true;
      listener({ work, name, start, end: now() });
    };
  }

  /** A span as long as something takes, however it ends. */
  async during<T>(work: Work, name: string, doing: () => Promise<T>): Promise<T> {
    const end = this.begin(work, name);
    try {
      return await doing();
    } finally {
      end();
    }
  }
}

/** Fractions of a millisecond: most requests take no longer. */
const now = () => performance.timeOrigin + performance.now();
