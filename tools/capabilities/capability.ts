/** A row of docs/capabilities.json. */
export interface Capability {
  /** `C001` to `C228`: stable. */
  readonly id: string;
  readonly statement: string;
  /** `shown`: its tests go red when its constructs are removed. */
  readonly status: 'planned' | 'shown';
  /** `secure-network/SecureNetwork`, or the path of a file or folder that delivers it. */
  readonly constructs: readonly string[];
  readonly tests: readonly { readonly file: string; readonly title: string }[];
  /** Of a planned capability, what it lacks, in one line. */
  readonly missing?: string;
}

/** What the rows must look like, whatever the tests say. @returns every problem */
export function problemsOf(rows: readonly Capability[], count: number): string[] {
  const expected = Array.from({ length: count }, (_, index) => `C${String(index + 1).padStart(3, '0')}`);
  const ids = rows.map(({ id }) => id);
  return [
    ...expected.filter((id) => !ids.includes(id)).map((id) => `${id} is missing`),
    ...ids.filter((id, index) => !expected.includes(id) || ids.indexOf(id) !== index).map((id) => `${id} is unknown or stands twice`),
    ...rows.flatMap(rowProblems),
  ];
}

function rowProblems({ id, statement, status, constructs, tests, missing }: Capability): string[] {
  if (!statement) return [`${id} has no statement`];
  if (status === 'planned') return [
    ...(tests.length + constructs.length > 0 ? [`${id} is planned and names constructs or tests: show it, or leave them out`] : []),
    ...(missing ? [] : [`${id} is planned and does not say what is missing`]),
  ];
  if (status !== 'shown') return [`${id} has the status ${JSON.stringify(status)}: planned or shown`];
  return [
    ...(constructs.length === 0 ? [`${id} is shown by no construct`] : []),
    ...(tests.length === 0 ? [`${id} is shown by no test`] : []),
    ...(missing === undefined ? [] : [`${id} is shown, and yet something is missing: ${missing}`]),
  ];
}
