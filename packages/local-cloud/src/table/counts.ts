import operationCounts from './operation-counts.json';
import type { Row } from './row';

/** How many operations AWS has in a service, by its model in the pinned botocore. @throws Error for a service that was not counted */
export function operationsOfAws(service: string): number {
  const count = (operationCounts as Record<string, number>)[service];
  if (count === undefined) throw new Error(`src/table/operation-counts.json has no count of ${service}: give the number of operations in botocore's model`);
  return count;
}

/** `sagemaker: 49 of 404 operations run` */
export function countText(service: string, rows: readonly Row[]): string {
  const own = rows.filter((row) => row.kind === 'operation' && row.service === service);
  const of = (treatment: Row['treatment']) => own.filter((row) => row.treatment === treatment).length;
  const stored = of('stored') > 0 ? `, ${of('stored')} are stored` : '';
  return `${service}: ${of('runs')} of ${operationsOfAws(service)} operations run${stored}`;
}

/** Services of which at least one operation has a row. */
export function servicesOf(rows: readonly Row[]): string[] {
  return [...new Set(rows.filter(({ kind }) => kind === 'operation').map(({ service }) => service))];
}
