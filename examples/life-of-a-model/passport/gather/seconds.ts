/** The time between two moments of an answer, where both are known. */
export function secondsBetween(from: Date | undefined, to: Date | undefined): number | undefined {
  return from && to ? (to.getTime() - from.getTime()) / 1000 : undefined;
}
