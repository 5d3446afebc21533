import { existsSync, readdirSync } from 'node:fs';
import * as path from 'node:path';
import { readJson } from '../assembly/read-json';
import { ARN_FORMATS } from '../assembly/graph/arn-formats';
import { Documents } from '../assembly/graph/documents';
import { type Draft, finish, type ManagedPolicy } from '../assembly/graph/draft';
import { type GraphResource, type OrganizationPolicies, type Place, PolicyGraph } from '../assembly/graph/policy-graph';
import { nameIn, tagsOf } from '../assembly/graph/principals';
import { ProveError } from '../prove/prove-error';

interface Inline {
  readonly PolicyName: string;
  readonly PolicyDocument: unknown;
}

/** An entry of `get-account-authorization-details` (https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetAccountAuthorizationDetails.html). */
interface Detail {
  readonly Arn: string;
  readonly Tags?: unknown;
  readonly AssumeRolePolicyDocument?: unknown;
  readonly AttachedManagedPolicies?: readonly { readonly PolicyArn: string }[];
  readonly PermissionsBoundary?: { readonly PermissionsBoundaryArn?: string };
  readonly GroupList?: readonly string[];
  readonly PolicyVersionList?: readonly { readonly Document: unknown; readonly IsDefaultVersion: boolean }[];
  readonly RolePolicyList?: readonly Inline[];
  readonly UserPolicyList?: readonly Inline[];
  readonly GroupPolicyList?: readonly Inline[];
}

/** What else is known of an account: `resources.json`, an entry for each resource. */
interface ExportedResource {
  readonly arn: string;
  readonly type?: string;
  readonly tags?: Readonly<Record<string, string>>;
  /** Its policy, as text or object, or the answer of the CLI that holds it. */
  readonly policy?: unknown;
  readonly runsAs?: readonly string[];
  readonly key?: string;
}

const REMEDY = 'Give a folder with a folder for each account, named by its 12 digits, in which authorization-details.json lies';
const LISTS = [['RoleDetailList', 'role', 'RolePolicyList'], ['UserDetailList', 'user', 'UserPolicyList'], ['GroupDetailList', 'group', 'GroupPolicyList']] as const;

/**
 * Reads what was exported from accounts: `<account>/authorization-details.json`, where it comes in pages `authorization-details-2.json` and so on, and where there is one
 * `<account>/resources.json`.
 * @throws ProveError, AssemblyError where a file is not as it has to be
 */
export function readSnapshot(folder: string): PolicyGraph {
  const accounts = existsSync(folder) ? readdirSync(folder).filter((name) => /^\d{12}$/.test(name)).sort() : [];
  if (accounts.length === 0) throw new ProveError(folder, [`it holds no folder of an account. ${REMEDY}`]);
  const documents = new Documents();
  const drafts: Draft[] = [];
  const managed = new Map<string, ManagedPolicy>();
  const resources: GraphResource[] = [];
  const organization = new Map<string, OrganizationPolicies>();
  for (const account of accounts) {
    const pages = detailsOf(path.join(folder, account));
    const all = (list: string) => pages.flatMap((page) => page[list] ?? []);
    for (const { Arn, PolicyVersionList = [] } of all('Policies')) addManaged(Arn, PolicyVersionList, placeIn(account, Arn), managed, resources, documents);
    for (const [list, kind, inline] of LISTS) for (const detail of all(list)) drafts.push(draftOf(detail, kind, inline, account, documents));
    const file = path.join(folder, account, 'resources.json');
    if (existsSync(file)) resources.push(...exported(file, account, documents));
    else documents.note(placeIn(account, 'resources.json'), 'resource policies of the account', 'there is no such file in the snapshot');
    organization.set(account, organizationOf(path.join(folder, account, 'organization.json'), account, documents));
  }
  return new PolicyGraph(drafts.map((draft) => finish(draft, managed, documents)), resources, [], organization, documents.open, accounts);
}

/** The export of IAM, page by page: the CLI puts pages together, whoever calls the API gets one at a time, the last without a marker. */
function detailsOf(folder: string): Readonly<Record<string, readonly Detail[] | undefined>>[] {
  const further = (existsSync(folder) ? readdirSync(folder) : []).filter((name) => /^authorization-details-\d+\.json$/.test(name));
  const numberOf = (name: string) => Number(/\d+/.exec(name));
  const pages = ['authorization-details.json', ...further.sort((one, other) => numberOf(one) - numberOf(other))].map((name) => readJson(path.join(folder, name), 'export of IAM', REMEDY).value);
  if (pages.at(-1)?.IsTruncated === true) throw new ProveError(folder, [`the export of IAM has ${pages.length} page(s), and more follow: IsTruncated is true. Export all with the CLI, or add the answers to the next markers as authorization-details-${pages.length + 1}.json and so on`]);
  return pages as Readonly<Record<string, readonly Detail[] | undefined>>[];
}

