/** A straight line through points. */
export interface Trend {
  readonly slope: number;
  readonly intercept: number;
  /** The standard error of the slope: how far chance alone may move it. Infinite with fewer than three points. */
  readonly slopeError: number;
}

/** The line of least squares. @param points `[x, y]`, with at least two different x */
export function trend(points: readonly (readonly [number, number])[]): Trend {
  const count = points.length;
  const meanX = points.reduce((sum, [x]) => sum + x, 0) / count;
  const meanY = points.reduce((sum, [, y]) => sum + y, 0) / count;
  const spread = points.reduce((sum, [x]) => sum + (x - meanX) ** 2, 0);
  if (!(spread > 0)) throw new Error(`${count} point(s) with one x: there is no line through them`);
  const slope = points.reduce((sum, [x, y]) => sum + (x - meanX) * (y - meanY), 0) / spread;
  const intercept = meanY - slope * meanX;
  const residual = points.reduce((sum, [x, y]) => sum + (y - intercept - slope * x) ** 2, 0);
  return { slope, intercept, slopeError: count > 2 ? Math.sqrt(residual / (count - 2) / spread) : Infinity };
}

/** By which power a cost grows: 1 is linear, 2 quadratic. The slope in a plot with two logarithmic axes. */
export function growthExponent(points: readonly (readonly [number, number])[]): number {
  return trend(points.map(([x, y]) => [Math.log(x), Math.log(y)] as const)).slope;
}
