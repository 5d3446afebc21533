import { AsyncLocalStorage } from 'node:async_hooks';

/** A call of a public AWS API, and who made it. */
export interface Call {
  /** `SageMaker DescribeModelPackage` */
  readonly api: string;
  readonly name: string;
  /** `lead-data-scientist`, `administrator` */
  readonly role: string;
  readonly account: string;
}

const listening = new AsyncLocalStorage<Map<string, Call>>();

/** Does some work, and tells which calls it made: each API and person once, in order. */
export async function listened<T>(work: () => Promise<T>): Promise<{ result: T; calls: Call[] }> {
  const calls = new Map<string, Call>();
  const result = await listening.run(calls, work);
  return { result, calls: [...calls.values()] };
}

/** What a client tells when it sends a command. */
export function called(call: Call): void {
  listening.getStore()?.set(Object.values(call).join(' '), call);
}

/** Work that several need and that is done once; each of them is told its calls. */
export function once<T>(work: () => Promise<T>): () => Promise<T> {
  let doing: ReturnType<typeof listened<T>> | undefined;
  return async () => {
    doing ??= listened(work);
    const { result, calls } = await doing;
    calls.forEach(called);
    return result;
  };
}
