import { PRINCIPALS } from '../generate/vocabulary';
import { ALL, document, FILE, GUIDE, type Written, written } from './written';

const QUEUE = 'arn:aws:sqs:eu-west-1:111111111111:credit';
const WILDCARDS = `${GUIDE}/reference_policies_elements_resource.html`;
const VARIABLES = `${GUIDE}/reference_policies_variables.html#policy-vars-resourceelement`;

type Row = readonly [element: string, pattern: string | readonly string[], matches: boolean, theirs?: Written['theirs']];

const ACTIONS: readonly Row[] = [
  ['Action', 's3:GetObject', true], ['Action', 'S3:getobject', true], ['Action', 's3:*', true], ['Action', 's3:Get*', true], ['Action', 's3:GetObjec?', true], ['Action', '*', true], ['Action', 's3:PutObject', false],
  ['Action', 's3:Get', false], ['Action', ['sqs:*', 's3:*Object'], true], ['NotAction', 's3:GetObject', false], ['NotAction', 's3:*', false], ['NotAction', 'iam:*', true], ['NotAction', ['iam:*', 's3:Get*'], false],
];

const RESOURCES: readonly Row[] = [
  ['Resource', FILE, true], ['Resource', 'arn:aws:s3:::data/*', true], ['Resource', 'arn:aws:s3:::data', false], ['Resource', 'arn:aws:s3:::data/*/file', true], ['Resource', 'arn:aws:s3:::*', true], ['Resource', 'arn:aws:s3:::DATA/*', false],
  ['Resource', 'arn:aws:s3:::data/credit/fil?', true], ['Resource', 'arn:aws:s3:::data/?/file', false], ['Resource', ['arn:aws:s3:::other/*', 'arn:aws:s3:::data/credit/*'], true], ['Resource', 'arn:aws:sqs:*', false], ['Resource', 'arn:*', true],
  ['Resource', 'arn:aws:s3:::data/${aws:PrincipalTag/team}/*', true], ['Resource', 'arn:aws:s3:::data/${aws:PrincipalTag/none}/*', false], ['Resource', 'arn:aws:s3:::data/${aws:PrincipalTag/none, \'credit\'}/*', true],
  ['NotResource', FILE, false], ['NotResource', 'arn:aws:s3:::other/*', true], ['NotResource', ['arn:aws:s3:::other/*', 'arn:aws:s3:::data/*'], false], ['NotResource', 'arn:aws:s3:::data/${aws:PrincipalTag/team}/*', false],
  ['NotResource', 'arn:aws:s3:::data/${aws:PrincipalTag/none}/*', false],
];

const QUEUES: readonly Row[] = [
  ['Resource', QUEUE, true], ['Resource', 'arn:aws:sqs:*:111111111111:credit', true], ['Resource', 'arn:aws:sqs:eu*1:111111111111:credit', true], ['Resource', 'arn:aws:sqs:eu*1:credit', false], ['Resource', 'arn:aws:sqs:*', true],
  ['Resource', 'arn:aws:sqs:*:*:cred*', true], ['Resource', 'arn:aws:sqs:us-*:*:*', false], ['Resource', 'arn:aws:sqs:?????????:111111111111:credit', true],
  ['Resource', 'arn:aws:sqs:*:credit', true, { outcome: 'implicitDeny', reason: 'a * at the end of a part of an ARN reaches beyond colons', source: WILDCARDS }],
];

const of = (rows: readonly Row[], request: Parameters<typeof written>[1]) => rows.flatMap(([element, pattern, matches, theirs]) => {
  const whole = (effect: string) => { // the other element of its kind is left out
    const statement = { Effect: effect, [element.endsWith('Action') ? 'Resource' : 'Action']: '*', [element]: pattern };
    return { Version: '2012-10-17', Statement: [statement] };
  };
  const name = `${element} ${JSON.stringify(pattern)}`;
  return [
    written(`${name} allows`, request, { identity: [whole('Allow')] }, matches ? 'allowed' : 'implicitDeny', theirs),
    ...(theirs ? [] : [written(`${name} denies`, request, { identity: [ALL, whole('Deny')] }, matches ? 'explicitDeny' : 'allowed')]),
  ];
});

export const STATEMENTS: readonly Written[] = [
  ...of(ACTIONS, {}), ...of(RESOURCES, {}), ...of(QUEUES, { action: 'sqs:SendMessage', resource: QUEUE }),
  written('AWS\'s own example of a variable in a queue\'s name', { principal: PRINCIPALS.user, action: 'sqs:SendMessage', resource: 'arn:aws:sqs:us-east-2:111111111111:bob-queue' }, { identity: [document({ Resource: 'arn:aws:sqs:us-east-2:*:${aws:username}-queue' })] }, 'allowed', {
    outcome: 'implicitDeny', reason: 'it replaces a policy variable only where it is a whole part of a path', source: VARIABLES,
  }),
  written('a variable of the older version is text', {}, { identity: [{ Version: '2008-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: 'arn:aws:s3:::data/${aws:PrincipalTag/team}/*' }] }] }, 'implicitDeny'),
  written('every operator and every key must hold', { context: { 'aws:RequestedRegion': 'eu-west-1', 'aws:SecureTransport': 'false' } }, { identity: [document({ Condition: { StringEquals: { 'aws:RequestedRegion': 'eu-west-1' }, Bool: { 'aws:SecureTransport': 'true' } } })] }, 'implicitDeny'),
];
