import type { Layer, Statement } from '@mlops-foundation/policy-evaluation';
import type { PolicyGraph, Principal } from '../../assembly/graph/policy-graph';
import type { Finding, Report } from '../../report/report';
import { Access } from '../access';
import { short } from '../chains/explore';
import { possible } from '../possible';
import { keyActionsFor } from './applies';
import { type Edge, edgesOfIdentities, edgesOfResources, guarded, type Loose, principalArns } from './edges';

/** A side of an edge that is not there. */
interface Missing {
  readonly rule: 'missing-resource-side' | 'missing-identity-side' | 'edge-denied';
  readonly edge: Edge;
  readonly reason: string;
  readonly statement: string;
  /** What is asked of the key, where it is the key's side. */
  readonly key?: string;
}

/** Which side is missing where a layer said nothing. */
const SILENT: Partial<Record<Layer, Missing['rule']>> = { resource: 'missing-resource-side', trust: 'missing-resource-side', key: 'missing-resource-side', identity: 'missing-identity-side' };

/** Checks that each edge between accounts has both its sides, and that no side stands alone. */
export function proveAccounts(graph: PolicyGraph, subject: string): Report {
  const access = new Access(graph);
  const { edges: said, loose } = edgesOfResources(graph);
  const { edges, missing, whole } = sides(access, edgesOfIdentities(graph), said);
  const keys = distinct(whole.flatMap((edge) => keyEdges(graph, edge))).flatMap((edge) => missingSide(access, edge).map((one) => ({ ...one, key: edge.target })));
  return {
    proof: 'prove accounts', subject,
    counts: { 'accounts': graph.accounts.length, 'edges between accounts': edges.length, 'edges with both sides': whole.length, 'grants to accounts that were not read': loose.filter(({ kind }) => kind === 'outside').length },
    findings: [...together([...missing, ...keys]), ...loose.map((one) => looseFinding(one)), ...unused(graph, access)],
    open: graph.open,
  };
}

/** What a pattern reaches that leaves the name open lacks nothing where another that it reaches has both sides. */
function sides(access: Access, ofIdentities: readonly Edge[], ofResources: readonly Edge[]): { edges: readonly Edge[]; missing: readonly Missing[]; whole: readonly Edge[] } {
  const open = ofIdentities.filter(({ anyOf }) => anyOf !== undefined);
  // what somebody says by name is not open
  const all = distinct([...open, ...ofIdentities.filter(({ anyOf }) => anyOf === undefined), ...ofResources]);
  const lacking = new Map(all.flatMap((edge) => missingSide(access, edge).map((one) => [edge, one] as const)));
  const whole = all.filter((edge) => !lacking.has(edge));
  const reached = new Set(whole.map(keyOf));
  const family = ({ principal, targetAccount, action, anyOf }: Edge) => [principal.arn, targetAccount, action, anyOf].join(' ');
  const met = new Set(open.filter((edge) => reached.has(keyOf(edge))).map(family));
  const edges = all.filter((edge) => !lacking.has(edge) || edge.anyOf === undefined || !met.has(family(edge)));
  return { edges, whole, missing: edges.flatMap((edge) => lacking.get(edge) ?? []) };
}

function missingSide(access: Access, edge: Edge): Missing[] {
  const ask = { action: edge.action, resource: edge.resource };
  if (possible(access, edge.principal, ask)) return [];
  const { decision, decidedBy, layer, reason } = access.decide(edge.principal, ask);
  const rule = decision === 'explicitDeny' ? 'edge-denied' : SILENT[layer] ?? 'edge-denied';
  return [{ rule, edge, reason, statement: [decidedBy.statement, decidedBy.policy].filter(Boolean).join(' of ') }];
}

/** What an edge to encrypted data asks of the key. */
function keyEdges(graph: PolicyGraph, { principal, target, action }: Edge): Edge[] {
  const key = graph.resource(target)?.key;
  const holder = key === undefined ? undefined : graph.resource(key);
  if (!holder || holder.account === principal.account) return [];
  return keyActionsFor(action).map((one) => ({ principal, target: holder.arn, targetAccount: holder.account, action: one, resource: holder.arn, saidBy: 'identity' }));
}

