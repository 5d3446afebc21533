import { matchesArn, matchesPattern, type Statement } from '@mlops-foundation/policy-evaluation';
import type { GraphResource, PolicyGraph, Principal } from '../../assembly/graph/policy-graph';
import { exemplar } from '../possible';
import { applies } from './applies';

/** Somebody in one account and something in another, of which a statement of one side says that they belong together. */
export interface Edge {
  readonly principal: Principal;
  /** ARN of the resource or role that has a policy of its own. */
  readonly target: string;
  readonly targetAccount: string;
  readonly action: string;
  /** The resource as it is asked for. */
  readonly resource: string;
  /** Which side says so. */
  readonly saidBy: 'identity' | 'resource';
  /** The pattern that says so, where it names a kind and no name (`key/*`): it is meant for one of them at least, not for each. */
  readonly anyOf?: string;
}

/** A statement of a resource's policy whose other side is nobody. */
export interface Loose {
  readonly kind: 'nobody' | 'unused' | 'everybody' | 'outside';
  readonly target: GraphResource | Principal;
  readonly statement: Statement;
  /** Whom it names. */
  readonly named: string;
}

/** Everything with a policy of its own: resources, and roles with their trust. */
interface Guarded {
  readonly arn: string;
  readonly account: string;
  readonly of: GraphResource | Principal;
  readonly statements: readonly Statement[];
}

export function guarded(graph: PolicyGraph): Guarded[] {
  const resources = graph.resources.filter(({ policy }) => policy).map((of) => ({ arn: of.arn, account: of.account, of, statements: of.policy?.statements ?? [] }));
  const roles = graph.principals.filter(({ trust }) => trust).map((of) => ({ arn: of.arn, account: of.account, of, statements: of.trust?.statements ?? [] }));
  return [...resources, ...roles];
}

/** What identity policies say of resources and roles in other accounts that were read. A pattern that reaches own resources as well is not meant for another account. */
export function edgesOfIdentities(graph: PolicyGraph): Edge[] {
  const targets = [...graph.resources.filter(({ type }) => hasOwnPolicy(type)).map(({ arn, account }) => ({ arn, account })), ...graph.principals.filter(({ kind }) => kind === 'role').map(({ arn, account }) => ({ arn, account }))];
  const found = new Map<string, { arn: string; account: string }[]>();
  const matching = (pattern: string) => found.get(pattern) ?? found.set(pattern, targets.filter(({ arn }) => reaches(pattern, arn))).get(pattern) as typeof targets;
  return graph.principals.flatMap((principal) => principal.identity.flatMap(({ statements }) => statements.filter(({ Effect, Resource }) => Effect === 'Allow' && Resource !== undefined).flatMap((statement) =>
    [statement.Resource ?? []].flat().filter((pattern) => isSpecific(pattern)).flatMap((pattern) => {
      const reached = matching(pattern);
      if (reached.some(({ account }) => account === principal.account)) return [];
      return reached.flatMap(({ arn, account }) => [statement.Action ?? []].flat().flatMap((action): Edge[] => {
        const resource = asked(pattern, arn);
        return applies(action, resource) && speaksOf(action, arn) ? [{ principal, target: arn, targetAccount: account, action, resource, saidBy: 'identity', anyOf: isAnyName(pattern) ? pattern : undefined }] : [];
      }));
    }))));
}

/** What resource and trust policies say of principals in other accounts. */
export function edgesOfResources(graph: PolicyGraph): { edges: Edge[]; loose: Loose[] } {
  const edges: Edge[] = [];
  const loose: Loose[] = [];
  for (const target of guarded(graph)) for (const statement of target.statements) {
    if (statement.Effect !== 'Allow' || statement.Principal === undefined) continue;
    const names = statement.Principal === '*' ? ['*'] : [statement.Principal.AWS ?? []].flat();
    for (const name of names) {
      const { principals, kind, named } = behind(graph, name, statement, target.account);
      const own = principals.flatMap((principal) => [statement.Action ?? []].flat().flatMap((action): Edge[] => {
        const resource = resourceIn(statement, target.arn, action);
        return resource === undefined ? [] : [{ principal, target: target.arn, targetAccount: target.account, action, resource, saidBy: 'resource' }];
      }));
      edges.push(...own.map((edge) => ({ ...edge })));
      if (kind) loose.push(...named.map((one) => ({ kind, target: target.of, statement, named: one })));
    }
  }
  return { edges, loose };
}

