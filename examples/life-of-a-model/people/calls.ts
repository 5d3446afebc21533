import { AsyncLocalStorage } from 'node:async_hooks';

/** A call of a public AWS API, and who made it. */
export interface Call {
  /** `SageMaker DescribeModelPackage` */
  readonly api: string;
  /** `leo, lead-data-scientist in 111111111111` */
  readonly by: string;
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
  listening.getStore()?.set(`${call.api} ${call.by}`, call);
}