/** One finding for each pair and side, with one statement for all its actions. */
function together(all: readonly Missing[]): Finding[] {
  const groups = new Map<string, Missing[]>();
  for (const one of all) {
    const key = [one.rule, one.edge.principal.arn, one.edge.target, one.key].join(' ');
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups.values()].map((group) => {
    const [{ rule, edge: { principal, target, targetAccount, saidBy }, reason, statement, key }] = group;
    const Action = [...new Set(group.map(({ edge }) => edge.action))];
    const Resource = [...new Set(group.map(({ edge }) => edge.resource.replace(/\/x$/, '/*')))];
    const pair = `${short(principal.arn)} and ${short(target) || target} of account ${targetAccount}`;
    const add = rule === 'missing-resource-side'
      ? { Effect: 'Allow', Principal: { AWS: principal.arn }, Action, ...(/:role\//.test(target) ? {} : { Resource: key ? '*' : Resource }) }
      : rule === 'missing-identity-side' ? { Effect: 'Allow', Action, Resource } : undefined;
    const where = rule === 'missing-resource-side' ? `the policy of ${target}` : `the policies of ${principal.arn}`;
    return {
      rule, level: 'error', statement, place: principal.place, policyStatement: add,
      message: `${pair}: ${key ? 'the data is encrypted with this key, but' : `${saidBy === 'identity' ? 'the principal\'s side' : 'the resource\'s side'} stands, but`} ${reason}`,
      remedy: add ? `add the statement to ${where}, or take the other side away` : 'narrow the denial, or take the edge away',
    };
  });
}

const LOOSE: Readonly<Record<Loose['kind'], (named: string) => readonly [rule: string, level: Finding['level'], message: string, remedy: string]>> = {
  nobody: (named) => ['superfluous-resource-side', 'error', `grants to ${named}, whom the templates of its account do not have`, 'remove the statement, or add the principal to what is read'],
  everybody: () => ['open-to-everybody', 'error', 'grants to everybody without a condition', 'name the principals, or add a condition such as aws:PrincipalOrgID'],
  outside: (named) => ['outside', 'note', `grants to ${named}, whose account was not read: its side was not looked at`, 'read that account too'],
  unused: (named) => ['superfluous-resource-side', 'error', `grants to the account ${named}, in which nobody is allowed any of it`, 'remove the statement, or allow it to a principal of that account'],
};

function looseFinding({ kind, target, statement, named }: Loose): Finding {
  const [rule, level, message, remedy] = LOOSE[kind](named);
  return { rule, level, message: `${target.arn}: ${statement.Sid ? `statement ${statement.Sid}` : 'a statement'} ${message}`, remedy, policyStatement: statement, place: target.place };
}

/** Grants to a whole account of which nobody there makes use. */
function unused(graph: PolicyGraph, access: Access): Finding[] {
  return guarded(graph).flatMap(({ arn, account: own, of, statements }) => statements.flatMap((statement) => {
    if (statement.Effect !== 'Allow' || typeof statement.Principal !== 'object' || principalArns(statement).length > 0) return [];
    const accounts = [statement.Principal.AWS ?? []].flat().filter((name) => /^\d{12}$|:root$/.test(name)).map((name) => (name.includes(':') ? name.split(':')[4] : name));
    return accounts.filter((account) => account !== own && graph.accounts.includes(account) && !anybody(graph, access, account, arn, statement)).map((named) => looseFinding({ kind: 'unused', target: of, statement, named }));
  }));
}

function anybody(graph: PolicyGraph, access: Access, account: string, arn: string, { Action, Resource }: Statement): boolean {
  const resources = [arn, ...[Resource ?? []].flat().filter((one) => one !== '*').map((one) => one.replaceAll('*', 'x')), `${arn}/x`];
  return graph.principals.some((principal: Principal) => principal.account === account && [Action ?? []].flat().some((action) => access.names(principal, action) && resources.some((resource) => possible(access, principal, { action, resource }))));
}

const keyOf = ({ principal, target, action, resource }: Edge) => [principal.arn, target, action, resource].join(' ');

const distinct = (edges: readonly Edge[]): Edge[] => [...new Map(edges.map((edge) => [keyOf(edge), edge])).values()];
