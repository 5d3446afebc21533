import * as fc from 'fast-check';
import { chooseNetwork, choiceAsText, defaultPrices, EstimateError, type NetworkSize, type PriceTable } from '../../../src';
import { MOST_ACCOUNTS } from '../../../src/estimate/network/choose-network';
import { tableOf } from '../prices';

const SIZE: NetworkSize = { accounts: 7, zones: 2, endpoints: 7, gigabytes: 100 };
/** A table in which a price is that of a dollar, unless it is given. */
const priced = (others: Readonly<Record<string, number>>) => ({ prices: tableOf(1, others) });
const without = (id: string): PriceTable => {
  const { [id]: _, ...prices } = tableOf(1).prices;
  return { ...tableOf(1), prices };
};
const way = (id: string, size: NetworkSize, options: Parameters<typeof chooseNetwork>[1]) => chooseNetwork(size, options).ways.find((one) => one.id === id)!;

test('endpoints in each account are billed for each account, zone and hour, and for their data', () => {
  expect(way('own-endpoints', SIZE, priced({ 'interface-endpoint': 0.01, 'interface-endpoint-data': 0.02 }))).toMatchObject({
    monthly: 7 * 7 * 2 * 730 * 0.01 + 700 * 0.02,
    lines: [{ quantity: 7 * 7 * 2 * 730, unit: 'endpoint-zone-hour', unitPrice: 0.01 }, { quantity: 700, unit: 'GB', unitPrice: 0.02 }],
  });
});

test('shared endpoints are one set, an attachment more than there are accounts, a profile and every gigabyte twice', () => {
  const { lines, monthly } = way('shared-endpoints', SIZE, priced({ 'interface-endpoint': 0.01, 'interface-endpoint-data': 0.02, 'transit-attachment': 0.05, 'transit-data': 0.03, 'resolver-profile': 0.75 }));
  expect(lines.map(({ quantity }) => quantity)).toEqual([7 * 2 * 730, 700, 8 * 730, 700, 730]);
  expect(monthly).toBeCloseTo(102.2 + 14 + 292 + 21 + 547.5, 6);
});

test('a profile is billed by the VPC from the hundred and first on', () => {
  const associations = (accounts: number) => way('shared-endpoints', { ...SIZE, accounts }, priced({})).lines.find(({ unit }) => unit === 'association-hour')?.quantity;
  expect([100, 101, 250].map(associations)).toEqual([undefined, 730, 150 * 730]);
});

test('shared subnets are one set of endpoints, whoever uses it', () => {
  expect(way('shared-subnets', SIZE, priced({})).lines.map(({ quantity }) => quantity)).toEqual([7 * 2 * 730, 700]);
});

test('from the number of accounts on that is told, and not before, a way costs less', () => {
  fc.assert(fc.property(
    fc.record({ zones: fc.integer({ min: 1, max: 6 }), endpoints: fc.integer({ min: 1, max: 40 }), gigabytes: fc.integer({ min: 0, max: 10_000 }) }),
    fc.record({ 'interface-endpoint': fc.constantFrom(0.01, 0.011, 0.5), 'transit-attachment': fc.constantFrom(0.01, 0.05, 5), 'transit-data': fc.constantFrom(0, 0.02), 'resolver-profile': fc.constantFrom(0.75, 20), 'resolver-profile-association': fc.constantFrom(0.0014, 2) }),
    (rest, prices) => {
      const at = (accounts: number) => chooseNetwork({ ...rest, accounts }, priced({ ...prices, 'interface-endpoint-data': 0.01 })).ways.map(({ monthly }) => monthly ?? NaN);
      for (const [index, { cheaperFrom }] of chooseNetwork({ ...rest, accounts: 1 }, priced({ ...prices, 'interface-endpoint-data': 0.01 })).ways.entries()) {
        if (index === 0) continue;
        const cheaper = (accounts: number) => at(accounts)[index] < at(accounts)[0];
        if (cheaperFrom === undefined) expect(cheaper(MOST_ACCOUNTS)).toBe(false);
        else {
          expect([cheaperFrom, cheaperFrom + 1, 99, 100, 101, 102, MOST_ACCOUNTS].filter((accounts) => accounts >= cheaperFrom && accounts <= MOST_ACCOUNTS).every(cheaper)).toBe(true);
          expect(cheaperFrom > 1 && cheaper(cheaperFrom - 1)).toBe(false);
        }
      }
    },
  ), { numRuns: 30 });
});

test('the cheapest way is named, and of equals the simplest', () => {
  const cheapest = (accounts: number) => chooseNetwork({ ...SIZE, accounts }, { region: 'us-east-1' }).cheapest;
  expect([1, 7].map(cheapest)).toEqual(['own-endpoints', 'shared-subnets']);
});

test.each(['transit-attachment', 'transit-data', 'resolver-profile', 'resolver-profile-association'])('without a price of %s nobody says from where on shared endpoints are cheaper', (id) => {
  const choice = chooseNetwork(SIZE, { prices: without(id) });
  const shared = choice.ways.find((one) => one.id === 'shared-endpoints')!;
  expect(shared.missing).toEqual([id]);
  expect(shared.cheaperFrom).toBeUndefined();
  // seven accounts need no price of the hundred and first
  expect(choice.cheapest === undefined).toBe(id !== 'resolver-profile-association');
  expect(choiceAsText(choice)).toContain(`No price is known in eu-west-1 of ${id}. Give a table that has them (--prices)`);
});

test('each line says who stated its price, where and when', () => {
  const { ways, waysOut } = chooseNetwork(SIZE, { region: 'us-east-1' });
  const lines = [...ways, ...waysOut].flatMap((sum) => sum.lines);
  expect(lines.length).toBeGreaterThan(10);
  expect(lines.filter(({ source }) => !/^https:\/\/aws\.amazon\.com\/.* \(.+, \d{4}-\d\d-\d\d\)$/.test(source ?? ''))).toEqual([]);
});

test('without a region it is the first that has all prices', () => {
  expect(defaultPrices().regions[0]).toBe('eu-central-1');
  expect(chooseNetwork(SIZE).region).toBe('us-east-1');
  expect(chooseNetwork(SIZE, { prices: without('transit-data') }).region).toBe('eu-west-1');
});

test('everything that is wrong with a size is told at once', () => {
  const wrong = () => chooseNetwork({ accounts: -1, zones: 7, endpoints: 0.5, gigabytes: NaN }, { region: 'mars-1' });
  expect(wrong).toThrow(EstimateError);
  expect(wrong).toThrow(/accounts is -1, but must be a whole number from 1 to 10000[^]*zones is 7[^]*endpoints is 0\.5[^]*gigabytes is NaN, but must be a number from 0[^]*region is mars-1/);
});