/** The principals that a name means; for an account those that the statement's conditions leave. */
function behind(graph: PolicyGraph, name: string, statement: Statement, own: string): { principals: Principal[]; kind?: Loose['kind']; named: string[] } {
  if (name === '*') return { principals: [], kind: statement.Condition ? undefined : 'everybody', named: ['*'] };
  const account = /^\d{12}$/.test(name) ? name : name.split(':')[4];
  if (account === own || !account) return { principals: [], named: [] };
  if (!graph.accounts.includes(account)) return { principals: [], kind: 'outside', named: [name] };
  const isAccount = /^\d{12}$|:root$/.test(name);
  const patterns = isAccount ? principalArns(statement) : [name];
  const of = (pattern: string) => graph.principals.filter((principal) => principal.account === account && principal.kind !== 'group' && matchesPattern(pattern, principal.arn));
  if (patterns.length === 0) return { principals: [], named: [] };
  const nobody = patterns.filter((pattern) => pattern.split(':')[4] === account && of(pattern).length === 0);
  return { principals: patterns.flatMap(of), kind: nobody.length > 0 ? 'nobody' : undefined, named: nobody };
}

/** Whom conditions on `aws:PrincipalArn` leave of an account. */
export function principalArns({ Condition = {} }: Statement): string[] {
  return Object.entries(Condition).filter(([operator]) => /^(ForAnyValue:)?(Arn|String)(Like|Equals)(IfExists)?$/i.test(operator))
    .flatMap(([, keys]) => Object.entries(keys).filter(([key]) => key.toLowerCase() === 'aws:principalarn').flatMap(([, value]) => [value].flat().map(String)));
}

function resourceIn({ Resource }: Statement, target: string, action: string): string | undefined {
  if (Resource === undefined) return target;
  const patterns = [Resource].flat().flatMap((pattern) => (pattern === '*' ? [target, `${target}/x`] : [asked(pattern, target)]));
  return patterns.find((pattern) => applies(action, pattern)) ?? undefined;
}

/** A pattern names something: more than a service's everything. */
const isSpecific = (pattern: string) => /^arn:[^:]*:s3:::[^*?]/.test(pattern) || /^arn:[^:]*:[^:]+:[^:]*:\d{12}:[^*]/.test(pattern);

/** The name is left open altogether: ids of keys, groups that come with projects. */
const isAnyName = (pattern: string) => /^arn:[^:]*:[^:]+:[^:]*:\d{12}:[\w-]+\/\*$/.test(pattern);

const reaches = (pattern: string, arn: string) => matchesArn(pattern, arn) || (arn.includes(':s3:::') && pattern.includes('/') && matchesArn(pattern.split('/')[0], arn))
  || (arn.includes(':model-package-group/') && matchesArn(pattern.replace(':model-package/', ':model-package-group/').replace(/(group\/[^/]+)\/.*$/, '$1'), arn));

/** A resource as a pattern asks for it: an object of the bucket, a version of the model group. */
function asked(pattern: string, arn: string): string {
  if (arn.includes(':s3:::') && pattern.includes('/')) return `${arn}/${exemplar(pattern.split('/').slice(1).join('/'))}`;
  return arn.includes(':model-package-group/') && pattern.includes(':model-package/') ? `${arn.replace(':model-package-group/', ':model-package/')}/1` : arn;
}

/** An action of the service that the resource belongs to; roles are assumed. */
function speaksOf(action: string, arn: string): boolean {
  const [service] = action.toLowerCase().split(':');
  return /:iam:.*:role\//.test(arn) ? action.toLowerCase() === 'sts:assumerole' : arn.split(':')[2] === service;
}

function hasOwnPolicy(type: string): boolean {
  return /::(Bucket|Key|Queue|Topic|Secret|Repository|EventBus|ModelPackageGroup|Function)$/.test(type) && type !== 'AWS::CodeCommit::Repository';
}
