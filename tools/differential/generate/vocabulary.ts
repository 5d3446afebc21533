import type { AccessRequest, RequestPrincipal } from '../../../packages/policy-evaluation/src';

export const HERE = '111111111111';
export const THERE = '222222222222';
const ORGANIZATION = { id: 'o-a1b2c3d4e5', path: 'o-a1b2c3d4e5/r-ab12/ou-ab12-11111111/' };
const ROLE = `arn:aws:iam::${HERE}:role/team/engineer`;
const LINKED = `arn:aws:iam::${HERE}:role/aws-service-role/ecs.amazonaws.com/AWSServiceRoleForECS`;
export const SAML = `arn:aws:iam::${HERE}:saml-provider/company`;
export const OIDC = `arn:aws:iam::${HERE}:oidc-provider/token.actions.githubusercontent.com`;

/** Who asks: each of the forms that a principal has. */
export const PRINCIPALS: Readonly<Record<string, RequestPrincipal>> = {
  session: { arn: `arn:aws:sts::${HERE}:assumed-role/engineer/ada`, account: HERE, roleArn: ROLE, organization: ORGANIZATION, tags: { team: 'credit', code: 'QQ==' } },
  user: { arn: `arn:aws:iam::${HERE}:user/team/bob`, account: HERE, tags: { team: 'fraud' } },
  // the other evaluator takes the session's name for the user's
  federatedUser: { arn: `arn:aws:sts::${HERE}:federated-user/eve`, account: HERE, userArn: `arn:aws:iam::${HERE}:user/eve` },
  root: { arn: `arn:aws:iam::${HERE}:root`, account: HERE, organization: ORGANIZATION },
  linked: { arn: `arn:aws:sts::${HERE}:assumed-role/AWSServiceRoleForECS/ecs`, account: HERE, roleArn: LINKED },
  service: { arn: 'lambda.amazonaws.com', account: '', service: 'lambda.amazonaws.com' },
  anonymous: { arn: 'anonymous', account: '' },
};

/** Those whom an identity provider sends: they ask for a role and nothing else. */
export const FEDERATED: Readonly<Record<string, RequestPrincipal>> = {
  saml: { arn: SAML, account: '', federated: SAML },
  oidc: { arn: OIDC, account: '', federated: OIDC },
};

/** What is asked for. */
export interface Scene {
  readonly actions: readonly string[];
  readonly resource: (account: string) => string;
  readonly required?: 'trust' | 'key';
  /** Whether such resources have policies. */
  readonly hasPolicy: boolean;
  readonly principals: readonly string[];
}

const IDENTITIES = ['session', 'session', 'user', 'user', 'federatedUser', 'root', 'linked', 'service'];
const scene = (actions: readonly string[], resource: Scene['resource'], more: Partial<Scene> = {}): Scene => ({ actions, resource, hasPolicy: true, principals: IDENTITIES, ...more });

export const SCENES: readonly Scene[] = [
  scene(['s3:GetObject', 's3:PutObject'], () => 'arn:aws:s3:::data/credit/file', { principals: [...IDENTITIES, 'anonymous'] }),
  scene(['sqs:SendMessage', 'sqs:ReceiveMessage'], (account) => `arn:aws:sqs:eu-west-1:${account}:credit`),
  scene(['secretsmanager:GetSecretValue'], (account) => `arn:aws:secretsmanager:eu-west-1:${account}:secret:credit/key-AbCdEf`),
  scene(['kms:Decrypt', 'kms:GenerateDataKey'], (account) => `arn:aws:kms:eu-west-1:${account}:key/1234abcd-12ab-34cd-56ef-1234567890ab`, { required: 'key' }),
  scene(['sts:AssumeRole'], (account) => `arn:aws:iam::${account}:role/credit/target`, { required: 'trust' }),
  scene(['sts:AssumeRoleWithSAML'], (account) => `arn:aws:iam::${account}:role/credit/target`, { required: 'trust', principals: ['saml'] }),
  scene(['sts:AssumeRoleWithWebIdentity'], (account) => `arn:aws:iam::${account}:role/credit/target`, { required: 'trust', principals: ['oidc'] }),
  scene(['sagemaker:InvokeEndpoint'], (account) => `arn:aws:sagemaker:eu-west-1:${account}:endpoint/credit`, { hasPolicy: false, principals: ['session', 'user', 'linked'] }),
  scene(['lambda:InvokeFunction'], (account) => `arn:aws:lambda:eu-west-1:${account}:function:credit`),
];

