import { readFileSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { chooseNetwork, type NetworkChoice, type NetworkSize } from '../../packages/assurance/src';
import { ROOT } from '../root';
import { withGenerated } from './generated-part';

/** What the tables are reckoned for: the endpoint set for training in two zones. */
export const TABLE_SIZE: Omit<NetworkSize, 'accounts'> = { zones: 2, endpoints: 7, gigabytes: 100 };
const SIZES = [1, 7, 70];
const REGION = 'us-east-1';
const MARK = 'network costs';

/** Documents that hold the table. */
export const COST_DOCUMENTS: readonly string[] = [path.join('packages', 'secure-network', 'README.md'), path.join('docs', 'choose-your-network.md')];

export function writeNetworkCosts(): void {
  for (const file of COST_DOCUMENTS) writeFileSync(path.join(ROOT, file), withNetworkCosts(file));
}

/** A document as it should be. */
export function withNetworkCosts(file: string): string {
  return withGenerated(file, readFileSync(path.join(ROOT, file), 'utf8'), MARK, networkCosts());
}

export function networkCosts(): string[] {
  const choices = SIZES.map((accounts) => chooseNetwork({ ...TABLE_SIZE, accounts }, { region: REGION }));
  const [{ pricesOf, waysOut }] = choices;
  const { zones, endpoints, gigabytes } = TABLE_SIZE;
  return [
    `| US dollars a month | ${SIZES.map((accounts) => (accounts === 1 ? '1 account' : `${accounts} accounts`)).join(' | ')} | cheaper than the first |`, `|---|${SIZES.map(() => '--:').join('|')}|---|`,
    ...choices[0].ways.map(({ title, cheaperFrom }, index) => `| ${title} | ${choices.map((choice) => money(choice.ways[index].monthly)).join(' | ')} | ${index === 0 ? '' : cheaperFrom === undefined ? 'never' : `from ${cheaperFrom} accounts on`} |`),
    ...waysOut.map(({ title, monthly }) => `| a way out, in each account that has one: ${title} | ${SIZES.map((accounts) => money(monthly === undefined ? undefined : monthly * accounts)).join(' | ')} | |`), '',
    `${endpoints} interface endpoints in ${zones} zones, ${gigabytes} GB through them for each account, list prices of ${REGION} as of ${pricesOf}. How the middle sum of the second row comes about:`, '',
    '| what | quantity | price | a month | stated |', '|---|--:|--:|--:|---|', ...linesOf(choices[1]),
  ];
}

function linesOf({ ways }: NetworkChoice): string[] {
  const { lines, monthly } = ways[1];
  return [
    ...lines.map(({ what, quantity, unit, unitPrice, monthly: each, source = '' }) => `| ${what} | ${quantity.toLocaleString('en-US')} ${unit} | ${unitPrice} | ${money(each)} | [${/, ([\d-]+)\)$/.exec(source)?.[1]}](${source.split(' ')[0]}) |`),
    `| together | | | ${money(monthly)} | |`,
  ];
}

function money(amount: number | undefined): string {
  return amount === undefined ? 'no price known' : amount.toLocaleString('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 });
}
