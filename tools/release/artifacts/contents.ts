/** What an archive must hold and may hold, by regular expressions on the paths in it. */
export interface Contents {
  readonly needs: readonly RegExp[];
  /** What else there may be. @default - anything that is not refused */
  readonly allows?: readonly RegExp[];
  /** Where tests are part of the product: the repositories that a project starts from. */
  readonly testsIn?: RegExp;
}

/** What belongs in no archive. */
const REFUSED: readonly { readonly what: string; readonly files: RegExp }[] = [
  { what: 'left behind by a run', files: /(^|\/)(__pycache__|\.pytest_cache|node_modules|cdk\.out|\.nx)\/|\.pyc$|\.log$|\.tsbuildinfo$|(^|\/)\.DS_Store$/ },
  { what: 'a snapshot', files: /\.snapshot\// },
  { what: 'a TypeScript source', files: /(?<!\.d)\.ts$/ },
];
const TEST = /(^|\/)(tests?|integ)\/|\.test\.(js|d\.ts)$/;

/** @returns what is missing and what is too much, a sentence each */
export function problemsOf(entries: readonly string[], { needs, allows, testsIn }: Contents): string[] {
  return [
    ...needs.filter((need) => !entries.some((entry) => need.test(entry))).map((need) => `nothing in it is called ${need.source}`),
    ...entries.flatMap((entry) => REFUSED.filter(({ files }) => files.test(entry)).map(({ what }) => `${entry}: ${what}`)),
    ...entries.filter((entry) => TEST.test(entry) && !testsIn?.test(entry)).map((entry) => `${entry}: a test`),
    ...entries.filter((entry) => allows && ![...needs, ...allows].some((allowed) => allowed.test(entry))).map((entry) => `${entry}: nobody asked for it`),
  ];
}