/** A condition key, the values that requests have, and those that policies ask for; keys of all services, so that every action has them. */
export interface Key {
  readonly key: string;
  readonly operators: readonly string[];
  readonly given: readonly string[];
  readonly wanted: readonly string[];
  /** Whether a request may have several values. */
  readonly many?: boolean;
}

const TEXT = ['StringEquals', 'StringNotEquals', 'StringEqualsIgnoreCase', 'StringNotEqualsIgnoreCase', 'StringLike', 'StringNotLike'];
const NUMBER = ['NumericEquals', 'NumericNotEquals', 'NumericLessThan', 'NumericLessThanEquals', 'NumericGreaterThan', 'NumericGreaterThanEquals'];
const DATE = ['DateEquals', 'DateNotEquals', 'DateLessThan', 'DateLessThanEquals', 'DateGreaterThan', 'DateGreaterThanEquals'];
const ARN = ['ArnEquals', 'ArnNotEquals', 'ArnLike', 'ArnNotLike'];

export const KEYS: readonly Key[] = [
  { key: 'aws:RequestedRegion', operators: TEXT, given: ['eu-west-1', 'us-east-1'], wanted: ['eu-west-1', 'EU-WEST-1', 'eu-*', 'us-east-?', '*', '${aws:RequestedRegion}', '${aws:SourceVpc, \'eu-west-1\'}'] },
  { key: 'aws:PrincipalTag/team', operators: TEXT, given: [], wanted: ['credit', 'Credit', 'cr*t', 'fraud', '${aws:SourceVpc}', '${aws:PrincipalTag/team}', '${AWS:principaltag/TEAM}'] },
  { key: 'aws:SourceVpc', operators: TEXT, given: ['vpc-1', 'credit', 'vpc-*'], wanted: ['vpc-1', 'VPC-1', 'vpc-*', '${aws:PrincipalTag/team}', '${aws:username}', '?pc-1', '${aws:PrincipalTag/none, \'credit\'}'] },
  { key: 'aws:PrincipalOrgID', operators: TEXT, given: [], wanted: ['o-a1b2c3d4e5', 'o-other', 'o-*'] },
  { key: 'aws:PrincipalOrgPaths', operators: TEXT, given: [], wanted: ['o-a1b2c3d4e5/r-ab12/*', 'o-a1b2c3d4e5/r-ab12/ou-ab12-11111111/', 'o-other/*'], many: true },
  { key: 'aws:CalledVia', operators: TEXT, given: ['athena.amazonaws.com', 'cloudformation.amazonaws.com', 'glue.amazonaws.com'], wanted: ['athena.amazonaws.com', 'cloud*', 'glue.amazonaws.com', '*'], many: true },
  { key: 'aws:MultiFactorAuthAge', operators: NUMBER, given: ['0', '60', '300.5'], wanted: ['60', '60.0', '300.5', '3600', '0'] },
  { key: 'aws:CurrentTime', operators: DATE, given: ['2026-11-24T12:00:00Z'], wanted: ['2026-11-24T12:00:00Z', '2026-11-24T13:00:00+01:00', '2026-11-24', '2027-01-01T00:00:00Z'] },
  { key: 'aws:SecureTransport', operators: ['Bool'], given: ['true', 'false'], wanted: ['true', 'false', 'True'] },
  { key: 'aws:PrincipalTag/code', operators: ['BinaryEquals'], given: [], wanted: ['QQ==', 'Qg=='] },
  { key: 'aws:SourceIp', operators: ['IpAddress', 'NotIpAddress'], given: ['10.1.2.3', '203.0.113.7', '2001:db8::7'], wanted: ['10.0.0.0/8', '10.1.2.3', '203.0.113.0/25', '2001:db8::/32', '2001:db8::7'] },
  { key: 'aws:PrincipalArn', operators: ARN, given: [], wanted: [ROLE, `arn:aws:iam::${HERE}:role/*`, 'arn:aws:iam::*:user/*', 'arn:*:iam::*:*', `arn:aws:iam::${THERE}:role/team/engineer`] },
  { key: 'aws:SourceArn', operators: ARN, given: ['arn:aws:sns:eu-west-1:111111111111:topic', 'arn:aws:s3:::source'], wanted: ['arn:aws:sns:*:111111111111:topic', 'arn:aws:s3:::sourc?', 'arn:aws:sns:eu-west-1:*:*', 'arn:aws:sqs:*:*:*'] },
];

/** A request of a scene. */
export interface Asked {
  readonly scene: Scene;
  readonly request: AccessRequest;
}
