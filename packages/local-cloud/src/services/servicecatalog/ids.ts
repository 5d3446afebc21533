import { randomInt } from 'node:crypto';

const LETTERS = 'abcdefghijklmnopqrstuvwxyz234567';

/** An id as Service Catalog gives them: `prod-`, `pa-`, `port-`, `cons-`, `pp-`, `rec-` and thirteen letters and digits. */
export function newId(prefix: string, length = 13): string {
  return `${prefix}-${Array.from({ length }, () => LETTERS[randomInt(LETTERS.length)]).join('')}`;
}

/** Timestamps as the JSON protocol carries them. */
export const seconds = (): number => Math.floor(Date.now() / 1000);
