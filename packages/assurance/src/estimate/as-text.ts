import type { CostEstimate, CostLine } from './estimate';

/** The estimate for people: a table for each account with its sum, then everything that is not in the sum. */
export function costAsText(estimate: CostEstimate): string {
  const { lines, monthly, pricesOf, region } = estimate;
  const accounts = [...new Set(lines.map(({ account }) => account))];
  return [
    `List prices of ${region} as of ${pricesOf}, in US dollars a month`,
    '',
    ...accounts.flatMap((account) => accountTable(account, lines.filter((line) => line.account === account))),
    `Together ${money(monthly)} a month${estimate.unpriced.length + estimate.unresolved.length > 0 ? ', without what is not in the sum' : ''}`,
    ...section('Not in the sum, because no price is known', estimate.unpriced.map(({ type, count, reason }) => `${counted(count, type)}: ${reason}`)),
    ...section('Not in the sum, because only the deployment decides it', estimate.unresolved.map(({ stack, resource, type, why }) => `${stack}/${resource} (${type}): ${why}`)),
    ...section('Billed as it is used', estimate.byUse.map(({ type, count, by, withoutPrice }) => `${counted(count, type)}: ${by.map((id) => (withoutPrice.includes(id) ? `${id} (no price known)` : id)).join(', ')}`)),
    ...section('Free by itself', estimate.free.map(({ type, count, reason }) => `${counted(count, type)}: ${reason}`)),
    ...section('Taken for granted', estimate.assumptions),
  ].join('\n');
}

const HEADER = ['stack', 'what', 'resources', 'quantity', 'unit', 'unit price', 'a month'];
/** Texts stand to the left of their column, numbers to the right. */
const NUMBERS = [false, false, true, true, false, true, true];

function accountTable(account: string, lines: readonly CostLine[]): string[] {
  const rows = lines.map(({ stack, what, resources, quantity, unit, unitPrice, monthly }) => [
    stack === '*' ? '(whole account)' : stack,
    what,
    String(resources),
    String(quantity),
    unit,
    String(unitPrice),
    money(monthly),
  ]);
  const widths = HEADER.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column].length)));
  const line = (cells: readonly string[]) => cells.map((cell, column) => (NUMBERS[column] ? cell.padStart(widths[column]) : cell.padEnd(widths[column]))).join('  ').trimEnd();
  const sum = lines.reduce((total, { monthly }) => total + monthly, 0);
  return [`${account}: ${money(sum)} a month`, ...[HEADER, ...rows].map((row) => `  ${line(row)}`), ''];
}

const section = (title: string, lines: readonly string[]): string[] => (lines.length === 0 ? [] : ['', title, ...lines.map((line) => `  ${line}`)]);
const counted = (count: number, type: string) => `${String(count).padStart(4)}  ${type}`;
const money = (amount: number) => amount.toFixed(2);
