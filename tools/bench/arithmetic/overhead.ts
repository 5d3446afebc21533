import { gaps, type Interval, length, union, within } from './intervals';

export interface Worked extends Interval {
  readonly work: string;
}

/** How much of a line's time was the line's own. Seconds. */
export interface Overhead {
  readonly line: number;
  /** Time in which nobody but the line itself did anything: waiting between two questions is part of it. */
  readonly own: number;
  readonly ownShare: number;
  /** Processor time of the line's own process while others worked: it may have held them up, for that long at most. */
  readonly hidden: number;
  /** `own` and all of `hidden`, as a share. */
  readonly mostShare: number;
  readonly works: readonly { readonly work: string; readonly seconds: number; /** While nobody else worked. */ readonly alone: number }[];
}

/**
 * Own overhead is what is left of the line's time when the time of everybody else's work is taken away. Work side by side counts once.
 * @param processor processor time of the line's own process up to a moment, in milliseconds, in order
 */
export function overhead(line: Interval, worked: readonly Worked[], processor: readonly (readonly [number, number])[]): Overhead {
  const seconds = (intervals: readonly Interval[]) => length(intervals) / 1000;
  const total = seconds([line]);
  const own = seconds(gaps(line, worked));
  const hidden = union(within(line, worked)).reduce((sum, { start, end }) => sum + processorAt(processor, end) - processorAt(processor, start), 0) / 1000;
  const works = [...new Set(worked.map(({ work }) => work))].map((work) => {
    const others = worked.filter((one) => one.work !== work);
    return {
      work,
      seconds: seconds(union(within(line, worked.filter((one) => one.work === work)))),
      alone: seconds(gaps(line, others)) - own,
    };
  });
  return { line: total, own, ownShare: own / total, hidden, mostShare: Math.min(1, (own + hidden) / total), works: works.sort((a, b) => b.seconds - a.seconds) };
}

/** Straight between two samples; before the first and after the last as at them. */
export function processorAt(samples: readonly (readonly [number, number])[], moment: number): number {
  let [low, high] = [0, samples.length - 1];
  if (high < 0) return 0;
  if (moment <= samples[low][0]) return samples[low][1];
  if (moment >= samples[high][0]) return samples[high][1];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (samples[middle][0] <= moment) low = middle;
    else high = middle;
  }
  const [[from, before], [to, after]] = [samples[low], samples[high]];
  return before + (after - before) * (moment - from) / (to - from);
}
