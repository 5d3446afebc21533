import { existsSync, readFileSync } from 'node:fs';
import { table } from '../../packages/local-cloud/src/table';
import type { Row } from '../../packages/local-cloud/src/table/row';
import type { Part } from './part';

const FILE = 'docs/local-cloud.md';

/**
 * Holds the local cloud's table against this run: what is said to run was called on a running cloud, and answered.
 * @param record the file that the gateways of the tests wrote
 */
export function checkObserved(record: string, rows: readonly Row[] = table()): Part {
  const seen = new Set(existsSync(record) ? readFileSync(record, 'utf8').split('\n') : []);
  const claimed = rows.filter(({ treatment }) => treatment === 'runs');
  const unseen = claimed.filter((row) => !seen.has(nameOf(row)));
  console.log(`\n${FILE}: ${claimed.length - unseen.length} of ${claimed.length} operations and types that run were called by a test on a running cloud`);
  for (const row of unseen) console.error(`  ${nameOf(row)} was called by none: write a test that observes its effect, call it stored, or remove it`);
  const services = [...new Set(claimed.map(({ service }) => service))];
  return {
    name: 'local cloud', problems: [],
    cases: services.map((service) => ({
      file: FILE, title: `what runs of ${service} was called by a test on a running cloud`, status: unseen.some((row) => row.service === service) ? 'failed' : 'passed',
    })),
  };
}

const nameOf = ({ kind, service, name }: Row) => (kind === 'type' ? name : `${service}:${name}`);
