import { Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/** A finding that a construct accepts, with its reason. */
export interface Acknowledgement {
  readonly path: string;
  readonly id: string;
  readonly reason: string;
}

/** Accepts findings on a construct of a test's own, for instance what it must bring along to test another one. */
export function acknowledge(construct: IConstruct, reason: string, ...ids: string[]): void {
  for (const id of ids) Validations.of(construct).acknowledge({ id, reason });
}

/** Every acknowledgement below a scope: the raw material of the table of suppressions. */
export function acknowledgements(scope: IConstruct): Acknowledgement[] {
  return scope.node.findAll().flatMap((construct) => Object.entries(rulesOf(construct)).map(([id, reason]) => ({ path: construct.node.path, id, reason })));
}

/** Each call of `acknowledge` repeats the rules of the calls before it. */
function rulesOf(construct: IConstruct): Record<string, string> {
  const entries = construct.node.metadata.filter(({ type }) => type === Validations.ACKNOWLEDGED_RULES_METADATA_KEY).flatMap(({ data }) => Object.entries(data ?? {}));
  return Object.fromEntries(entries.map(([id, reason]) => [id.replace(/^annotation::/i, ''), String(reason)]));
}
