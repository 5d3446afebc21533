import { readFileSync } from 'node:fs';
import * as path from 'node:path';

/** A row of a table, by the names of its columns. */
export type Row = Readonly<Record<string, string>>;

/** The table a project trains on: CSV with a header, the truth in one of its columns. */
export class Dataset {
  /** What the walk brings along. */
  static credit(repository: string): Dataset {
    return new Dataset(path.join(repository, 'examples', 'life-of-a-model', 'data', 'credit-default', 'credit.csv'), 'default');
  }

  private readonly text: string;
  private readonly columns: readonly string[];
  private readonly lines: readonly string[];

  /** @throws Error with everything that makes the file no table with a truth of two values at least */
  constructor(readonly file: string, readonly target: string) {
    this.text = readFileSync(file, 'utf8');
    const [header, ...lines] = this.text.trim().split(/\r?\n/);
    this.columns = header.split(',');
    this.lines = lines;
    const problems: string[] = [];
    if (this.text.includes('"')) problems.push('it has quotes: the walk reads plain CSV, where no value holds a comma');
    if (!this.columns.includes(target)) problems.push(`it has no column ${target}, the target of input.json: ${this.columns.join(', ')}`);
    else if (this.truths().length < 2) problems.push(`${target} is ${this.truths().join(', ') || 'nowhere'}: there must be two values to learn from`);
    if (problems.length > 0) throw new Error(`${file} is no dataset: ${problems.join('; ')}`);
  }

  get name(): string {
    return path.basename(this.file);
  }

  get content(): string {
    return this.text;
  }

  get size(): number {
    return this.lines.length;
  }

  /** The last rows of each of two truths, half of them each: the truths in order. */
  lastRows(count: number): Row[] {
    const [one, other] = this.truths();
    const rows = this.rows();
    const last = (truth: string) => rows.filter((row) => row[this.target] === truth).slice(-count / 2);
    return [...last(one), ...last(other)];
  }

  /** A row as an application sends it: numbers as numbers, and nothing of the truth. */
  request(row: Row): Record<string, string | number> {
    return Object.fromEntries(Object.entries(row).filter(([name]) => name !== this.target).map(([name, value]) => [name, value === '' || Number.isNaN(Number(value)) ? value : Number(value)]));
  }

  private rows(): Row[] {
    return this.lines.map((line) => Object.fromEntries(line.split(',').map((value, index) => [this.columns[index], value])));
  }

  private truths(): string[] {
    const index = this.columns.indexOf(this.target);
    return [...new Set(this.lines.map((line) => line.split(',')[index]))].sort();
  }
}
