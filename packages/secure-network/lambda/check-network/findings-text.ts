import { type Finding, RULES, type RuleId } from './rules';

/** What is wrong, a line for each rule, with all that was found against it. The problems come first. */
export function findingLines(findings: readonly Finding[]): string[] {
  const ids = (Object.keys(RULES) as RuleId[]).filter((id) => findings.some(({ rule }) => rule === id)).sort((one, other) => rankOf(one) - rankOf(other));
  return ids.map((id) => {
    const { severity, rule, remedy } = RULES[id];
    return `${severity} [${id}] ${rule}: ${findings.filter((finding) => finding.rule === id).map(({ found }) => found).join('; ')}. ${remedy}.`;
  });
}

export const problemsOf = (findings: readonly Finding[]) => findings.filter(({ rule }) => RULES[rule].severity === 'problem');

const rankOf = (id: RuleId) => (RULES[id].severity === 'problem' ? 0 : 1);

/** As many whole lines as fit into some bytes of JSON; what does not fit is counted, and said to be in the log. */
export function fitting(lines: readonly string[], bytes: number, log: string): string {
  for (let count = lines.length; count > 0; count--) {
    const left = lines.length - count;
    const text = [...lines.slice(0, count), ...(left > 0 ? [`${left} more line(s) are in ${log}`] : [])].join('\n');
    if (sizeOf(text) <= bytes) return text;
  }
  const [first = ''] = lines;
  const end = ` … all of it is in ${log}`;
  let text = first;
  while (text !== '' && sizeOf(text + end) > bytes) text = text.slice(0, -16);
  return text + end;
}

const sizeOf = (text: string) => Buffer.byteLength(JSON.stringify(text)) - 2;
