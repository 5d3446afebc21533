import type { Stack, Template } from '../../../src';
import { readGraph } from '../../../src/assembly/graph/read-graph';
import { Access } from '../../../src/prove/access';
import { assemblyOf, stackOf } from '../../estimate/assembly-of';

const template = (Resources: object, rest: object = {}) => ({ Resources, ...rest }) as unknown as Template;
const policy = (Resource: unknown) => ({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 's3:GetObject', Resource }] });
const trust = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }] };
const reader = (Resource: unknown) => ({ Type: 'AWS::IAM::Role', Properties: { RoleName: 'reader', AssumeRolePolicyDocument: trust, Policies: [{ PolicyName: 'read', PolicyDocument: policy(Resource) }] } });

/** What the reader's statement says of resources once all is worked out. */
function resourceOf(Resource: unknown, rest: object = {}, others: readonly Stack[] = [], nested: readonly Stack[] = []) {
  const { Resources = {}, ...sections } = rest as Template;
  const graph = readGraph(assemblyOf(stackOf(template({ Reader: reader(Resource), ...Resources }, sections), { nested }), ...others));
  return { resource: graph.principal('arn:aws:iam::111111111111:role/reader')?.identity[0].statements[0].Resource, open: graph.open.map(({ what, why }) => `${what}: ${why}`) };
}

test.each<[string, unknown, object, string]>([
  ['the attribute of a bucket with a name', { 'Fn::GetAtt': ['Data', 'Arn'] }, { Resources: { Data: { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'data' } } } }, 'arn:aws:s3:::data'],
  ['the attribute of a bucket that CloudFormation names', { 'Fn::GetAtt': ['Data', 'Arn'] }, { Resources: { Data: { Type: 'AWS::S3::Bucket' } } }, 'arn:aws:s3:::s-data-generated'],
  ['a join', { 'Fn::Join': ['', [{ 'Fn::GetAtt': ['Data', 'Arn'] }, '/*']] }, { Resources: { Data: { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'data' } } } }, 'arn:aws:s3:::data/*'],
  ['a substitution', { 'Fn::Sub': 'arn:${AWS::Partition}:s3:::${Name}-${AWS::AccountId}/${!aws:PrincipalTag/team}' }, { Parameters: { Name: { Type: 'String', Default: 'data' } } }, 'arn:aws:s3:::data-111111111111/${aws:PrincipalTag/team}'],
  ['a substitution with values', { 'Fn::Sub': ['${Bucket}/x', { Bucket: { 'Fn::GetAtt': ['Data', 'Arn'] } }] }, { Resources: { Data: { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'data' } } } }, 'arn:aws:s3:::data/x'],
  ['a parameter of Systems Manager that the assembly sets', { Ref: 'Where' }, { Parameters: { Where: { Type: 'AWS::SSM::Parameter::Value<String>', Default: '/where' } }, Resources: { P: { Type: 'AWS::SSM::Parameter', Properties: { Name: '/where', Value: 'arn:aws:s3:::there' } } } }, 'arn:aws:s3:::there'],
  ['a dynamic reference to it', '{{resolve:ssm:/where}}', { Resources: { P: { Type: 'AWS::SSM::Parameter', Properties: { Name: '/where', Value: 'arn:aws:s3:::there' } } } }, 'arn:aws:s3:::there'],
])('%s is resolved', (_, given, rest, wanted) => {
  expect(resourceOf(given, rest)).toEqual({ resource: wanted, open: [] });
});

test('an export of another stack in the same account and region is followed', () => {
  const exporting = template({ Data: { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'data' } } }, { Outputs: { Data: { Value: { 'Fn::GetAtt': ['Data', 'Arn'] }, Export: { Name: 'data' } } } });
  const given = { 'Fn::ImportValue': 'data' };
  expect(resourceOf(given, {}, [stackOf(exporting, { name: 'Lake' })])).toEqual({ resource: 'arn:aws:s3:::data', open: [] });
  expect(resourceOf(given, {}, [stackOf(exporting, { name: 'Lake', account: '222222222222' })]).open).toEqual(['Statement[0].Resource of inline policy read of role reader: Fn::ImportValue is known at deployment']);
});

test('the output of a nested stack is followed, and so is what the parent gives it', () => {
  const inner = template({ Data: { Type: 'AWS::S3::Bucket', Properties: { BucketName: { Ref: 'Name' } } } }, { Parameters: { Name: { Type: 'String' } }, Outputs: { Data: { Value: { 'Fn::GetAtt': ['Data', 'Arn'] } } } });
  const outer = { Resources: { Inner: { Type: 'AWS::CloudFormation::Stack', Properties: { Parameters: { Name: 'given' } } } } };
  expect(resourceOf({ 'Fn::GetAtt': ['Inner', 'Outputs.Data'] }, outer, [], [stackOf(inner, { name: 'S/Inner' })])).toEqual({ resource: 'arn:aws:s3:::given', open: [] });
});

