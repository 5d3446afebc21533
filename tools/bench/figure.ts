/** One measured thing. */
export interface Figure {
  readonly part: string;
  readonly name: string;
  readonly value: number;
  /** `s`, `MB`, `%`, `/s`, `×` */
  readonly unit: string;
  /** What it says, where the name does not. */
  readonly note?: string;
}

/** Figures in columns, part by part. */
export function table(figures: readonly Figure[]): string {
  const width = Math.max(0, ...figures.map(({ name }) => name.length));
  const parts = [...new Set(figures.map(({ part }) => part))];
  return parts.map((part) => [part, ...figures.filter((one) => one.part === part).map((one) => row(one, width))].join('\n')).join('\n\n');
}

function row({ name, value, unit, note }: Figure, width: number): string {
  return `  ${name.padEnd(width)}  ${written(value).padStart(9)} ${unit.padEnd(6)} ${note ?? ''}`.trimEnd();
}

/** Three digits that count, no exponent. */
export function written(value: number): string {
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2;
  return value.toFixed(digits);
}
