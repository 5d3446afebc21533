import { COMPANIONS } from '../lowering/companions';
import { KEPT_PROPERTIES } from '../lowering/kept-properties';
import nativeDrops from '../lowering/native-drops.json';
import nativeTypes from '../lowering/native-types.json';
import { STORED_TYPES } from '../lowering/resource-types';
import type { Service } from '../services/service';
import type { Row } from './row';

/** The whole table, from what the services say of themselves and what is known of the emulator. */
export function rowsOf(services: readonly Service[]): Row[] {
  const served = services.flatMap(({ resourceTypes = {} }) => Object.entries(resourceTypes).map(([name, { treatment = 'runs', differs }]) => typeRow(name, treatment, differs)));
  const names = new Set(served.map(({ name }) => name));
  return [
    ...services.flatMap(operationRows),
    ...served,
    ...STORED_TYPES.filter((name) => !names.has(name)).map((name) => typeRow(name, 'stored')),
    ...nativeTypes.filter((name) => !names.has(name)).map((name) => typeRow(name, 'native', dropped(name))),
  ].sort((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1));
}

function operationRows({ name: service, operations }: Service): Row[] {
  return Object.entries(operations).map(([name, { treatment = 'runs', differs }]) => ({ service, kind: 'operation', name, treatment, differs }));
}

function typeRow(name: string, treatment: Row['treatment'], differs?: string): Row {
  return { service: name.split('::')[1].toLowerCase(), kind: 'type', name, treatment, differs };
}

/** What the emulator leaves out of a type, is not made to keep, and no companion replays. */
function dropped(type: string): string | undefined {
  const replayed = [...(COMPANIONS[type] ?? []).map(({ property }) => property), ...(KEPT_PROPERTIES[type] ?? [])];
  const left = ((nativeDrops as Record<string, string[]>)[type] ?? []).filter((property) => !replayed.includes(property));
  return left.length > 0 ? `is created without ${left.join(', ')}.` : undefined;
}

const keyOf = ({ service, kind, name }: Row) => `${service} ${kind} ${name}`;