test.each<[string, unknown, object, string]>([
  ['a custom resource', { 'Fn::GetAtt': ['Custom', 'Arn'] }, { Resources: { Custom: { Type: 'Custom::Thing' } } }, 'Fn::GetAtt Custom.Arn is known at deployment'],
  ['a secret', '{{resolve:secretsmanager:x}}', {}, 'a dynamic reference is known at deployment'],
  ['a parameter without a default', { Ref: 'Where' }, { Parameters: { Where: { Type: 'String' } } }, 'the parameter Where has no default'],
  ['a circle of exports', { 'Fn::ImportValue': 'x' }, { Outputs: { X: { Value: { 'Fn::ImportValue': 'x' }, Export: { Name: 'x' } } } }, 'export 111111111111/eu-west-1/x refers to itself'],
])('%s is listed and matches nothing', (_, given, rest, why) => {
  expect(resourceOf(given, rest)).toEqual({ resource: 'unresolved:Unresolved', open: [`Statement[0].Resource of inline policy read of role reader: ${why}`] });
});

test('what is listed names its place', () => {
  const { open } = readGraph(assemblyOf(stackOf(template({ Reader: { Type: 'AWS::IAM::Role', Properties: { AssumeRolePolicyDocument: trust, ManagedPolicyArns: ['arn:aws:iam::aws:policy/ReadOnlyAccess'] } } }))));
  expect(open).toEqual([{ place: { stack: 'S', id: 'Reader' }, what: 'managed policy arn:aws:iam::aws:policy/ReadOnlyAccess', why: 'the policy is not among what was read' }]);
});

test('a policy that is none is listed with IAM\'s rule', () => {
  const { open } = readGraph(assemblyOf(stackOf(template({ R: { Type: 'AWS::IAM::Role', Properties: { AssumeRolePolicyDocument: { Statement: [{ Effect: 'Alow', Action: 's3:*' }] } } } }))));
  expect(open.map(({ why }) => why)).toEqual([expect.stringContaining('Effect is "Alow"')]);
});

test('a policy by itself, a managed one and a boundary stand with their role', () => {
  const graph = readGraph(assemblyOf(stackOf(template({
    Role: { Type: 'AWS::IAM::Role', Properties: { RoleName: 'r', AssumeRolePolicyDocument: trust, ManagedPolicyArns: [{ Ref: 'Managed' }], PermissionsBoundary: { Ref: 'Boundary' } } },
    Own: { Type: 'AWS::IAM::Policy', Properties: { PolicyName: 'own', PolicyDocument: policy('*'), Roles: [{ Ref: 'Role' }] } },
    Managed: { Type: 'AWS::IAM::ManagedPolicy', Properties: { ManagedPolicyName: 'managed', PolicyDocument: policy('*') } },
    Boundary: { Type: 'AWS::IAM::ManagedPolicy', Properties: { ManagedPolicyName: 'limit', PolicyDocument: policy('*') } },
  }))));
  const role = graph.principal('arn:aws:iam::111111111111:role/r');
  expect(role?.identity.map(({ name }) => name)).toEqual(['policy own (Own)', 'managed policy managed']);
  expect(role).toMatchObject({ boundaryArn: 'arn:aws:iam::111111111111:policy/limit', boundary: { name: 'managed policy limit' }, attached: [{ arn: 'arn:aws:iam::111111111111:policy/managed', name: 'managed policy managed' }] });
});

