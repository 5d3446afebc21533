import type { Place } from '../assembly/graph/policy-graph';

/** What a proof has found: the one model from which text, JSON, SARIF and HTML are written. */
export interface Report {
  /** `prove personas` */
  readonly proof: string;
  /** What was looked at: a folder. */
  readonly subject: string;
  /** Numbers, by what they count. */
  readonly counts: Readonly<Record<string, number>>;
  readonly findings: readonly Finding[];
  /** What is neither proven nor disproven, as a file does not decide it. */
  readonly open: readonly OpenPoint[];
}

export interface Finding {
  /** A stable name of the kind: `persona-may`, `chain`, `missing-resource-side`. */
  readonly rule: string;
  /** `error` fails the command, `warning` is to be looked at, `note` is for the record. */
  readonly level: 'error' | 'warning' | 'note';
  readonly message: string;
  /** The statement that decided: `statement Everything of inline policy x`. */
  readonly statement?: string;
  /** What to do. */
  readonly remedy?: string;
  /** The steps of a chain. */
  readonly steps?: readonly string[];
  /** A policy statement to add or to remove. */
  readonly policyStatement?: object;
  readonly place: Place;
}

export interface OpenPoint {
  readonly place: Place;
  readonly what: string;
  readonly why: string;
}

/** Whether something was found that must not be. */
export const failed = ({ findings }: Report): boolean => findings.some(({ level }) => level === 'error');
