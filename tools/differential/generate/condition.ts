import type { Random } from '../random';
import { type Key, KEYS } from './vocabulary';

/** Some conditions; half of them on keys that requests mostly have. */
export function condition(random: Random): Record<string, Record<string, unknown>> {
  const result: Record<string, Record<string, unknown>> = {};
  random.list(1, 2, () => random.pick(KEYS)).forEach((key) => {
    const operator = operatorOn(random, key);
    result[operator] = { ...result[operator], [random.chance(0.1) ? key.key.toUpperCase() : key.key]: wanted(random, operator, key) };
  });
  return result;
}

function operatorOn(random: Random, key: Key): string {
  if (random.chance(0.08)) return 'Null';
  const set = key.many ? random.pick(['ForAllValues:', 'ForAnyValue:']) : '';
  return `${set}${random.pick(key.operators)}${random.chance(0.2) ? 'IfExists' : ''}`;
}

function wanted(random: Random, operator: string, key: Key): unknown {
  if (operator === 'Null') return random.pick(['true', 'false']);
  return random.oneOrMore(() => random.pick(key.wanted));
}

/** The keys that a request has: most of them, of those with several values some. */
export function context(random: Random): Record<string, string | string[]> {
  const given = KEYS.filter(({ given: values }) => values.length > 0 && random.chance(0.7));
  return Object.fromEntries(given.map(({ key, given: values, many }) => [key, many ? [...new Set(random.list(1, 3, () => random.pick(values)))] : random.pick(values)]));
}
