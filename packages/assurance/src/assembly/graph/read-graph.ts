import type { Policy } from '@mlops-foundation/policy-evaluation';
import type { Assembly, Stack } from '../assembly';
import type { Evaluation } from '../intrinsics';
import { Deployment, type DeployedStack, type Destination } from './deployment';
import { Documents } from './documents';
import { type Draft, finish } from './draft';
import { feedsOf } from './feeds';
import { type AttachedPolicy, byAccount, organizationPolicyOf, type Units } from './organization';
import { type Feed, type GraphResource, PolicyGraph } from './policy-graph';
import { draftsOf, existing, listed, nameIn, placeOf, type Reading, tagsOf } from './principals';
import { resourcePoliciesOf } from './resource-policies';
import { ROLE_PROPERTIES, valuesAt } from './workloads';

export interface GraphOptions {
  /** Where stacks go that may go anywhere. @default - what depends on it is listed as unresolved */
  readonly destination?: Destination;
  /** Accounts of the organization's units, by the id of the unit. @default - policies of units are listed as unresolved */
  readonly units?: Units;
  /** Values of the parameters with which each Service Catalog product is provisioned once: what people will create belongs to who may do what. @default - none is */
  readonly products?: Readonly<Record<string, string>>;
}

type Editable = { -readonly [key in keyof GraphResource]: GraphResource[key] };

/** Reads who may do what from the templates of an assembly, over all its stacks and accounts. */
export function readGraph(assembly: Assembly, { destination, units = {}, products }: GraphOptions = {}): PolicyGraph {
  const { stacks } = new Deployment(assembly, destination, products);
  const documents = new Documents();
  const { principals: drafts, managed } = draftsOf(stacks, documents);
  const principals = drafts.map((draft) => finish(draft, managed, documents));
  const resources = new Map<string, Editable>();
  for (const { arn, place } of managed.values()) resources.set(arn, { arn, account: arn.split(':')[4], type: 'AWS::IAM::ManagedPolicy', tags: {}, runsAs: [], place });
  const readings = stacks.flatMap((deployed) => existing(deployed).map(([id, resource]): Reading => ({ deployed, id, resource, documents })));
  for (const reading of readings) addResource(reading, resources);
  for (const { stack, evaluation } of stacks) if (stack.executionRole) addStack(stack, evaluation, resources);
  for (const reading of readings) addPolicies(reading, resources);
  for (const reading of readings) addLaunchRoles(reading, resources);
  const profiles = profilesOf(readings);
  for (const resource of resources.values()) resource.runsAs = [...new Set(resource.runsAs.map((role) => roleArn(role, resource.account, drafts, profiles)))];
  const accounts = [...new Set(stacks.map(({ stack }) => stack.account))];
  const attached = readings.map(organizationPolicyOf).filter((one): one is AttachedPolicy => one !== undefined);
  const organization = byAccount(attached, accounts, units, (target, policy) => documents.note({ stack: '', id: target }, `accounts of the unit ${target}, where ${policy.name} is attached`, 'the templates do not tell'));
  return new PolicyGraph(principals, [...resources.values()], feeds(readings, resources), organization, documents.open, accounts);
}

function addResource(reading: Reading, into: Map<string, Editable>): void {
  const { deployed: { stack, evaluation, nameOf }, id, resource, documents } = reading;
  const arn = nameOf(id)?.arn;
  if (typeof arn !== 'string' || into.has(arn)) return;
  const place = placeOf(reading);
  const paths = ROLE_PROPERTIES[resource.Type] ?? [];
  const runsAs = paths.flatMap((path) => valuesAt(path, (name) => evaluation.property(resource, name)).flatMap((role) => documents.text(place, path, role) ?? []));
  into.set(arn, { arn, account: stack.account, type: resource.Type, tags: tagsOf(evaluation.property(resource, 'Tags')), runsAs, key: keyOf(reading), place });
}

/** Who may change a stack acts as the role that deploys it. */
function addStack({ name, account, executionRole }: Stack, evaluation: Evaluation, into: Map<string, Editable>): void {
  const [arn, role] = [`arn:\${AWS::Partition}:cloudformation:\${AWS::Region}:\${AWS::AccountId}:stack/${name}/generated`, executionRole].map((text) => evaluation.value({ 'Fn::Sub': text }));
  if (typeof arn === 'string' && typeof role === 'string') into.set(arn, { arn, account, type: 'AWS::CloudFormation::Stack', tags: {}, runsAs: [role], place: { stack: name, id: '' } });
}

