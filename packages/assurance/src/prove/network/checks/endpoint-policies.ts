import type { Policy, Statement } from '@mlops-foundation/policy-evaluation';
import { Documents, UNKNOWN } from '../../../assembly/graph/documents';
import type { Finding } from '../../../report/report';
import { AWS_BUCKETS, READS } from '../aws-owned';
import { type Endpoint, endpointsOf } from '../endpoints';
import type { Scene } from '../scene';
import { letsThrough, ownable, type Probe, probesOf, type Side } from '../strangers';

/** Each endpoint's policy denies strangers, their resources and their credentials, and lets something of one's own through. */
export function endpointPolicies(scene: Scene): Finding[] {
  const documents = new Documents();
  const findings = endpointsOf(scene.topology).filter(({ kind }) => kind !== 'GatewayLoadBalancer').flatMap((endpoint) => {
    const document = endpoint.item.value('PolicyDocument');
    if (document === undefined) return withoutPolicy(scene, endpoint);
    const policy = documents.read(endpoint.item.place, `policy of endpoint ${endpoint.service}`, document);
    return policy ? ofPolicy(scene, endpoint, policy) : [];
  });
  scene.items.open.push(...documents.open);
  return findings;
}

/** Without a policy an endpoint lets everybody do everything (https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html). */
function withoutPolicy({ settings }: Scene, { item, service, isAws }: Endpoint): Finding[] {
  const page = settings.withoutPolicy[service];
  if (!isAws || page !== undefined) return [{ rule: 'endpoint-without-policy', level: 'note', place: item.place, message: `endpoint ${item.words} for ${service} takes no policy${page ? ` (${page})` : ': it is no service of AWS'}` }];
  return [{ rule: 'endpoint-policy-missing', level: 'error', place: item.place, message: `endpoint ${item.words} for ${service} has no policy: with any credentials anybody's resources can be reached through it`, remedy: 'give it a policy; if its service takes none, say so under withoutPolicy in the matrix, with the page' }];
}

function ofPolicy(scene: Scene, { item, service }: Endpoint, policy: Policy): Finding[] {
  const { owners, trusted, strangers } = sides(scene, item.account, policy);
  const partition = String(item.deployed.evaluation.value({ Ref: 'AWS::Partition' }));
  const probes = (whose: Side) => probesOf(policy, service, whose, item.region, partition);
  const served = owners.find((owner) => allowsOwn(policy, owner, probes(owner)));
  const own = served ?? owners[0];
  const first = (who: readonly Side[], whose: readonly Side[]) => who.flatMap((one) => whose.flatMap((other) => probes(other).find((probe) => letsThrough(policy, one, other, probe)) ?? [])).at(0);
  const found = (rule: string, message: string, statement?: Statement): Finding => ({ rule, level: 'error', place: item.place, message: `endpoint ${item.words} for ${service}: ${message}`, policyStatement: statement, remedy: 'let principals and resources of your accounts or organization through only: aws:PrincipalAccount, aws:PrincipalOrgID, aws:ResourceAccount, aws:ResourceOrgID' });
  const said = ({ action, resource }: Probe) => `${action} on ${resource}`;
  const credentials = first(strangers, [own, ...strangers]);
  const resource = first(trusted, strangers);
  // what is not known may be what lets one's own through
  const useful = JSON.stringify(policy.statements).includes(UNKNOWN) || served !== undefined;
  return [
    ...(credentials ? [found('endpoint-policy-stranger', `with credentials of a stranger's account its policy allows ${said(credentials)}`, credentials.statement)] : []),
    ...(resource ? [found('endpoint-policy-strange-resource', `with one's own credentials its policy allows ${said(resource)}, a stranger's`, resource.statement)] : []),
    ...untrusted(scene, policy).map(({ name, statement }) => found('endpoint-policy-stranger', `its policy names ${name}, which neither was read nor is trusted in the matrix`, statement)),
    ...(useful ? [] : [found('endpoint-policy-useless', 'its policy lets nothing of one\'s own through')]),
    ...policy.statements.filter(({ Effect }) => Effect === 'Allow').flatMap((statement) => namedOutside(scene, item.place, statement, own.account, `endpoint ${item.words} for ${service}`)),
  ];
}

/** Keys that say whose principals and whose resources. */
const WHOSE = /^aws:(principal|resource|source)(account|orgid|orgpaths)$/i;

/** An account, and no part of something longer: the name of a role, the id of a unit. */
const ACCOUNT = /(?<![\w-])\d{12}(?![\w-])/g;
const ORGANIZATION = /\bo-[a-z0-9]{10,32}/g;

