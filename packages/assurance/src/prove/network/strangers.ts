import { type AccessRequest, evaluate, matchesPattern, type Policy, readPolicy, type RequestPrincipal, type Statement } from '@mlops-foundation/policy-evaluation';
import { UNKNOWN } from '../../assembly/graph/documents';
import { exemplar } from '../possible';

/** Everything but the endpoint's policy lets everybody do everything: what is asked is what the endpoint alone decides. */
const ALL = readPolicy('everything', { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] });
const OPEN = readPolicy('open to everybody', { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: { AWS: '*' }, Action: '*', Resource: '*' }] });

/** An account with its organization, if it has one. */
export interface Side {
  readonly account: string;
  readonly organization?: string;
}

const organizationOf = ({ organization }: Side) => (organization === undefined ? undefined : { id: organization, path: `${organization}/r-x/ou-x/` });

/** Who asks for whose resource by which statement. */
export interface Probe {
  readonly statement: Statement;
  readonly action: string;
  readonly resource: string;
}

/** Whether an endpoint's policy lets a principal of one side do something with a resource of another. */
export function letsThrough(policy: Policy, who: Side, whose: Side, { statement, action, resource }: Probe): boolean {
  return principalsOf(policy, who).some((principal) => {
    const request: AccessRequest = { principal, action, resource, resourceAccount: whose.account, resourceOrganization: organizationOf(whose), context: chosen(statement, whose) };
    return evaluate(request, { identity: [ALL], resource: OPEN, endpoint: [policy] }).decision === 'allowed';
  });
}

/** What each allowing statement could be used for: its actions, on what a side's resources could be called. */
export function probesOf(policy: Policy, service: string, whose: Side, region: string, partition: string): Probe[] {
  return policy.statements.filter(({ Effect }) => Effect === 'Allow').flatMap((statement) => actionsOf(statement, service).flatMap((action) => resourcesOf(statement, action, whose, region, partition).map((resource) => ({ statement, action, resource }))));
}

/** One action that reads and one that writes, of services whose resources have names of their own; of others one that is made up: a `*` covers it. */
const SAMPLES: Readonly<Record<string, readonly string[]>> = {
  s3: ['s3:GetObject', 's3:PutObject', 's3:ListBucket'], dynamodb: ['dynamodb:GetItem', 'dynamodb:PutItem'], ecr: ['ecr:BatchGetImage', 'ecr:PutImage'], kms: ['kms:Decrypt', 'kms:Encrypt'], sts: ['sts:AssumeRole', 'sts:GetCallerIdentity'],
  secretsmanager: ['secretsmanager:GetSecretValue', 'secretsmanager:PutSecretValue'], logs: ['logs:PutLogEvents', 'logs:GetLogEvents'], sagemaker: ['sagemaker:CreateTrainingJob', 'sagemaker:InvokeEndpoint'],
  monitoring: ['cloudwatch:PutMetricData'], sqs: ['sqs:SendMessage', 'sqs:ReceiveMessage'], sns: ['sns:Publish'], lambda: ['lambda:InvokeFunction'], codecommit: ['codecommit:GitPush', 'codecommit:GitPull'],
};

function actionsOf({ Action, NotAction }: Statement, service: string): string[] {
  const [prefix] = service.replace(/^git-/, '').split(/[.-]/);
  const samples = SAMPLES[prefix] ?? [`${prefix}:AnyAction`];
  const matching = (patterns: readonly string[]) => samples.filter((sample) => patterns.some((pattern) => matchesPattern(pattern, sample, true)));
  if (Action === undefined) return samples.filter((sample) => !matching([NotAction ?? []].flat()).includes(sample));
  const patterns = [Action].flat();
  return [...new Set([...matching(patterns), ...patterns.filter((pattern) => pattern !== '*' && !samples.some((sample) => matchesPattern(pattern, sample, true))).map(exemplar)])];
}

/** Names that a side's resources could have so that the statement is about them. */
function resourcesOf({ Resource }: Statement, action: string, { account }: Side, region: string, partition: string): string[] {
  const any = action.startsWith('s3:') ? `arn:${partition}:s3:::bucket-of-${account}${/Object/.test(action) ? '/key' : ''}` : `arn:${partition}:${action.split(':')[0]}:${region}:${account}:resource/name`;
  if (Resource === undefined) return [any];
  return [Resource].flat().filter((pattern) => !pattern.includes(UNKNOWN)).flatMap((pattern) => (pattern === '*' ? [any] : ownable(pattern, account) ? [named(pattern, account)] : []));
}

/** Whether a pattern leaves open whose resource it is: buckets have no account in their name. */
export function ownable(pattern: string, account: string): boolean {
  const [, , service, , owner, ...rest] = pattern.split(':');
  if (service === 's3' && owner === '') return /[*?]/.test(rest.join(':').split('/')[0]);
  return owner === undefined || owner === account || owner === '' || /[*?]/.test(owner);
}

const named = (pattern: string, account: string): string => exemplar(pattern.split(':').map((part, index) => (index === 4 && /[*?]/.test(part) ? account : part)).join(':')).replace(/^(arn:[^:]*:s3:::)x+/, `$1bucket-of-${account}`);

/** A role's session, and such roles as conditions and principals of the policy name in this account. */
function principalsOf(policy: Policy, side: Side): RequestPrincipal[] {
  const { account } = side;
  const named = [...JSON.stringify(policy.statements).matchAll(/arn:([^:"]*):iam::([^:"]*):role\/([^"]+)/g)].filter(([, , owner]) => owner === account || /[*?]/.test(owner)).map(([, , , name]) => exemplar(name));
  return ['somebody', ...new Set(named)].map((name) => ({
    arn: `arn:aws:sts::${account}:assumed-role/${name.split('/').at(-1)}/session`, account, roleArn: `arn:aws:iam::${account}:role/${name}`, organization: organizationOf(side),
  }));
}

/** Keys that follow from who asks and whose it is. */
const DERIVED = /^aws:(principal(account|arn|orgid|orgpaths|isawsservice|type|servicename)|resource(account|orgid|orgpaths)|username|userid)$/i;

/** Values of the keys that whoever asks may choose, tags of their own among them, as the statement wants them. */
function chosen({ Condition = {} }: Statement, { account }: Side): Record<string, string> {
  const context: Record<string, string> = { 'aws:SecureTransport': 'true' };
  for (const [operator, keys] of Object.entries(Condition)) for (const [key, value] of Object.entries(keys)) {
    if (DERIVED.test(key) || /not|null/i.test(operator)) continue;
    context[key] ??= exemplar(String([value].flat()[0])).replace(/^\$\{.*\}$/, account);
  }
  return context;
}
