import { problemsOf } from './fixtures';

const statement = (change: object) => problemsOf({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 's3:GetObject', Resource: '*', ...change }] });

test.each<[string, object, string]>([
  ['a token in a resource', { Resource: 'arn:aws:s3:::${Token[Bucket.Name.12]}/*' }, 'Statement[0].Resource is "arn:aws:s3:::${Token[Bucket.Name.12]}/*"'],
  ['a token for a list', { Resource: ['#{Token[TOKEN.3]}'] }, 'Statement[0].Resource[0] is "#{Token[TOKEN.3]}"'],
  ['a number that is a token', { Condition: { NumericEquals: { 's3:max-keys': -1.888154589709072e+289 } } }, 'Statement[0].Condition.NumericEquals.s3:max-keys is -1.888154589709072e+289'],
  ['a token as a key', { Condition: { StringEquals: { '${Token[TOKEN.1]}:sub': 'x' } } }, 'Statement[0].Condition.StringEquals.${Token[TOKEN.1]}:sub is not resolved'],
  ['a Ref', { Resource: { Ref: 'Bucket' } }, 'Statement[0].Resource is {"Ref":"Bucket"}'],
  ['an intrinsic in a list', { Resource: [{ 'Fn::GetAtt': ['Bucket', 'Arn'] }] }, 'Statement[0].Resource[0] is {"Fn::GetAtt":["Bucket","Arn"]}'],
  ['an intrinsic for an action', { Action: { Ref: 'Action' } }, 'Statement[0].Action is {"Ref":"Action"}'],
  ['an intrinsic for a principal', { Principal: { AWS: { 'Fn::Join': ['', []] } } }, 'Statement[0].Principal.AWS is {"Fn::Join":["",[]]}'],
  ['an intrinsic for a statement\'s conditions', { Condition: { 'Fn::If': ['A', {}, {}] } }, 'Statement[0].Condition is {"Fn::If":["A",{},{}]}'],
  ['a pseudo parameter', { Resource: 'arn:aws:sqs:eu-west-1:${AWS::AccountId}:queue' }, 'Statement[0].Resource is "arn:aws:sqs:eu-west-1:${AWS::AccountId}:queue"'],
  ['an effect', { Effect: { Ref: 'Effect' } }, 'Statement[0].Effect is {"Ref":"Effect"}'],
])('%s is told once, with its place', (_, change, expected) => {
  expect(statement(change)).toEqual([expect.stringContaining(expected)]);
  expect(statement(change)[0]).toContain('is not resolved, give the');
});

test('a whole statement and a whole document, too', () => {
  expect(problemsOf({ Statement: [{ 'Fn::If': ['A', {}, {}] }] })).toEqual([expect.stringContaining('Statement[0] is {"Fn::If"')]);
  expect(problemsOf({ 'Fn::Sub': '{}' })).toEqual([expect.stringContaining('it is {"Fn::Sub":"{}"}')]);
});

test('what Fn::Sub would have replaced is no policy variable', () => {
  expect(statement({ Resource: 'arn:aws:s3:::${Bucket}/*' })).toEqual(['Statement[0].Resource holds "arn:aws:s3:::${Bucket}/*": ${Bucket} is no policy variable, as ${aws:username} is']);
  expect(statement({ Condition: { StringEquals: { 'aws:SourceVpc': '${Vpc.VpcId}' } } })).toEqual([expect.stringContaining('${Vpc.VpcId} is no policy variable')]);
  expect(problemsOf({ Statement: [{ Effect: 'Allow', Action: '*', Resource: 'arn:aws:s3:::${Bucket}/*' }] })).toEqual([]);
});
