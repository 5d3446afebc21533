import { type Policy, PolicyDocumentError, readPolicy } from '@mlops-foundation/policy-evaluation';
import { Unresolved } from '../intrinsics';
import type { Open, Place } from './policy-graph';

/** Stands where a value is not known; it matches no name. */
export const UNKNOWN = 'unresolved:Unresolved';
/** Makes a statement speak of nothing; it keeps its place, by which decisions name the others. */
const SILENT = { Action: UNKNOWN, NotAction: undefined };

/**
 * A policy without the statements that an unknown value would make speak of everything: what is excepted (`NotResource`), and conditions, of which the negated ones
 * hold for any other value. In a list of resources an unknown one matches nothing, and the others stand.
 */
function decidable(policy: Policy): Policy {
  const isUnknown = (value: unknown) => value !== undefined && JSON.stringify(value).includes(UNKNOWN);
  return { ...policy, statements: policy.statements.map((statement) => ([statement.NotAction, statement.NotResource, statement.NotPrincipal, statement.Condition].some(isUnknown) ? { ...statement, ...SILENT } : statement)) };
}

/** Reads policies and lists what in them is not known. */
export class Documents {
  readonly open: Open[] = [];

  /**
   * @param name how decisions speak of it
   * @returns undefined for what is no policy; that is listed
   */
  read(place: Place, name: string, document: unknown): Policy | undefined {
    if (document === undefined) return undefined;
    if (document instanceof Unresolved) return void this.note(place, name, document.why);
    try {
      return decidable(readPolicy(name, this.known(place, name, '', document) as object | string));
    } catch (error) {
      if (!(error instanceof PolicyDocumentError)) throw error;
      error.problems.forEach((problem) => this.note(place, name, problem));
      return undefined;
    }
  }

  /** A text that has to be known, an ARN for instance; undefined where it is not there or, listed, not known. */
  text(place: Place, what: string, value: unknown): string | undefined {
    if (value instanceof Unresolved) return void this.note(place, what, value.why);
    return value === undefined ? undefined : String(value);
  }

  note(place: Place, what: string, why: string): void {
    this.open.push({ place, what, why });
  }

  private known(place: Place, name: string, path: string, value: unknown): unknown {
    if (value instanceof Unresolved) {
      this.note(place, `${path.replace(/^\./, '')} of ${name}`, value.why);
      return UNKNOWN;
    }
    if (Array.isArray(value)) return value.map((each, index) => this.known(place, name, `${path}[${index}]`, each));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, this.known(place, name, `${path}.${key}`, each)]));
  }
}
