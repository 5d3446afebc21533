import { Token } from 'aws-cdk-lib';
import { RegionInfo } from 'aws-cdk-lib/region-info';
import type { EndpointCatalog, EndpointEntry } from '../endpoints/endpoint-catalog';
import type { Problem } from './validation-error';

/** What keeps endpoint sets from being joined: within a VPC an id means one service, and a service's private name belongs to one endpoint. */
export function endpointProblems(catalogs: readonly EndpointCatalog[]): Problem[] {
  const entries = catalogs.flatMap((catalog) => catalog.entries);
  return [
    ...[...valuesBy(entries, ({ id }) => id, ({ service }) => service.shortName)].filter(([, services]) => services.size > 1).map(([id, services]) => ({
      prop: 'endpoints', value: [...services], rule: `the id ${id} stands for one service`, remedy: 'Give the entries different ids',
    })),
    ...[...valuesBy(entries, ({ service }) => service.shortName, ({ id }) => id)].filter(([, ids]) => ids.size > 1).map(([service, ids]) => ({
      prop: 'endpoints', value: [...ids], rule: `${service} has one endpoint in a network, for its private name is taken once`, remedy: 'Use the same id in every set',
    })),
  ];
}

/** Services that a known region's partition has not. */
export function partitionProblems(catalogs: readonly EndpointCatalog[], region: string): Problem[] {
  const partition = Token.isUnresolved(region) ? undefined : RegionInfo.get(region).partition;
  if (!partition) return [];
  return catalogs.flatMap(({ name, entries }) => {
    const absent = entries.filter(({ partitions }) => partitions && !partitions.includes(partition)).map(({ id }) => id);
    return absent.length > 0 ? [{ prop: 'endpoints', value: absent, rule: `the partition ${partition} has no such service`, remedy: `Leave out the set ${name}, or make one without them by EndpointCatalog.of` }] : [];
  });
}

function valuesBy(entries: readonly EndpointEntry[], key: (entry: EndpointEntry) => string, value: (entry: EndpointEntry) => string): Map<string, Set<string>> {
  const values = new Map<string, Set<string>>();
  for (const entry of entries) values.set(key(entry), (values.get(key(entry)) ?? new Set()).add(value(entry)));
  return values;
}
