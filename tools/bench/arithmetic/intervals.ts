/** From one moment to another, in milliseconds. */
export interface Interval {
  readonly start: number;
  readonly end: number;
}

/** The same time without overlaps, in order. What ends before it starts is no time. */
export function union(intervals: readonly Interval[]): Interval[] {
  const joined: { start: number; end: number }[] = [];
  for (const { start, end } of [...intervals].filter((one) => one.end > one.start).sort((a, b) => a.start - b.start)) {
    const last = joined.at(-1);
    if (last && start <= last.end) last.end = Math.max(last.end, end);
    else joined.push({ start, end });
  }
  return joined;
}

/** What lies within a window. */
export function within(window: Interval, intervals: readonly Interval[]): Interval[] {
  return intervals.map(({ start, end }) => ({ start: Math.max(start, window.start), end: Math.min(end, window.end) })).filter(({ start, end }) => end > start);
}

/** The parts of a window that no interval covers. */
export function gaps(window: Interval, intervals: readonly Interval[]): Interval[] {
  const found: Interval[] = [];
  let reached = window.start;
  for (const { start, end } of union(within(window, intervals))) {
    if (start > reached) found.push({ start: reached, end: start });
    reached = end;
  }
  if (window.end > reached) found.push({ start: reached, end: window.end });
  return found;
}

export const length = (intervals: readonly Interval[]): number => intervals.reduce((sum, { start, end }) => sum + (end - start), 0);
