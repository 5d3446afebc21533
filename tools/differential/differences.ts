import type { Case, Document } from './case';
import { statements } from './statements';

/** A point in which the other evaluator (0.1.173) is told what AWS's pages say, because it decides otherwise or has no notion of it. */
export interface Difference {
  readonly name: string;
  /** What it does, and what is right. */
  readonly reason: string;
  readonly source: string;
  /** Writes what is right into the documents; a case that does not touch the point stays as it is. */
  readonly settle: (asked: Case) => Case;
}

const GUIDE = 'https://docs.aws.amazon.com/IAM/latest/UserGuide';
const ORGANIZATIONS = 'https://docs.aws.amazon.com/organizations/latest/userguide';
const EVERYTHING: Document = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] };
const NOTHING: Document = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 's3:ListAllMyBuckets', Resource: 'arn:aws:s3:::nothing' }] };

const isRoot = (arn: string | undefined) => arn !== undefined && arn.endsWith(':root');
const isServiceLinked = (arn: string | undefined) => arn !== undefined && arn.includes(':role/aws-service-role/');
const without = (asked: Case, ...kinds: (keyof Case['documents'])[]): Case => ({ ...asked, documents: Object.fromEntries(Object.entries(asked.documents).filter(([kind]) => !kinds.includes(kind as never))) });

