import type { EndpointCatalog, EndpointEntry } from '../../endpoints/endpoint-catalog';
import { partitionOf } from '../partition-of';
import type { Problem } from '../validation-error';

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

/** Services that a known region, or its partition, has not. */
export function placeProblems(catalogs: readonly EndpointCatalog[], region: string): Problem[] {
  const partition = partitionOf(region);
  if (!partition) return [];
  return catalogs.flatMap(({ name, entries }) => {
    const remedy = `Leave out the set ${name}, or make one without them by EndpointCatalog.of`;
    const strange = entries.filter(({ partitions }) => partitions && !partitions.includes(partition));
    const absent = entries.filter((entry) => !strange.includes(entry) && entry.regions && !entry.regions.includes(region));
    return [
      ...(strange.length > 0 ? [{ prop: 'endpoints', value: strange.map(({ id }) => id), rule: `the partition ${partition} has no such service`, remedy }] : []),
      ...(absent.length > 0 ? [{ prop: 'endpoints', value: absent.map(({ id }) => id), rule: `the region ${region} has no such service`, remedy }] : []),
    ];
  });
}

/** FIPS 140 is a standard of the United States and Canada: https://aws.amazon.com/compliance/fips/ */
export function fipsProblems(fips: boolean | undefined, region: string): Problem[] {
  if (!fips || partitionOf(region) !== 'aws-cn') return [];
  return [{ prop: 'fips', value: fips, rule: 'the regions of China have no FIPS endpoints (https://aws.amazon.com/compliance/fips/)', remedy: 'Leave it out there' }];
}

function valuesBy(entries: readonly EndpointEntry[], key: (entry: EndpointEntry) => string, value: (entry: EndpointEntry) => string): Map<string, Set<string>> {
  const values = new Map<string, Set<string>>();
  for (const entry of entries) values.set(key(entry), (values.get(key(entry)) ?? new Set()).add(value(entry)));
  return values;
}
