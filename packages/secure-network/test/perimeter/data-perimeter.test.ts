import { DataPerimeter } from '../../src';
import { policyOf } from '../settled';
import { sessionOf, throughEndpoint } from '../through-endpoint';

const [OWN, STRANGER] = ['111111111111', '999999999999'];
const [OURS, THEIRS] = ['o-abcdefghij', 'o-zzzzzzzzzz'];

describe.each([
  ['accounts', new DataPerimeter({ trustedAccounts: [OWN] }), [false, false, false, true]],
  ['an organisation', new DataPerimeter({ trustedAccounts: [], organizationId: OURS }), [false, false, true, false]],
  ['an organisation besides an account outside of it', new DataPerimeter({ trustedAccounts: [OWN], organizationId: OURS }), [false, true, true, true]],
])('a perimeter of %s', (_, perimeter, [strangersTrusted, mixedTrusted, organizationTrusted, accountTrusted]) => {
  const policy = policyOf(perimeter.interfaceStatements());
  const decision = (from: readonly [string, string], to: readonly [string, string]) => throughEndpoint(policy, {
    principal: sessionOf(from[0]), action: 'sagemaker:CreateTrainingJob', resource: '*', resourceAccount: to[0], context: { 'aws:PrincipalOrgID': from[1], 'aws:ResourceOrgID': to[1] },
  });
  const account = [OWN, THEIRS] as const;
  const member = ['333333333333', OURS] as const;
  const stranger = [STRANGER, THEIRS] as const;

  test.each([
    ['strangers among themselves', stranger, stranger, strangersTrusted],
    ['a stranger to the account', stranger, account, false],
    ['the account to a stranger', account, stranger, false],
    ['a stranger to a member of the organisation', stranger, member, false],
    ['a member of the organisation to a stranger', member, stranger, false],
    ['the account to itself', account, account, accountTrusted],
    ['members of the organisation among themselves', member, member, organizationTrusted],
    ['the account to a member of the organisation', account, member, mixedTrusted],
    ['a member of the organisation to the account', member, account, mixedTrusted],
  ])('%s', (_title, from, to, trusted) => {
    expect(decision(from, to)).toBe(trusted ? 'allowed' : 'implicitDeny');
  });
});

describe('buckets of AWS itself', () => {
  const policy = policyOf(new DataPerimeter({ trustedAccounts: [OWN] }).objectStatements());
  const decision = (action: string, resource: string) => throughEndpoint(policy, { principal: sessionOf(OWN), action, resource, resourceAccount: STRANGER });

  test.each([
    ['s3:GetObject', 'arn:aws:s3:::prod-eu-west-1-starport-layer-bucket/layer', 'allowed'],
    ['s3:GetObject', 'arn:aws:s3:::sagemaker-sample-files/datasets/a.csv', 'allowed'],
    ['s3:GetObject', 'arn:aws:s3:::sagemaker-sample-files-of-a-stranger/a.csv', 'implicitDeny'],
    ['s3:PutObject', 'arn:aws:s3:::sagemaker-sample-files/stolen.csv', 'implicitDeny'],
    ['s3:ListBucket', 'arn:aws:s3:::sagemaker-sample-files', 'implicitDeny'],
  ])('%s on %s is %s', (action, resource, expected) => {
    expect(decision(action, resource)).toBe(expected);
  });

  test('are not part of other endpoints', () => {
    const other = policyOf(new DataPerimeter({ trustedAccounts: [OWN] }).interfaceStatements());
    expect(throughEndpoint(other, { principal: sessionOf(OWN), action: 's3:GetObject', resource: 'arn:aws:s3:::sagemaker-sample-files/a.csv', resourceAccount: STRANGER })).toBe('implicitDeny');
  });
});

test('an account that is named twice is trusted once', () => {
  expect(new DataPerimeter({ trustedAccounts: [OWN, OWN] }).trustedAccounts).toEqual([OWN]);
});
