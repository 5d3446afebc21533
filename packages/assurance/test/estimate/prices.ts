import { DIMENSIONS, type PriceTable } from '../../src';

/** A table in which every price is known: a dollar for each dimension, or what is asked for. */
export function tableOf(usd: number, others: Readonly<Record<string, number>> = {}): PriceTable {
  const priced = (id: string, price: number) => {
    const unit = DIMENSIONS[id.split('/')[0] as keyof typeof DIMENSIONS].unit;
    return [id, { unit, page: 'https://aws.amazon.com/', per: { '*': { usd: price, stated: '2026-01-01', by: 'a test' } } }];
  };
  const all = [...Object.keys(DIMENSIONS).map((id) => priced(id, usd)), ...Object.entries(others).map(([id, price]) => priced(id, price))];
  return { date: '2026-01-01', currency: 'USD', regions: ['eu-west-1', 'us-east-1'], prices: Object.fromEntries(all) as PriceTable['prices'] };
}
