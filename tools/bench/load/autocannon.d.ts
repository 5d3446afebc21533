/** What is used of autocannon, which brings no types. */
declare module 'autocannon' {
  function autocannon(options: Readonly<Record<string, unknown>>): Promise<autocannon.Result>;
  namespace autocannon {
    interface Result {
      readonly requests: { readonly average: number };
      readonly latency: { readonly p50: number; readonly p90: number; readonly p99: number; readonly max: number };
      readonly non2xx: number;
      readonly errors: number;
      readonly timeouts: number;
    }
  }
  export = autocannon;
}
