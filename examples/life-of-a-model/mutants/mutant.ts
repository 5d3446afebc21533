/** A CloudFormation resource as it stands in a template. */
export interface Resource {
  readonly Type: string;
  Properties?: Record<string, any>;
  DependsOn?: string | string[];
}

export interface Template {
  Resources: Record<string, Resource>;
  Outputs?: Record<string, unknown>;
}

/** One thing taken away from the foundation; the line must end at a station that says so. */
export interface Mutant {
  /** `no-key-grant-of-dev` */
  readonly name: string;
  /** What is missing, in words. */
  readonly missing: string;
  /** Takes it away from a resource, in place; says how often. */
  apply(resource: Resource, template: Template, logicalId: string): number;
}

interface Statement {
  Effect: string;
  Action: string | string[];
  Principal?: unknown;
  Resource?: unknown;
}

/** Removes the allowing statements of a policy document that a predicate knows by their JSON text. */
export function removeStatements(document: { Statement: Statement[] } | undefined, isIt: (statement: Statement, text: string) => boolean): number {
  if (!document) return 0;
  const kept = document.Statement.filter((statement) => !(statement.Effect === 'Allow' && isIt(statement, JSON.stringify(statement))));
  const removed = document.Statement.length - kept.length;
  document.Statement = kept;
  return removed;
}

export function actionsOf(statement: Statement): string[] {
  return [statement.Action].flat();
}

/** Removes stages from a pipeline, and from those that come after nothing: artifacts of other stages stay. */
export function removeStages(resource: Resource, names: readonly string[]): number {
  const stages: { Name: string }[] = resource.Properties?.Stages ?? [];
  const kept = stages.filter(({ Name }) => !names.includes(Name));
  if (resource.Properties) resource.Properties.Stages = kept;
  return stages.length - kept.length;
}
