import { failed, type Finding, type Report } from './report';

/** For a terminal: numbers, findings with their steps, what is open. */
export function reportAsText(report: Report): string {
  const { proof, subject, counts, findings, open } = report;
  const errors = findings.filter(({ level }) => level === 'error');
  const warnings = findings.filter(({ level }) => level === 'warning');
  const notes = findings.filter(({ level }) => level === 'note');
  return [
    `${proof} ${subject}: ${failed(report) ? `${errors.length} found` : 'nothing found'}`,
    ...Object.entries(counts).map(([what, count]) => `  ${String(count).padStart(6)}  ${what}`),
    ...errors.flatMap((finding) => ['', ...linesOf(finding)]),
    ...(warnings.length > 0 ? ['', `To be looked at (${warnings.length})`] : []),
    ...warnings.flatMap((finding) => ['', ...linesOf(finding)]),
    ...(notes.length > 0 ? ['', `For the record (${notes.length})`, ...notes.map(({ message }) => `  ${message}`)] : []),
    ...(open.length > 0 ? ['', `Not decided by what was read (${open.length})`, ...open.map(({ place, what, why }) => `  ${place.stack} ${place.id}: ${what}: ${why}`)] : []),
  ].join('\n');
}

function linesOf({ rule, message, statement, steps = [], policyStatement, remedy, place }: Finding): string[] {
  return [
    `${rule}  ${place.stack} ${place.id}`,
    `  ${message}`,
    ...steps.map((step, index) => `    ${index + 1}. ${step}`),
    ...(statement ? [`  decided by: ${statement}`] : []),
    ...(remedy ? [`  remedy: ${remedy}`] : []),
    ...(policyStatement ? [`  statement: ${JSON.stringify(policyStatement)}`] : []),
  ];
}
