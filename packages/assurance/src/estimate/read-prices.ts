import * as path from 'node:path';
import { readJson } from '../assembly/read-json';
import { dimensionOf } from './dimensions';
import { EstimateError } from './estimate-error';
import type { PriceTable } from './price-table';

/** The table that is published with this package. */
export const PRICES_FILE = path.join(__dirname, '..', '..', 'data', 'prices.json');

export const defaultPrices = (): PriceTable => readPrices(PRICES_FILE);

/** @throws AssemblyError when there is no such JSON file; EstimateError with everything that is wrong with it */
export function readPrices(file: string): PriceTable {
  const { value } = readJson(file, 'price table', `Give a table of the form of ${PRICES_FILE}`);
  const problems = [...headProblems(value), ...priceProblems(value)];
  if (problems.length > 0) throw new EstimateError(file, problems);
  return value as unknown as PriceTable;
}

type Json = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);

function headProblems({ date, currency, regions }: Json): string[] {
  return [
    ...(isDay(date) ? [] : [`date is ${JSON.stringify(date)}, but must be a day. Write it YYYY-MM-DD`]),
    ...(currency === 'USD' ? [] : [`currency is ${JSON.stringify(currency)}, but AWS states list prices in USD. Write "USD"`]),
    ...(Array.isArray(regions) && regions.length > 0 && regions.every((region) => typeof region === 'string') ? [] : [`regions is ${JSON.stringify(regions)}, but must name the regions that the table is for. Write ["eu-west-1"], for instance`]),
  ];
}

function priceProblems({ date, prices, regions }: Json): string[] {
  if (!isObject(prices)) return [`prices is ${JSON.stringify(prices)}, but must be an object. Write {"kms-key": {…}}`];
  return Object.entries(prices).flatMap(([id, price]) => {
    const dimension = dimensionOf(id);
    if (!dimension) return [`prices.${id} is of nothing that is billed here. Take it out`];
    const { unit, page, per } = isObject(price) ? price : {};
    return [
      ...(unit === dimension.unit ? [] : [`prices.${id}.unit is ${JSON.stringify(unit)}, but it is counted in ${dimension.unit}. Give the price of one ${dimension.unit}`]),
      ...(typeof page === 'string' && page.startsWith('https://') ? [] : [`prices.${id}.page is ${JSON.stringify(page)}, but must say where the price is published. Give the address of the page`]),
      ...(isObject(per) ? Object.entries(per).flatMap(([region, stated]) => statedProblems(`prices.${id}.per.${region}`, region, stated, regions, date)) : [`prices.${id}.per is ${JSON.stringify(per)}, but must be an object. Write {"eu-west-1": {"usd": …}}`]),
    ];
  });
}

function statedProblems(at: string, region: string, price: unknown, regions: unknown, date: unknown): string[] {
  const { usd, stated, by } = isObject(price) ? price : {};
  return [
    ...(region === '*' || (Array.isArray(regions) && regions.includes(region)) ? [] : [`${at} is of a region that regions does not name. Add it there, or take the price out`]),
    ...(typeof usd === 'number' && Number.isFinite(usd) && usd >= 0 ? [] : [`${at}.usd is ${JSON.stringify(usd)}, but must be a number from 0. Give US dollars`]),
    ...(isDay(stated) || isMonth(stated) ? [] : [`${at}.stated is ${JSON.stringify(stated)}, but must be a day or a month. Write YYYY-MM-DD, or YYYY-MM`]),
    ...(typeof stated === 'string' && typeof date === 'string' && stated > date ? [`${at}.stated is ${stated}, later than the table's date ${date}. Raise the date`] : []),
    ...(typeof by === 'string' && by !== '' ? [] : [`${at}.by is ${JSON.stringify(by)}, but must say who stated the price. Name the page, the price list or the bill`]),
  ];
}

const isDay = (value: unknown) => typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value) && !Number.isNaN(Date.parse(value));
const isMonth = (value: unknown) => typeof value === 'string' && /^\d{4}-\d{2}$/.test(value);
