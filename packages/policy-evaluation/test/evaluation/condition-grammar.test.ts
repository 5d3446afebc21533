import { PolicyDocumentError, readPolicy } from '../../src';

const problems = (Condition: object): readonly string[] => {
  try {
    readPolicy('policy of x', { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*', Condition }] });
  } catch (error) {
    if (error instanceof PolicyDocumentError) return error.problems;
    throw error;
  }
  return [];
};

test.each([
  ['NumericEquals', 'ten', 'a number'], ['NumericEquals', '0x10', 'a number'], ['NumericLessThan', '', 'a number'], ['DateLessThan', 'tomorrow', 'a date of ISO 8601 or seconds since 1970'], ['DateEquals', '2026-13-45', 'a date of ISO 8601 or seconds since 1970'],
  ['Bool', 'yes', 'true or false'], ['Null', '1', 'true or false'], ['IpAddress', '10.0.0.0/33', 'an IP address or range such as 203.0.113.0/24'], ['NotIpAddress', '10.0.0.0/', 'an IP address or range such as 203.0.113.0/24'],
])('%s does not compare with %j', (operator, value, rule) => {
  expect(problems({ [operator]: { 'x:y': value } })).toEqual([`Statement[0].Condition.${operator}.x:y holds "${value}": it must be ${rule}`]);
  expect(problems({ [operator]: { 'x:y': [value] } })).toHaveLength(1);
});

test.each(['NumericEquals', 'DateEquals', 'IpAddress', 'BinaryEquals'])('%s takes no policy variable', (operator) => {
  expect(problems({ [operator]: { 'x:y': '${aws:username}' } })).toEqual([`Statement[0].Condition.${operator}.x:y holds "\${aws:username}": ${operator} takes no policy variable`]);
});

test.each(['StringLike', 'ArnLike', 'Bool'])('%s takes one', (operator) => {
  expect(problems({ [operator]: { 'x:y': '${aws:PrincipalTag/a}' } })).toEqual([]);
});

test.each([[null], [{}], [['a', null]], [[['a']]]])('%j is no value', (value) => {
  expect(problems({ StringEquals: { 'x:y': value } })).toEqual([expect.stringContaining('it must be text, a number, true or false, or a list of them')]);
});

test.each(['${aws:username, \'none\'}', '${*}', '${www.amazon.com:user_id}', '${cognito-identity.amazonaws.com:sub}', '${aws:PrincipalTag/a b}', 'a$b', '${'])('%s is well written', (value) => {
  expect(problems({ StringEquals: { 'x:y': value } })).toEqual([]);
});

test.each(['${aws:username,\'none\'}', '${username}', '${}', '${aws:}'])('%s is no policy variable', (value) => {
  expect(problems({ StringEquals: { 'x:y': value } })).toEqual([expect.stringContaining('is no policy variable, as ${aws:username} is')]);
});

test('in a resource a variable stands behind the fifth colon only', () => {
  const of = (Resource: string) => () => readPolicy('p', { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource }] });
  expect(of('arn:aws:sqs:eu-west-1:${aws:PrincipalAccount}:queue')).toThrow('a policy variable stands behind the fifth colon only');
  expect(of('arn:aws:sqs:eu-west-1:111111111111:${aws:username}')).not.toThrow();
  expect(of('arn:aws:s3:::${aws:username}')).not.toThrow();
});
