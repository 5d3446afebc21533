/** The middle of some numbers; between the two middle ones of an even count. */
export function median(values: readonly number[]): number {
  return percentile(values, 50);
}

/** The value below which a share of the numbers lies, straight between neighbours. */
export function percentile(values: readonly number[], percent: number): number {
  if (values.length === 0) throw new Error('there is no percentile of nothing');
  const sorted = [...values].sort((a, b) => a - b);
  const position = (sorted.length - 1) * percent / 100;
  const [below, above] = [sorted[Math.floor(position)], sorted[Math.ceil(position)]];
  return below + (above - below) * (position - Math.floor(position));
}