export const DIFFERENCES: readonly Difference[] = [
  {
    name: 'root', reason: 'it asks identity policies of an account\'s root user, which has full access without any',
    source: `${GUIDE}/reference_policies_evaluation-logic_policy-eval-denyallow.html`,
    settle: (asked) => (isRoot(asked.request.principal.userArn ?? asked.request.principal.arn) ? { ...asked, documents: { ...asked.documents, identity: [...(asked.documents.identity ?? []), EVERYTHING] } } : asked),
  },
  {
    name: 'service control binds no service', reason: 'it binds service principals and service-linked roles by service control policies, which do not bind them',
    source: `${ORGANIZATIONS}/orgs_manage_policies_scps.html#not-restricted-by-scp`,
    settle: (asked) => (asked.request.principal.account === '' || isServiceLinked(asked.request.principal.roleArn) ? without(asked, 'serviceControl') : asked),
  },
  {
    name: 'resource control binds no service-linked role', reason: 'it binds service-linked roles, and calls to assume one, by resource control policies',
    source: `${ORGANIZATIONS}/orgs_manage_policies_rcps.html#actions-not-restricted-by-rcps`,
    settle: (asked) => (isServiceLinked(asked.request.principal.roleArn) || isServiceLinked(asked.request.resource) ? without(asked, 'resourceControl') : asked),
  },
  {
    name: 'services with resource control', reason: 'it asks resource control policies about every service; some have none, and kms:RetireGrant has none',
    source: `${ORGANIZATIONS}/orgs_manage_policies_rcps.html#rcp-supported-services`,
    settle: (asked) => (/^(sagemaker|iam|lambda):|^kms:RetireGrant$/i.test(asked.request.action) ? without(asked, 'resourceControl') : asked),
  },
  {
    name: 'management account', reason: 'it has no notion of the organization\'s management account',
    source: `${ORGANIZATIONS}/orgs_best-practices_mgmt-acct.html`,
    settle: (asked) => {
      const { documents: { managementAccount }, request: { principal, resourceAccount = principal.account } } = asked;
      const scp = managementAccount === principal.account ? without(asked, 'serviceControl') : asked;
      return without(managementAccount === resourceAccount ? without(scp, 'resourceControl') : scp, 'managementAccount');
    },
  },
  {
    name: 'what nobody can own', reason: 'it refuses, or counts, policies of a principal that has none: services, people of identity providers, nobody',
    source: `${GUIDE}/reference_policies_elements_principal.html`,
    settle: (asked) => (asked.request.principal.account === '' ? without(asked, 'identity', 'boundary', 'session') : asked),
  },
  {
    name: 'sessions of GetFederationToken', reason: 'it lets such a session do what its user may when it was given no session policy; it may do nothing then',
    source: 'https://docs.aws.amazon.com/STS/latest/APIReference/API_GetFederationToken.html',
    settle: (asked) => (asked.request.principal.userArn && !asked.documents.session ? { ...asked, documents: { ...asked.documents, session: NOTHING } } : asked),
  },
  {
    name: 'grants', reason: 'it has no notion of grants on keys; each is written as a statement of the key\'s policy, which it stands beside',
    source: 'https://docs.aws.amazon.com/kms/latest/developerguide/grants.html',
    settle: ({ request, documents: { keyGrants, ...documents } }) => {
      if (!keyGrants) return { request, documents };
      const met = keyGrants.filter(({ encryptionContextSubset = {} }) => Object.entries(encryptionContextSubset).every(([key, value]) => request.context?.[`kms:EncryptionContext:${key}`] === value));
      const granting = met.map(({ granteePrincipal, operations }) => (
        { Effect: 'Allow', Principal: granteePrincipal.includes(':') ? { AWS: granteePrincipal } : { Service: granteePrincipal }, Action: operations.map((operation) => `kms:${operation}`), Resource: '*' }
      ));
      return { request, documents: { ...documents, resource: { Version: '2012-10-17', Statement: [...(documents.resource?.Statement ?? []), ...granting] } } };
    },
  },
  {
    name: 'variables of the older version', reason: 'it replaces policy variables in documents of the version before 2012-10-17, where they are text',
    source: `${GUIDE}/reference_policies_variables.html#policy-vars-intro`,
    settle: (asked) => everyStatement(asked, (statement, { Version }) => (Version === '2012-10-17' ? statement : JSON.parse(JSON.stringify(statement).replace(/\$\{[^}]*\}/g, 'text')))),
  },
  {
    name: 'variables behind the last colon', reason: 'it replaces a policy variable within a resource\'s path only; AWS\'s own example is arn:aws:sqs:us-east-2:*:${aws:username}-queue',
    source: `${GUIDE}/reference_policies_variables.html#policy-vars-resourceelement`,
    settle: (asked) => everyStatement(asked, (statement) => onResources(statement, (one, element) => {
      const [all, key, fallback] = /:\$\{([^},]*)(?:, '(.*)')?\}/.exec(one) ?? [''];
      const value = valueOf(asked, key) ?? fallback;
      // without a value the statement says nothing, so that NotResource leaves nothing
      return all === '' ? one : value === undefined ? (element === 'NotResource' ? '*' : one) : one.replace(all, `:${value}`);
    })),
  },
  {
    name: 'resources of resource control', reason: 'in resource control policies it does not let a * at the end of a part of an ARN reach beyond the next colon, as it does in others',
    source: `${GUIDE}/reference_policies_elements_resource.html`,
    settle: (asked) => everyStatement(asked, (statement, _, kind) => (kind === 'resourceControl' ? onResources(statement, (one) => one.replace(/^(arn:aws:\w+):\*$/, '$1:*:*:*')) : statement)),
  },
  {
    name: 'addresses without a prefix', reason: 'an address without a prefix is a range of one; it says nothing about an address of the other version of IP',
    source: `${GUIDE}/reference_policies_elements_condition_operators.html#Conditions_IPAddress`,
    settle: (asked) => everyStatement(asked, (statement) => onConditions(statement, (operator, _, values) => [/^(Not)?IpAddress/.test(operator) ? values.map((one) => (one.includes('/') ? one : `${one}/${one.includes(':') ? 128 : 32}`)) : values])),
  },
  {
    name: 'ForAnyValue with IfExists', reason: 'it lets the condition fail when the request has no such key; with IfExists it holds then',
    source: `${GUIDE}/reference_policies_elements_condition_operators.html#Conditions_IfExists`,
    settle: (asked) => everyStatement(asked, (statement) => onConditions(statement, (operator, key, values) => (/^ForAnyValue:.*IfExists$/.test(operator) && !hasKey(asked, key) ? [] : [values]))),
  },
  {
    name: 'NotPrincipal', reason: 'it spares a principal when any one of its names is listed; its account must be, and unless it is the account itself one of its own names',
    source: `${GUIDE}/reference_policies_elements_notprincipal.html`,
    settle: (asked) => ({ ...asked, documents: { ...asked.documents, ...(asked.documents.resource ? { resource: statements(asked.documents.resource, (statement) => withoutNotPrincipal(asked, statement)) } : {}) } }),
  },
  {
    name: 'session policies and direct grants', reason: 'it limits by a session policy what the resource\'s policy grants to the session, the user or everyone; only a deny counts there',
    source: `${GUIDE}/reference_policies_evaluation-logic_policy-eval-denyallow.html`,
    settle: (asked) => {
      const { documents: { session, resource }, request: { principal, resourceAccount = principal.account } } = asked;
      if (!session || !resource || resourceAccount !== principal.account) return asked;
      const direct = resource.Statement.filter(({ Effect, Principal }) => Effect === 'Allow' && namesDirectly(Principal, principal.arn))
        .map(({ Principal: _, ...statement }) => ({ ...statement, ...(statement.Resource || statement.NotResource ? {} : { Resource: '*' }) }));
      return direct.length === 0 ? asked : { ...asked, documents: { ...asked.documents, session: { ...session, Version: resource.Version, Statement: [...session.Statement, ...direct] } } };
    },
  },
];

