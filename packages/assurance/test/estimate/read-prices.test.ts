import { writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { AssemblyError, defaultPrices, EstimateError, readPrices, readUse } from '../../src';
import { temporaryFolder } from '../synthesized';

const folder = temporaryFolder();

function file(content: unknown): string {
  const name = path.join(folder, 'file.json');
  writeFileSync(name, typeof content === 'string' ? content : JSON.stringify(content));
  return name;
}

const price = { unit: 'key-month', page: 'https://aws.amazon.com/kms/pricing/', per: { 'eu-west-1': { usd: 1, stated: '2026-01-01', by: 'the page' } } };
const table = { date: '2026-02-01', currency: 'USD', regions: ['eu-west-1'], prices: { 'kms-key': price } };

test('a table that is well formed is read as it stands', () => {
  expect(readPrices(file(table))).toEqual(table);
});

test('the published table is dated by its newest price, and knows Ireland, Virginia and Frankfurt', () => {
  const { date, regions, prices } = defaultPrices();
  const stated = Object.values(prices).flatMap(({ per }) => Object.values(per).map((each) => each.stated));
  expect(stated.sort().at(-1)).toBe(date);
  expect(regions).toEqual(['eu-central-1', 'eu-west-1', 'us-east-1']);
});

test.each([...defaultPrices().regions])('the published table knows in %s what a network without a way out and its keys cost', (region) => {
  const { prices } = defaultPrices();
  expect(['interface-endpoint', 'interface-endpoint-data', 'kms-key', 'public-address', 'nat-gateway', 's3-storage', 'log-ingestion', 'alarm', 'secret'].filter((id) => !(prices[id].per[region] ?? prices[id].per['*']))).toEqual([]);
});

test.each<[string, object, RegExp]>([
  ['no date', { ...table, date: 'today' }, /date is "today", but must be a day\. Write it YYYY-MM-DD/],
  ['another currency', { ...table, currency: 'EUR' }, /currency is "EUR", but AWS states list prices in USD\. Write "USD"/],
  ['no region', { ...table, regions: [] }, /regions is \[\], but must name the regions that the table is for/],
  ['no prices', { ...table, prices: [] }, /prices is \[\], but must be an object/],
  ['a price of nothing', { ...table, prices: { teapot: price } }, /prices\.teapot is of nothing that is billed here\. Take it out/],
  ['another unit', { ...table, prices: { 'kms-key': { ...price, unit: 'key-year' } } }, /prices\.kms-key\.unit is "key-year", but it is counted in key-month\. Give the price of one key-month/],
  ['no page', { ...table, prices: { 'kms-key': { ...price, page: 'somewhere' } } }, /prices\.kms-key\.page is "somewhere", but must say where the price is published/],
  ['no places', { ...table, prices: { 'kms-key': { ...price, per: 1 } } }, /prices\.kms-key\.per is 1, but must be an object/],
  ['a region that is not announced', { ...table, regions: ['us-east-1'] }, /prices\.kms-key\.per\.eu-west-1 is of a region that regions does not name/],
  ['a text for a number', { ...table, prices: { 'kms-key': { ...price, per: { '*': { usd: '1', stated: '2026-01', by: 'x' } } } } }, /per\.\*\.usd is "1", but must be a number from 0/],
  ['a price from after the date', { ...table, date: '2025-12-31' }, /per\.eu-west-1\.stated is 2026-01-01, later than the table's date 2025-12-31\. Raise the date/],
  ['a price that nobody stated', { ...table, prices: { 'kms-key': { ...price, per: { '*': { usd: 1, stated: 'lately' } } } } }, /stated is "lately", but must be a day or a month[^]*by is undefined, but must say who stated the price/],
])('a table with %s is an error that says file, value, rule and remedy', (_, content, message) => {
  const name = file(content);
  expect(() => readPrices(name)).toThrow(EstimateError);
  expect(() => readPrices(name)).toThrow(message);
  expect(() => readPrices(name)).toThrow(name);
});

test('everything that is wrong with a table is told at once', () => {
  expect(() => readPrices(file({ ...table, date: 'x', currency: 'EUR', regions: 1 }))).toThrow(/date is[^]*currency is[^]*regions is/);
});

test.each([['/nowhere/prices.json', /there is no price table/], ['', /it is no JSON[^]*Give a table of the form of/]])('no table at all is an error', (content, message) => {
  const name = content === '' ? file('{') : content;
  expect(() => readPrices(name)).toThrow(AssemblyError);
  expect(() => readPrices(name)).toThrow(message);
});

test('a use is read as it stands', () => {
  const use = { '111111111111': { 's3-storage': 500 }, '222222222222/eu-west-1': { 'kms-request': 3 } };
  expect(readUse(file(use))).toEqual(use);
});

test('a use that is none is an error with all its problems', () => {
  expect(() => readUse(file({ prod: { 's3-storage': 1 }, '111111111111': { 's3-storage': 'much' }, '222222222222': 3 }))).toThrow(
    /prod is no account\. Give its 12 digits[^]*111111111111: s3-storage is "much", but must be a number[^]*222222222222 is 3, but must be an object/,
  );
});