const placeIn = (account: string, id: string): Place => ({ stack: `account ${account}`, id });

function addManaged(arn: string, versions: NonNullable<Detail['PolicyVersionList']>, place: Place, managed: Map<string, ManagedPolicy>, resources: GraphResource[], documents: Documents): void {
  const policy = documents.read(place, `managed policy ${nameIn(arn)}`, decoded(versions.find(({ IsDefaultVersion }) => IsDefaultVersion)?.Document));
  if (!policy) return;
  managed.set(arn, { arn, policy, place });
  if (arn.split(':')[4] !== 'aws') resources.push({ arn, account: arn.split(':')[4], type: 'AWS::IAM::ManagedPolicy', tags: {}, runsAs: [], place });
}

function draftOf(detail: Detail, kind: Draft['kind'], inline: (typeof LISTS)[number][2], account: string, documents: Documents): Draft {
  const place = placeIn(account, detail.Arn);
  const name = `${kind} ${nameIn(detail.Arn)}`;
  return {
    arn: detail.Arn, account, kind, place,
    tags: tagsOf(detail.Tags),
    inline: (detail[inline] ?? []).flatMap(({ PolicyName, PolicyDocument }) => documents.read(place, `inline policy ${PolicyName} of ${name}`, decoded(PolicyDocument)) ?? []),
    managed: (detail.AttachedManagedPolicies ?? []).map(({ PolicyArn }) => PolicyArn),
    boundaryArn: detail.PermissionsBoundary?.PermissionsBoundaryArn,
    trust: kind === 'role' ? documents.read(place, `trust policy of ${name}`, decoded(detail.AssumeRolePolicyDocument)) : undefined,
    groups: (detail.GroupList ?? []).map((group) => `${detail.Arn.split(':').slice(0, 5).join(':')}:group/${group}`),
  };
}

/** The API gives documents URL-encoded, the CLI as objects; resources' policies stand as text in an object, `{"Policy": "…"}`, beside a revision for instance. */
function decoded(given: unknown): unknown {
  const { Policy } = (typeof given === 'object' && given !== null ? given : {}) as { Policy?: unknown };
  const document = typeof Policy === 'string' ? Policy : given;
  return typeof document === 'string' && document.startsWith('%') ? decodeURIComponent(document) : document;
}

function exported(file: string, account: string, documents: Documents): GraphResource[] {
  const given = readJson(file, 'list of resources', 'Give {"resources": [{"arn": …, "policy": …}]}').value.resources;
  const problems = Array.isArray(given) ? given.flatMap((one: Partial<ExportedResource> | null, index) => (typeof one?.arn === 'string' && one.arn.startsWith('arn:') ? [] : [`resources[${index}].arn is ${JSON.stringify(one?.arn)}: it must be an ARN`])) : ['resources is no list'];
  if (problems.length > 0) throw new ProveError(file, problems);
  return (given as readonly ExportedResource[]).map(({ arn, type, tags = {}, policy, runsAs = [], key }) => {
    const place = placeIn(account, arn);
    return { arn, account, type: type ?? typeOf(arn), tags, runsAs, key, place, policy: documents.read(place, `policy of ${arn}`, decoded(policy)) };
  });
}

/** The type that an ARN's form tells; empty where none does. */
function typeOf(arn: string): string {
  return Object.entries(ARN_FORMATS).find(([, { arn: format }]) => new RegExp(`^${format.replace(/[.*+?^$()|[\]\\]/g, '\\$&').replace(/\{\w+\}/g, '[^:/]*')}$`).test(arn))?.[0] ?? '';
}

/** Policies of Organizations that reach the account: `{"serviceControl": [[…], […]], "resourceControl": […]}`, a list for each level from the root down. */
function organizationOf(file: string, account: string, documents: Documents): OrganizationPolicies {
  if (!existsSync(file)) return { serviceControl: [], resourceControl: [] };
  const given = readJson(file, 'policies of the organization').value as { serviceControl?: unknown[][]; resourceControl?: unknown[] };
  const read = (kind: string, list: readonly unknown[] = []) => list.flatMap((document, index) => documents.read(placeIn(account, 'organization.json'), `${kind} control policy ${index + 1}`, document) ?? []);
  return { serviceControl: (given.serviceControl ?? []).map((level) => read('service', level)), resourceControl: read('resource', given.resourceControl) };
}