/** Accounts and organizations that conditions name and people do not, where they have said whom they trust. */
function untrusted({ items, settings: { trusted } }: Scene, policy: Policy): { name: string; statement: Statement }[] {
  if (!trusted) return [];
  const isKnown = (name: string) => trusted.includes(name) || items.all.some(({ account }) => account === name);
  return policy.statements.filter(({ Effect }) => Effect === 'Allow').flatMap((statement) => {
    const values = Object.entries(statement.Condition ?? {}).filter(([operator]) => !/not/i.test(operator)).flatMap(([, keys]) => Object.entries(keys)).filter(([key]) => WHOSE.test(key)).flatMap(([, value]) => [value].flat().map(String));
    const principals = JSON.stringify(statement.Principal ?? '').match(ACCOUNT) ?? [];
    const names = [...values.flatMap((value) => [...value.match(ACCOUNT) ?? [], ...value.match(ORGANIZATION) ?? []]), ...principals];
    return [...new Set(names)].filter((name) => !isKnown(name)).map((name) => ({ name, statement }));
  });
}

/**
 * One's own: the endpoint's account, or one that was read and that the policy names, for a hub's endpoints may be for its spokes only; in the organization that the policy names if it names one.
 * Trusted: those, and whoever else the policy names, read or not. Strangers: an account that the policy does not name, within another organization and within none.
 */
function sides({ items }: Scene, account: string, policy: Policy): { owners: readonly Side[]; trusted: readonly Side[]; strangers: readonly Side[] } {
  const text = JSON.stringify(policy.statements);
  const named = new Set([...text.matchAll(/\d{12}/g)].map(([number]) => number));
  const known = (number: string) => named.has(number) || items.all.some((one) => one.account === number);
  let stranger = 999999999999;
  while (known(String(stranger))) stranger--;
  const organization = /o-[a-z0-9]{10,32}/.exec(text)?.[0] ?? 'o-ourownorga';
  const first = /^\d{12}$/.test(account) ? account : [...named][0] ?? '111111111111';
  const others = [...named].filter((number) => number !== first && items.all.some((one) => one.account === number));
  const inOrganization = (numbers: Iterable<string>) => [...numbers].map((number) => ({ account: number, organization }));
  return {
    owners: inOrganization([first, ...others]),
    trusted: inOrganization(new Set([first, ...named])),
    strangers: [{ account: String(stranger), organization: 'o-somebodyelse' }, { account: String(stranger) }],
  };
}

function allowsOwn(policy: Policy, own: Side, probes: readonly Probe[]): boolean {
  return probes.some((probe) => letsThrough(policy, own, own, probe)) || policy.statements.some((statement) => statement.Effect === 'Allow' && [statement.Resource ?? []].flat().some((pattern) => pattern !== '*' && !ownable(pattern, own.account) && bucketIn(pattern) !== undefined && awsBucket(bucketIn(pattern)) === undefined));
}

const bucketIn = (pattern: string): string | undefined => /^arn:[^:]*:s3:::([^/*?]+)(?:\/|$)/.exec(pattern)?.[1];
const awsBucket = (bucket: string | undefined) => AWS_BUCKETS.find(({ name }) => bucket !== undefined && name.test(bucket));

/** Resources that a statement names and that are not of the accounts that were read: for the record, and an error where what AWS owns could be written. */
function namedOutside({ items }: Scene, place: Finding['place'], statement: Statement, account: string, words: string): Finding[] {
  const patterns = [statement.Resource ?? []].flat().filter((pattern) => pattern !== '*' && !pattern.includes(UNKNOWN) && !ownable(pattern, account));
  return patterns.flatMap((pattern): Finding[] => {
    const bucket = bucketIn(pattern);
    const owned = awsBucket(bucket);
    const writes = [statement.Action ?? '*'].flat().filter((action) => !READS.test(action));
    if (owned && writes.length > 0) return [{ rule: 'endpoint-policy-strange-resource', level: 'error', place, policyStatement: statement, message: `${words}: its policy allows ${writes.join(', ')} on ${pattern}, which is AWS's (${owned.what})`, remedy: 'allow reading only' }];
    if (owned) return [{ rule: 'endpoint-policy-aws-owned', level: 'note', place, message: `${words}: ${pattern} may be read: ${owned.what}, owned by AWS (${owned.page})` }];
    if (bucket !== undefined && items.of('AWS::S3::Bucket').some((item) => item.id === bucket)) return [];
    if (items.all.some((item) => item.account === pattern.split(':')[4])) return [];
    return [{ rule: 'endpoint-policy-names', level: 'note', place, message: `${words}: its policy names ${pattern}, which was not read` }];
  });
}
