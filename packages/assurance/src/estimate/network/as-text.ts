import { MOST_ACCOUNTS, type NetworkChoice, type NetworkWay, type Sum } from './choose-network';

/** The comparison for people: each way's sum line by line, then from where on it is worth it. */
export function choiceAsText({ ways, waysOut, region, pricesOf, size, cheapest, assumptions }: NetworkChoice): string {
  const { accounts, zones, endpoints, gigabytes } = size;
  const missing = [...new Set([...ways, ...waysOut].flatMap((sum) => sum.missing))];
  return [
    `List prices of ${region} as of ${pricesOf}, in US dollars a month`,
    `${counted(accounts, 'account')}, ${counted(endpoints, 'interface endpoint')} in ${counted(zones, 'zone')}, ${gigabytes} GB through them for each account`,
    '',
    ...ways.flatMap((way) => [`${way.title}: ${sumText(way)}${way.id === cheapest ? ', the cheapest' : ''}`, ...linesOf(way), `  ${verdict(way)}`, '']),
    'A way out adds, in each account that has one',
    '',
    ...waysOut.flatMap((way) => [`${way.title}: ${sumText(way)}`, ...linesOf(way), '']),
    ...(missing.length === 0 ? [] : [`No price is known in ${region} of ${missing.join(', ')}. Give a table that has them (--prices), or ask for another region (--region): nothing is guessed.`, '']),
    'Taken for granted',
    ...assumptions.map((line) => `  ${line}`),
  ].join('\n');
}

/** Whether a way is worth it, in a sentence. */
export function verdict({ id, missing, cheaperFrom }: NetworkWay): string {
  if (id === 'own-endpoints') return 'The others are compared with this.';
  if (missing.length > 0) return 'Without all prices nobody can say from how many accounts on it costs less.';
  return cheaperFrom === undefined ? `It costs no less than endpoints in each account, up to ${MOST_ACCOUNTS} accounts.` : `It costs less than endpoints in each account from ${counted(cheaperFrom, 'account')} on.`;
}

function linesOf({ lines }: Sum): string[] {
  const rows = lines.map(({ what, quantity, unit, unitPrice, monthly, source }) => [
    what, String(quantity), unit, unitPrice === undefined ? 'no price known' : `× ${unitPrice}`, monthly === undefined ? '' : `= ${monthly.toFixed(2)}`, source ?? '',
  ]);
  const widths = [0, 1, 2, 3, 4].map((column) => Math.max(0, ...rows.map((row) => row[column].length)));
  const isNumber = [false, true, false, true, true];
  return rows.map((row) => `  ${row.map((cell, column) => (column > 4 ? cell : isNumber[column] ? cell.padStart(widths[column]) : cell.padEnd(widths[column]))).join('  ')}`.trimEnd());
}

const sumText = ({ monthly }: Sum): string => (monthly === undefined ? 'no sum, because a price is missing' : `${monthly.toFixed(2)} a month`);
const counted = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`;
