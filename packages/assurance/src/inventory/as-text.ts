import type { Inventory, StackInventory } from './inventory';

/** The inventory for people: accounts with their resources, then each stack with its distance to CloudFormation's limits. */
export function asText({ places, stacks }: Inventory): string {
  const accounts = places.flatMap(({ account, region, stacks: names, resources, types }) => [
    `${account} ${region}: ${resources} resources in ${names.length} ${names.length === 1 ? 'stack' : 'stacks'}`,
    ...Object.entries(types).map(([type, count]) => `${String(count).padStart(6)}  ${type}`),
    '',
  ]);
  return [...accounts, 'Distance to the limits of CloudFormation', ...table(stacks)].join('\n');
}

function table(stacks: readonly StackInventory[]): string[] {
  const header = ['stack', ...(stacks[0]?.limits ?? []).map(({ limit, most }) => `${limit} of ${most}`)];
  const rows = stacks.map(({ name, limits }) => [name, ...limits.map(({ used, percent }) => `${used} (${percent.toFixed(1)} %)`)]);
  const widths = header.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column].length)));
  const line = (cells: readonly string[]) => cells.map((cell, column) => (column === 0 ? cell.padEnd(widths[0]) : cell.padStart(widths[column]))).join('  ').trimEnd();
  return [header, ...rows].map(line);
}
