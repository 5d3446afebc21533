import { countText, servicesOf } from './counts';
import { GENERAL_DIFFERENCES } from './general-differences';
import type { Row } from './row';

/**
 * The table as a terminal shows it.
 * @param service botocore's name, or CloudFormation's in lower case; all of them by default
 * @throws Error when there is no row of that service
 */
export function tableText(rows: readonly Row[], service?: string): string[] {
  const wanted = rows.filter((row) => !service || row.service === service);
  if (wanted.length === 0) throw new Error(`the table has no service ${service}: there are ${[...new Set(rows.map((row) => row.service))].sort().join(', ')}. All of any other is refused, or the emulator's own`);
  const counted = servicesOf(wanted);
  const width = Math.max(...wanted.map(({ name }) => name.length));
  const lines = ({ treatment, name, differs }: Row) => `  ${treatment.padEnd(6)}  ${differs ? `${name.padEnd(width)}  ${differs}` : name}`;
  return [
    ...counted.flatMap((name) => [countText(name, rows), ...ofKind(wanted, 'operation', name).map(lines), '  refused: all others, with UnsupportedOperation', '']),
    ...typeLines(ofKind(wanted, 'type'), lines),
    ...(service ? [] : ['', 'what differs from AWS and is about none of these alone', ...Object.entries(GENERAL_DIFFERENCES).map(([about, text]) => `  ${about}: ${text}`)]),
  ];
}

const ofKind = (rows: readonly Row[], kind: Row['kind'], service?: string) => rows.filter((row) => row.kind === kind && (!service || row.service === service));

function typeLines(rows: readonly Row[], lines: (row: Row) => string): string[] {
  return ['resource types (native: the emulator creates them)', ...rows.map(lines), '  refused: all others; a template with one fails before anything of it is created'];
}
