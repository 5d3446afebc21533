import type { Explanation, LayerTrace } from '../../packages/policy-evaluation/src';
import type { Case, Document } from './case';
import { pointsOf } from './settled';

/**
 * What cases reach, counted, so that agreement is agreement about something: each way to decide by the layer that decides, each operator by whether it held,
 * each form of a principal, each element that speaks of everything but what it names, each point that is settled.
 */
export class Coverage {
  readonly counts = new Map<string, number>();

  add(asked: Case, { decision, layer, trace }: Explanation): void {
    this.count(`${decision} by ${layer}`);
    this.count(`principal ${kindOf(asked)}`);
    this.count(asked.request.resourceAccount === asked.request.principal.account ? 'same account' : 'another account');
    for (const point of pointsOf(asked)) this.count(`settled: ${point}`);
    for (const one of trace) this.addStatement(one, asked);
  }

  /** What was to be reached so many times and was not. */
  missing(): string[] {
    return EXPECTED.filter(([what, times]) => (this.counts.get(what) ?? 0) < times).map(([what, times]) => `${what}: ${this.counts.get(what) ?? 0} of at least ${times}`);
  }

  private addStatement({ layer, level, policies, by, missing }: LayerTrace, { documents }: Case): void {
    if (by?.index === undefined) return;
    const kind = layer === 'trust' || layer === 'key' ? 'resource' : layer;
    const of = documents[kind as keyof Case['documents']] as unknown as Document | readonly Document[] | readonly (readonly Document[])[];
    const list = (level ? (of as readonly (readonly Document[])[])[level - 1] : [of].flat()) as readonly Document[];
    const statement = list[policies.indexOf(by.policy)].Statement[by.index];
    for (const element of ['NotAction', 'NotResource', 'NotPrincipal']) if (element in statement && !missing) this.count(`${element} in ${statement.Effect}`);
    if (/\$\{/.test(JSON.stringify(statement.Resource ?? '')) && !missing) this.count('variable in a resource');
    for (const [operator, keys] of Object.entries((statement.Condition ?? {}) as Record<string, Record<string, unknown>>)) {
      if (!missing) this.countOperator(operator, 'held');
      if (!missing && /\$\{/.test(JSON.stringify(keys))) this.count('variable in a condition');
    }
    if (missing) this.countOperator(missing.split(' ')[0], 'failed');
  }

  private countOperator(operator: string, outcome: string): void {
    this.count(`${operator.replace(/^For\w+:|IfExists$/g, '')} ${outcome}`);
    const [set] = /^For\w+(?=:)/.exec(operator) ?? [];
    if (set) this.count(`${set} ${outcome}`);
    if (operator.endsWith('IfExists')) this.count(`IfExists ${outcome}`);
  }

  private count(what: string): void {
    this.counts.set(what, (this.counts.get(what) ?? 0) + 1);
  }
}

function kindOf({ request: { principal: { arn, account, roleArn, userArn, service, federated } } }: Case): string {
  if (service) return 'service';
  if (account === '') return federated ? 'federated' : 'anonymous';
  if (userArn) return 'federated user';
  return roleArn ? roleArn.includes('/aws-service-role/') ? 'service-linked role' : 'session' : arn.endsWith(':root') ? 'root' : 'user';
}

const OPERATORS = [
  ...['Equals', 'NotEquals', 'EqualsIgnoreCase', 'NotEqualsIgnoreCase', 'Like', 'NotLike'].map((one) => `String${one}`),
  ...['Numeric', 'Date'].flatMap((type) => ['Equals', 'NotEquals', 'LessThan', 'LessThanEquals', 'GreaterThan', 'GreaterThanEquals'].map((one) => `${type}${one}`)),
  'Bool', 'BinaryEquals', 'IpAddress', 'NotIpAddress', 'ArnEquals', 'ArnNotEquals', 'ArnLike', 'ArnNotLike', 'Null',
];

/** For 20,000 cases. No allow stands in a resource control policy that counts, no grant denies, and nobody but its account denies root. */
const EXPECTED: readonly (readonly [string, number])[] = [
  ...['identity', 'resource', 'trust', 'key', 'grant', 'root'].map((layer) => [`allowed by ${layer}`, 50] as const),
  ...['identity', 'resource', 'trust', 'key', 'boundary', 'session', 'serviceControl', 'resourceControl', 'endpoint'].map((layer) => [`explicitDeny by ${layer}`, 50] as const),
  ...['identity', 'resource', 'trust', 'key', 'boundary', 'session', 'serviceControl', 'endpoint'].map((layer) => [`implicitDeny by ${layer}`, 50] as const),
  ...['service', 'federated', 'anonymous', 'federated user', 'session', 'service-linked role', 'root', 'user'].map((kind) => [`principal ${kind}`, 200] as const),
  ['same account', 2000], ['another account', 2000],
  ...OPERATORS.flatMap((operator) => [[`${operator} held`, 20], [`${operator} failed`, 10]] as const),
  ...['ForAllValues', 'ForAnyValue', 'IfExists'].flatMap((one) => [[`${one} held`, 50], [`${one} failed`, 20]] as const),
  ['NotAction in Allow', 50], ['NotAction in Deny', 20], ['NotResource in Allow', 50], ['NotResource in Deny', 20], ['NotPrincipal in Deny', 50],
  ['variable in a resource', 100], ['variable in a condition', 50],
];