/** The key of a bucket's default encryption, a queue, topic, secret or table. */
function keyOf({ deployed: { stack, evaluation }, resource }: Reading): string | undefined {
  const paths = ['BucketEncryption.ServerSideEncryptionConfiguration[].ServerSideEncryptionByDefault.KMSMasterKeyID', 'KmsMasterKeyId', 'KmsKeyId', 'SSESpecification.KMSMasterKeyId', 'EncryptionConfiguration.KmsKey'];
  const [key] = paths.flatMap((path) => valuesAt(path, (name) => evaluation.property(resource, name))).filter((value): value is string => typeof value === 'string');
  if (key === undefined || key.startsWith('arn:')) return key;
  const partition = evaluation.value({ Ref: 'AWS::Partition' });
  return `arn:${String(partition)}:kms:${stack.region}:${stack.account}:${key.startsWith('alias/') ? key : `key/${key}`}`;
}

function addPolicies(reading: Reading, resources: Map<string, Editable>): void {
  const { deployed, id, documents } = reading;
  for (const { policy, on } of resourcePoliciesOf(reading)) {
    const arn = on ? undefined : deployed.nameOf(id)?.arn;
    const found = on ? named(on, deployed, resources) : resources.get(String(arn));
    if (!found) documents.note(placeOf(reading), `${on?.name ?? id}, on which ${policy.name} stands`, 'it is not among what was read');
    else found.policy = found.policy ? merged(found.policy, policy) : policy;
  }
}

function named({ type, name }: { type: string; name: string }, { stack }: DeployedStack, resources: ReadonlyMap<string, Editable>): Editable | undefined {
  const direct = resources.get(name);
  return direct ?? [...resources.values()].find((one) => one.type === type && (type === 'AWS::S3::Bucket' || one.account === stack.account) && one.arn.split(/[:/]/).at(-1) === nameIn(name));
}

/** A function has as many permissions as others may call it. */
const merged = (one: Policy, other: Policy): Policy => ({ ...one, name: `${one.name}, ${other.name}`, statements: [...one.statements, ...other.statements] });

/** Products run as the role of their launch constraint (https://docs.aws.amazon.com/servicecatalog/latest/adminguide/constraints-launch.html). */
function addLaunchRoles(reading: Reading, resources: Map<string, Editable>): void {
  const { deployed: { stack, evaluation }, resource } = reading;
  if (resource.Type !== 'AWS::ServiceCatalog::LaunchRoleConstraint') return;
  const of = (name: string) => evaluation.property(resource, name);
  const product = [...resources.values()].find(({ type, arn, account }) => type === 'AWS::ServiceCatalog::CloudFormationProduct' && account === stack.account && nameIn(arn) === of('ProductId'));
  const role = of('RoleArn') ?? of('LocalRoleName');
  if (product && typeof role === 'string') product.runsAs = [...product.runsAs, role];
}

/** Roles of instance profiles, by the profile's name and ARN. */
function profilesOf(readings: readonly Reading[]): Map<string, string> {
  return new Map(readings.filter(({ resource }) => resource.Type === 'AWS::IAM::InstanceProfile').flatMap(({ deployed: { evaluation, nameOf }, id, resource }) => {
    const [role] = listed(evaluation.property(resource, 'Roles'));
    return typeof role === 'string' ? [[String(nameOf(id)?.name), role], [String(nameOf(id)?.arn), role]] as const : [];
  }));
}

function roleArn(given: string, account: string, drafts: readonly Draft[], profiles: ReadonlyMap<string, string>): string {
  const role = profiles.get(given) ?? given;
  if (role.startsWith('arn:')) return role;
  return drafts.find((draft) => draft.kind === 'role' && draft.account === account && nameIn(draft.arn) === nameIn(role))?.arn ?? role;
}

function feeds(readings: readonly Reading[], resources: ReadonlyMap<string, GraphResource>): Feed[] {
  const projects = new Map([...resources.values()].filter(({ type }) => type === 'AWS::CodeBuild::Project').map(({ arn, account, runsAs }) => [`${account}/${nameIn(arn)}`, runsAs[0]]));
  return readings.flatMap((reading) => feedsOf(reading, (name) => projects.get(`${reading.deployed.stack.account}/${name}`)));
}