test.each<[string, object, string]>([
  ['a bucket', { B: { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'b' } }, P: { Type: 'AWS::S3::BucketPolicy', Properties: { Bucket: { Ref: 'B' }, PolicyDocument: policy('*') } } }, 'arn:aws:s3:::b'],
  ['a key', { K: { Type: 'AWS::KMS::Key', Properties: { KeyPolicy: policy('*') } } }, 'arn:aws:kms:eu-west-1:111111111111:key/S-K-generated'],
  ['a queue', { Q: { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'q' } }, P: { Type: 'AWS::SQS::QueuePolicy', Properties: { Queues: [{ Ref: 'Q' }], PolicyDocument: policy('*') } } }, 'arn:aws:sqs:eu-west-1:111111111111:q'],
  ['a topic', { T: { Type: 'AWS::SNS::Topic', Properties: { TopicName: 't' } }, P: { Type: 'AWS::SNS::TopicPolicy', Properties: { Topics: [{ Ref: 'T' }], PolicyDocument: policy('*') } } }, 'arn:aws:sns:eu-west-1:111111111111:t'],
  ['a secret', { S: { Type: 'AWS::SecretsManager::Secret', Properties: { Name: 's' } }, P: { Type: 'AWS::SecretsManager::ResourcePolicy', Properties: { SecretId: { Ref: 'S' }, ResourcePolicy: policy('*') } } }, 'arn:aws:secretsmanager:eu-west-1:111111111111:secret:s-??????'],
  ['an image repository', { E: { Type: 'AWS::ECR::Repository', Properties: { RepositoryName: 'e', RepositoryPolicyText: policy('*') } } }, 'arn:aws:ecr:eu-west-1:111111111111:repository/e'],
  ['a function', { F: { Type: 'AWS::Lambda::Function', Properties: { FunctionName: 'f' } }, P: { Type: 'AWS::Lambda::Permission', Properties: { FunctionName: { Ref: 'F' }, Action: 'lambda:InvokeFunction', Principal: 's3.amazonaws.com' } } }, 'arn:aws:lambda:eu-west-1:111111111111:function:f'],
  ['an event bus', { B: { Type: 'AWS::Events::EventBus', Properties: { Name: 'b' } }, P: { Type: 'AWS::Events::EventBusPolicy', Properties: { EventBusName: { Ref: 'B' }, StatementId: 's', Action: 'events:PutEvents', Principal: '222222222222' } } }, 'arn:aws:events:eu-west-1:111111111111:event-bus/b'],
  ['a model group', { G: { Type: 'AWS::SageMaker::ModelPackageGroup', Properties: { ModelPackageGroupName: 'g', ModelPackageGroupPolicy: policy('*') } } }, 'arn:aws:sagemaker:eu-west-1:111111111111:model-package-group/g'],
])('%s has its own policy', (_, resources, arn) => {
  expect(readGraph(assemblyOf(stackOf(template(resources)))).resource(arn)?.policy?.statements).toHaveLength(1);
});

test('organizations\' policies reach the accounts of their targets; a unit nobody describes is listed', () => {
  const scp = (TargetIds: string[]) => ({ Type: 'AWS::Organizations::Policy', Properties: { Type: 'SERVICE_CONTROL_POLICY', Name: 'scp', TargetIds, Content: { Version: '2012-10-17', Statement: [{ Effect: 'Deny', Action: 's3:*', Resource: '*' }] } } });
  const assembly = assemblyOf(stackOf(template({ Scp: scp(['ou-aaaa-11111111']) })));
  expect(readGraph(assembly).open).toMatchObject([{ what: expect.stringContaining('ou-aaaa-11111111') }]);
  const graph = readGraph(assembly, { units: { 'ou-aaaa-11111111': ['111111111111'] } });
  expect({ open: graph.open, levels: graph.organization.get('111111111111')?.serviceControl.map((level) => level.length) }).toEqual({ open: [], levels: [2] });
});

test('a stack that may go anywhere is listed, or goes where one says', () => {
  const anywhere = () => assemblyOf(stackOf(template({ Reader: reader('*') }), { account: 'unknown-account', region: 'unknown-region' }));
  expect(readGraph(anywhere())).toMatchObject({ principals: [], open: [{ what: 'the ARN' }] });
  expect(readGraph(anywhere(), { destination: { account: '999999999999', region: 'eu-west-1' } }).principals.map(({ arn }) => arn)).toEqual(['arn:aws:iam::999999999999:role/reader']);
});

test.each<[string, object]>([
  ['NotResource', { NotResource: { 'Fn::GetAtt': ['Custom', 'Arn'] } }],
  ['a negated condition', { Resource: '*', Condition: { StringNotEquals: { 'aws:SourceVpc': { 'Fn::GetAtt': ['Custom', 'Id'] } } } }],
])('a denial with %s that is not known denies nothing: it would hide what is allowed', (_, rest) => {
  const own = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 's3:*', Resource: '*' }, { Effect: 'Deny', Action: 's3:*', ...rest }] };
  const graph = readGraph(assemblyOf(stackOf(template({ Custom: { Type: 'Custom::Thing' }, R: { Type: 'AWS::IAM::Role', Properties: { RoleName: 'r', AssumeRolePolicyDocument: trust, Policies: [{ PolicyName: 'p', PolicyDocument: own }] } } }))));
  const [role] = graph.principals;
  expect(new Access(graph).decide(role, { action: 's3:GetObject', resource: 'arn:aws:s3:::a/b' }).decision).toBe('allowed');
  expect(graph.open).toHaveLength(1);
});
