import type { Case } from './case';
import { DIFFERENCES } from './differences';

/**
 * A case without what the other evaluator has no notion of, or decides otherwise than AWS's pages say: each such point is settled in the documents, as
 * `DIFFERENCES` says why, so that everything else of the case is compared.
 */
export function settled(asked: Case): Case {
  return DIFFERENCES.reduce((settling, { settle }) => settle(settling), asked);
}

/** The points that a case touches. */
export function pointsOf(asked: Case): string[] {
  return DIFFERENCES.filter(({ settle }) => JSON.stringify(settle(asked)) !== JSON.stringify(asked)).map(({ name }) => name);
}