type Statement = Record<string, unknown>;

/** Changes the statements of every document of a case. */
function everyStatement(asked: Case, change: (statement: Statement, document: Document, kind: string) => Statement): Case {
  const within = (kind: string, value: unknown): unknown => {
    if (Array.isArray(value)) return kind === 'keyGrants' ? value : value.map((one) => within(kind, one));
    const document = value as Document;
    return document?.Statement ? { ...document, Statement: document.Statement.map((statement) => change(statement, document, kind)) } : value;
  };
  return { ...asked, documents: Object.fromEntries(Object.entries(asked.documents).map(([kind, value]) => [kind, within(kind, value)])) };
}

function onResources(statement: Statement, change: (one: string, element: string) => string): Statement {
  return Object.fromEntries(Object.entries(statement).map(([element, value]) => [element, /^(Not)?Resource$/.test(element) ? (Array.isArray(value) ? value.map((one) => change(one, element)) : change(String(value), element)) : value]));
}

/** Changes the values that a condition wants, or leaves the condition out. */
function onConditions({ Condition, ...statement }: Statement, change: (operator: string, key: string, values: string[]) => string[][]): Statement {
  if (!Condition) return statement;
  const entries = Object.entries(Condition as Record<string, Record<string, string | string[]>>).map(([operator, keys]) => [
    operator, Object.fromEntries(Object.entries(keys).flatMap(([key, value]) => change(operator, key, [value].flat()).map((values) => [key, Array.isArray(value) ? values : values[0]]))),
  ] as const);
  const left = entries.filter(([, keys]) => Object.keys(keys).length > 0);
  return left.length > 0 ? { ...statement, Condition: Object.fromEntries(left) } : statement;
}

/** Whether a request has one of the keys of several values. */
function hasKey({ request: { context = {}, principal } }: Case, key: string): boolean {
  return /^aws:PrincipalOrgPaths$/i.test(key) ? principal.organization?.path !== undefined : Object.keys(context).some((given) => given.toLowerCase() === key.toLowerCase());
}

/** The value of a policy variable that resources have here. */
function valueOf({ request: { context = {}, principal } }: Case, key: string | undefined): string | undefined {
  return key === 'aws:PrincipalTag/team' ? principal.tags?.team : (context[key ?? ''] as string | undefined);
}

function withoutNotPrincipal(asked: Case, { NotPrincipal, ...statement }: Record<string, unknown>): Record<string, unknown> | undefined {
  if (NotPrincipal === undefined) return statement;
  const { principal: { arn, account, roleArn, userArn, service } } = asked.request;
  const { AWS = [], Service = [] } = NotPrincipal as Record<string, string | string[]>;
  const names = [AWS].flat();
  const own = isRoot(arn) || [arn, roleArn, userArn].some((name) => name !== undefined && names.includes(name));
  const isSpared = service ? [Service].flat().includes(service) : !asked.documents.boundary && own && names.some((name) => name === account || name === `arn:aws:iam::${account}:root`);
  return isSpared ? undefined : { ...statement, Principal: '*' };
}

function namesDirectly(Principal: unknown, arn: string): boolean {
  if (Principal === '*') return true;
  const names = [(Principal as Record<string, string | string[]> | undefined)?.AWS ?? []].flat();
  return names.includes('*') || (names.includes(arn) && !isRoot(arn));
}
