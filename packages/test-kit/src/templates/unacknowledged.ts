import type { IConstruct } from 'constructs';
import { CfnResource } from 'aws-cdk-lib';
import { acknowledgements } from '../nag/acknowledgements';
import type { TemplateFinding } from './finding';

/** A finding with the construct that made its resource. */
export interface ConstructFinding extends TemplateFinding {
  /** Construct path; empty where no one resource is meant. */
  readonly path: string;
}

/** Whoever knows the rules of two gates by one name is given one reason for both: cfn-lint's rules are those of the CDK's validation. */
const bare = (id: string) => id.replace(/^(CloudFormation-Validate|cfn-lint)::/, '');

/**
 * Leaves out the findings that a construct, or one above it, gives a reason for.
 * @param scopes the stack of each template, by the template's path
 */
export function unacknowledged(findings: readonly TemplateFinding[], scopes: ReadonlyMap<string, IConstruct>): ConstructFinding[] {
  const accepted = new Map([...scopes].map(([template, scope]) => [template, acknowledgements(scope).map(({ path, id }) => ({ path, rule: bare(id) }))]));
  return findings.map((finding) => ({ ...finding, path: pathOf(finding, scopes) })).filter(({ template, rule, path }) =>
    !accepted.get(template)?.some((one) => one.rule === rule && (path === one.path || path.startsWith(`${one.path}/`))));
}

function pathOf({ template, resource }: TemplateFinding, scopes: ReadonlyMap<string, IConstruct>): string {
  const scope = scopes.get(template);
  const made = scope?.node.findAll().find((construct): construct is CfnResource => CfnResource.isCfnResource(construct) && construct.stack === scope && construct.stack.resolve(construct.logicalId) === resource);
  return made?.node.path ?? '';
}
