import { KNOWN_SERVICES, mayPassRoles, RequestParameterError, UnknownOperationError, UnknownServiceError } from '../../src';
import { serviceData } from '../../src/authorization/data';
import { HERE, inShort, needs, ROLE, THERE } from './asked';

describe('a training job', () => {
  const [own, passed, tagged, ...more] = needs('sagemaker', 'CreateTrainingJob', {
    TrainingJobName: 'credit-1', RoleArn: ROLE, EnableNetworkIsolation: true,
    ResourceConfig: { InstanceType: 'ml.m5.large', InstanceCount: 1, VolumeKmsKeyId: 'key' }, VpcConfig: { Subnets: ['subnet-1', 'subnet-2'], SecurityGroupIds: ['sg-1'] },
    OutputDataConfig: { S3OutputPath: 's3://out', KmsKeyId: 'other' }, StoppingCondition: { MaxRuntimeInSeconds: 3600 }, Tags: [{ Key: 'team', Value: 'credit' }],
  });

  test('needs its action on its name, with what SageMaker reads from the request', () => {
    expect(own).toEqual({
      action: 'sagemaker:CreateTrainingJob', resource: `arn:aws:sagemaker:eu-central-1:${HERE}:training-job/credit-1`, resourceAccount: HERE,
      context: {
        'aws:RequestedRegion': 'eu-central-1', 'aws:RequestTag/team': 'credit', 'aws:TagKeys': ['team'],
        'sagemaker:InstanceTypes': ['ml.m5.large'], 'sagemaker:MaxRuntimeInSeconds': '3600', 'sagemaker:NetworkIsolation': 'true', 'sagemaker:OutputKmsKeyArn': 'other',
        'sagemaker:VolumeKmsKeyArn': 'key', 'sagemaker:VpcSecurityGroupIds': ['sg-1'], 'sagemaker:VpcSubnets': ['subnet-1', 'subnet-2'],
      },
    });
  });

  test('and passes its role to SageMaker', () => {
    expect(passed).toEqual({ action: 'iam:PassRole', resource: ROLE, resourceAccount: HERE, context: { 'aws:RequestedRegion': 'eu-central-1', 'iam:PassedToService': 'sagemaker.amazonaws.com' } });
  });

  test('and tags the job, and nothing else', () => {
    expect(tagged).toMatchObject({ action: 'sagemaker:AddTags', resource: own.resource, context: { 'aws:RequestTag/team': 'credit' } });
    expect(more).toEqual([]);
  });
});

test('a pipeline passes the roles of its own account; those of others it assumes', () => {
  const other = `arn:aws:iam::${THERE}:role/deploy`;
  expect(inShort('codepipeline', 'CreatePipeline', { pipeline: { name: 'p', roleArn: ROLE, stages: [{ name: 's', actions: [{ roleArn: other }, { roleArn: `${ROLE}-2` }, {}] }, { name: 'none' }] } })).toEqual([
    `codepipeline:CreatePipeline arn:aws:codepipeline:eu-central-1:${HERE}:p`, `iam:PassRole ${ROLE}`, `iam:PassRole ${ROLE}-2`,
  ]);
});

test('a role of another account that a job is given is asked for, and is never allowed there', () => {
  const other = `arn:aws:iam::${THERE}:role/x`;
  expect(needs('sagemaker', 'CreateModel', { ModelName: 'm', ExecutionRoleArn: other })[1]).toMatchObject({ action: 'iam:PassRole', resource: other, resourceAccount: THERE });
});

test('a role by its name', () => {
  expect(inShort('glue', 'CreateJob', { Name: 'j', Role: 'worker' })).toContain(`iam:PassRole ${ROLE}`);
});

test('a launch constraint passes the role within its JSON', () => {
  const constraint = (Parameters: string) => inShort('servicecatalog', 'CreateConstraint', { ProductId: 'prod-1', Type: 'LAUNCH', Parameters });
  expect(constraint(`{"RoleArn":"${ROLE}"}`)).toContain(`iam:PassRole ${ROLE}`);
  expect(constraint('{"LocalRoleName":"worker"}')).toContain(`iam:PassRole ${ROLE}`);
  expect(constraint('{"Rules":{}}').filter((one) => one.startsWith('iam:'))).toEqual([]);
  expect(() => constraint('{')).toThrow('Parameters is "{": it must be JSON text');
});

test('an instance profile passes a role that only IAM knows', () => {
  expect(inShort('ec2', 'AssociateIamInstanceProfile', { InstanceId: 'i-1', IamInstanceProfile: { Name: 'p' } })).toContain(`iam:PassRole arn:aws:iam::${HERE}:role/*`);
});

test('a role whose service no page tells is passed without the key', () => {
  const passed = needs('secretsmanager', 'RotateSecret', { SecretId: 's', ExternalSecretRotationRoleArn: ROLE })[1];
  expect(passed).toEqual({ action: 'iam:PassRole', resource: ROLE, resourceAccount: HERE, context: { 'aws:RequestedRegion': 'eu-central-1' } });
});

describe('resources', () => {
  test.each<[string, service: string, operation: string, parameters: object, resource: string]>([
    ['a parameter that holds an ARN', 'sagemaker', 'DescribeModelPackage', { ModelPackageName: `arn:aws:sagemaker:eu-west-1:${THERE}:model-package/g/3` }, `arn:aws:sagemaker:eu-west-1:${THERE}:model-package/g/3`],
    ['an id that the service makes up', 'ec2', 'CreateVpc', { CidrBlock: '10.0.0.0/16' }, `arn:aws:ec2:eu-central-1:${HERE}:vpc/*`],
    ['a parameter that is not there', 'sagemaker', 'DescribeTrainingJob', {}, `arn:aws:sagemaker:eu-central-1:${HERE}:training-job/*`],
    ['no resource-level permission', 'sagemaker', 'ListTrainingJobs', {}, '*'],
    ['another account by a parameter', 'ecr', 'DescribeImages', { registryId: THERE, repositoryName: 'r' }, `arn:aws:ecr:eu-central-1:${THERE}:repository/r`],
    ['the name of what a resource belongs to, by its ARN', 'ecs', 'DescribeServices', { cluster: `arn:aws:ecs:eu-central-1:${THERE}:cluster/c`, services: ['s'] }, `arn:aws:ecs:eu-central-1:${THERE}:service/c/s`],
    ['a queue by its URL', 'sqs', 'SendMessage', { QueueUrl: `https://sqs.eu-central-1.amazonaws.com/${THERE}/jobs` }, `arn:aws:sqs:eu-central-1:${THERE}:jobs`],
    ['a rule on the default bus', 'events', 'PutRule', { Name: 'r', EventBusName: 'default' }, `arn:aws:events:eu-central-1:${HERE}:rule/r`],
    ['a rule on another bus', 'events', 'PutRule', { Name: 'r', EventBusName: `arn:aws:events:eu-central-1:${HERE}:event-bus/b` }, `arn:aws:events:eu-central-1:${HERE}:rule/b/r`],
    ['a REST API by the path of the request', 'apigateway', 'GetResource', { restApiId: 'a', resourceId: 'r' }, 'arn:aws:apigateway:eu-central-1::/restapis/a/resources/r'],
    ['a secret, whose name the service ends', 'secretsmanager', 'GetSecretValue', { SecretId: 'db' }, `arn:aws:secretsmanager:eu-central-1:${HERE}:secret:db-??????`],
    ['a versioned model package', 'sagemaker', 'CreateModelPackage', { ModelPackageGroupName: 'g' }, `arn:aws:sagemaker:eu-central-1:${HERE}:model-package/g/*`],
    ['a function behind an alias', 'lambda', 'Invoke', { FunctionName: 'f', Qualifier: 'live' }, `arn:aws:lambda:eu-central-1:${HERE}:function:f:live`],
    ...Object.entries({
      'its partial ARN': { FunctionName: `${THERE}:function:f` }, 'its ARN': { FunctionName: `arn:aws:lambda:eu-central-1:${THERE}:function:f` },
    }).map(([by, parameters]) => [`a function of another account by ${by}`, 'lambda', 'Invoke', parameters, `arn:aws:lambda:eu-central-1:${THERE}:function:f`] satisfies [string, string, string, object, string]),
    ...Object.entries({
      'its partial ARN': { FunctionName: `${THERE}:function:f:live` }, 'its partial ARN and a qualifier': { FunctionName: `${THERE}:function:f`, Qualifier: 'live' },
      'its ARN': { FunctionName: `arn:aws:lambda:eu-central-1:${THERE}:function:f:live` }, 'its ARN and a qualifier': { FunctionName: `arn:aws:lambda:eu-central-1:${THERE}:function:f`, Qualifier: 'live' },
    }).map(([by, parameters]) => [`an alias of another account by ${by}`, 'lambda', 'Invoke', parameters, `arn:aws:lambda:eu-central-1:${THERE}:function:f:live`] satisfies [string, string, string, object, string]),
    ['the configuration of a function by its partial ARN', 'lambda', 'GetFunctionConfiguration', { FunctionName: `${THERE}:function:f` }, `arn:aws:lambda:eu-central-1:${THERE}:function:f`],
    ['a KMS key behind an alias', 'kms', 'Encrypt', { KeyId: 'alias/a' }, `arn:aws:kms:eu-central-1:${HERE}:alias/a`],
    ['a parameter with a slash', 'ssm', 'GetParameter', { Name: '/a/b' }, `arn:aws:ssm:eu-central-1:${HERE}:parameter/a/b`],
    ['a new role with its path', 'iam', 'CreateRole', { RoleName: 'r', Path: '/team/' }, `arn:aws:iam::${HERE}:role/team/r`],
    ['a new role without one', 'iam', 'CreateRole', { RoleName: 'r', Path: '/' }, `arn:aws:iam::${HERE}:role/r`],
  ])('%s', (_, service, operation, parameters, resource) => {
    expect(needs(service, operation, parameters).map((one) => one.resource)).toEqual([resource]);
  });

  test('each of a list', () => {
    expect(inShort('ssm', 'GetParameters', { Names: ['a', '/b'] })).toEqual([`ssm:GetParameters arn:aws:ssm:eu-central-1:${HERE}:parameter/a`, `ssm:GetParameters arn:aws:ssm:eu-central-1:${HERE}:parameter/b`]);
  });

  test('partition and region are the request\'s', () => {
    expect(needs('sagemaker', 'DescribeModel', { ModelName: 'm' }, { partition: 'aws-us-gov', region: 'us-gov-west-1' })[0].resource).toBe(`arn:aws-us-gov:sagemaker:us-gov-west-1:${HERE}:model/m`);
  });

  test('a bucket has no account in its ARN, so none is told', () => {
    expect(needs('s3', 'GetObject', { Bucket: 'b', Key: 'k' })).toEqual([{ action: 's3:GetObject', resource: 'arn:aws:s3:::b/k', context: { 'aws:RequestedRegion': 'eu-central-1' } }]);
  });
});

test.each([['aws', 'us-east-1'], ['aws-us-gov', 'us-gov-west-1'], ['aws-cn', 'cn-north-1']])('IAM has one endpoint in %s: its region is %s', (partition, region) => {
  expect(needs('iam', 'GetRole', { RoleName: 'r' }, { partition })[0].context).toEqual({ 'aws:RequestedRegion': region });
});

test('operations with several actions', () => {
  expect(inShort('s3', 'CopyObject', { Bucket: 'b', Key: 'k', CopySource: '/from/a%20b?versionId=1', Tagging: 'x=1&y=2' })).toEqual([
    's3:PutObject arn:aws:s3:::b/k', 's3:PutObjectTagging arn:aws:s3:::b/k', 's3:GetObjectVersion arn:aws:s3:::from/a b',
  ]);
  expect(inShort('s3', 'UploadPartCopy', { Bucket: 'b', Key: 'k', CopySource: 'from/a' })).toEqual(['s3:GetObject arn:aws:s3:::from/a', 's3:PutObject arn:aws:s3:::b/k']);
  expect(inShort('dynamodb', 'TransactWriteItems', { TransactItems: [{ Put: { TableName: 'a' } }, { Delete: { TableName: 'b' } }, { Put: { TableName: 'a' } }] })).toEqual([
    `dynamodb:PutItem arn:aws:dynamodb:eu-central-1:${HERE}:table/a`, `dynamodb:DeleteItem arn:aws:dynamodb:eu-central-1:${HERE}:table/b`,
  ]);
});

describe('what is tagged when it is made needs the tagging action on it', () => {
  const tag = { Key: 'team', Value: 'credit' };

  test.each<[service: string, operation: string, parameters: object, asked: string]>([
    ['sagemaker', 'CreateModel', { ModelName: 'm', Tags: [tag] }, `sagemaker:AddTags arn:aws:sagemaker:eu-central-1:${HERE}:model/m`],
    ['sagemaker', 'CreateModelPackage', { ModelPackageGroupName: 'g', Tags: [tag] }, `sagemaker:AddTags arn:aws:sagemaker:eu-central-1:${HERE}:model-package/g/*`],
    ['lambda', 'CreateFunction', { FunctionName: 'f', Tags: { team: 'credit' } }, `lambda:TagResource arn:aws:lambda:eu-central-1:${HERE}:function:f`],
    ['stepfunctions', 'CreateStateMachine', { name: 's', tags: [{ key: 'team', value: 'credit' }] }, `states:TagResource arn:aws:states:eu-central-1:${HERE}:stateMachine:s`],
    ['kms', 'CreateKey', { Tags: [{ TagKey: 'team', TagValue: 'credit' }] }, `kms:TagResource arn:aws:kms:eu-central-1:${HERE}:key/*`],
    ['iam', 'CreateRole', { RoleName: 'r', Path: '/team/', Tags: [tag] }, `iam:TagRole arn:aws:iam::${HERE}:role/team/r`],
    ['iam', 'CreatePolicy', { PolicyName: 'p', Tags: [tag] }, `iam:TagPolicy arn:aws:iam::${HERE}:policy/p`],
  ])('%s %s', (service, operation, parameters, asked) => {
    const [own, tagging, ...more] = needs(service, operation, parameters);
    expect(own.action).toMatch(new RegExp(`:${operation}$`));
    expect([`${tagging.action} ${tagging.resource}`, tagging.context, more]).toEqual([asked, expect.objectContaining({ 'aws:RequestTag/team': 'credit', 'aws:TagKeys': ['team'] }), []]);
  });

  test('and without tags does not', () => {
    expect(inShort('sagemaker', 'CreateModel', { ModelName: 'm', Tags: [] })).toEqual([`sagemaker:CreateModel arn:aws:sagemaker:eu-central-1:${HERE}:model/m`]);
    expect(inShort('lambda', 'CreateFunction', { FunctionName: 'f' })).toHaveLength(1);
  });
});

describe('each of a list is asked for by itself', () => {
  const bus = (name: string) => `events:PutEvents arn:aws:events:eu-central-1:${HERE}:event-bus/${name}`;

  test('events without a bus go to the default one, whatever others name', () => {
    expect(inShort('events', 'PutEvents', { Entries: [{ EventBusName: 'orders' }, {}, { EventBusName: 'orders' }] })).toEqual([bus('orders'), bus('default')]);
    expect(inShort('events', 'PutEvents', { Entries: [{}] })).toEqual([bus('default')]);
    expect(inShort('events', 'PutEvents')).toEqual([bus('default')]);
  });

  test('events of several sources are asked for by each source', () => {
    const sources = needs('events', 'PutEvents', { Entries: [{ Source: 'a' }, { Source: 'b' }, { Source: 'a' }] }).map(({ context }) => context['events:source']);
    expect(sources).toEqual([['a'], ['b']]);
  });

  test('objects that are deleted with their version are asked for as such, others not', () => {
    expect(inShort('s3', 'DeleteObjects', { Bucket: 'b', Delete: { Objects: [{ Key: 'old', VersionId: '1' }, { Key: 'new' }], Quiet: true } })).toEqual([
      's3:DeleteObject arn:aws:s3:::b/new', 's3:DeleteObjectVersion arn:aws:s3:::b/old',
    ]);
  });

  test('what is no list is told', () => {
    expect(() => needs('events', 'PutEvents', { Entries: 3 })).toThrow('Entries is 3: it must be a list');
  });
});

test('tags of what EC2 makes are asked for as a CreateTags of that operation', () => {
  const tags = needs('ec2', 'CreateVpc', { TagSpecifications: [{ ResourceType: 'vpc', Tags: [{ Key: 'team', Value: 'a' }] }] })[1];
  expect(tags).toMatchObject({ action: 'ec2:CreateTags', resource: `arn:aws:ec2:eu-central-1:${HERE}:vpc/*`, context: { 'ec2:CreateAction': 'CreateVpc', 'aws:RequestTag/team': 'a' } });
});

describe('an empty list', () => {
  test('is given only where AWS says that no permission is needed', () => {
    expect(['GetCallerIdentity', 'GetSessionToken'].map((operation) => needs('sts', operation))).toEqual([[], []]);
    const empty = KNOWN_SERVICES.flatMap((service) => [...serviceData(service).operations.keys()].filter((operation) => needs(service, operation).length === 0));
    expect(empty.sort()).toEqual(['GetCallerIdentity', 'GetSessionToken']);
  });

  test('is not given where no row fits the request', () => {
    expect(inShort('ssm', 'AddTagsToResource', { ResourceType: 'Parameter', ResourceId: '/a' })).toEqual([`ssm:AddTagsToResource arn:aws:ssm:eu-central-1:${HERE}:parameter/a`]);
    expect(inShort('ssm', 'AddTagsToResource', { ResourceType: 'SomethingNew', ResourceId: '/a' })).toEqual(['ssm:AddTagsToResource *']);
    expect(inShort('dynamodb', 'TransactGetItems', { TransactItems: [] })).toEqual(['dynamodb:GetItem *']);
  });
});

test('what an id of Organizations stands for is told by how it begins', () => {
  const attach = (TargetId: string) => needs('organizations', 'AttachPolicy', { PolicyId: 'p-1', TargetId }).map(({ resource }) => resource.replace(`arn:aws:organizations::${HERE}:`, ''));
  expect([attach('ou-ab12-1'), attach('r-ab12'), attach(THERE)]).toEqual([
    ['policy/o-*/*/p-1', 'ou/o-*/ou-ab12-1'], ['policy/o-*/*/p-1', 'root/o-*/r-ab12'], ['policy/o-*/*/p-1', `account/o-*/${THERE}`],
  ]);
});

describe('what is not known is an error', () => {
  test('a service', () => {
    expect(() => needs('braket', 'CreateJob')).toThrow(UnknownServiceError);
    expect(() => needs('../services', 'CreateJob')).toThrow('service is "../services": what its requests need is not known; known are apigateway,');
  });

  test.each(['CreateTrainingjob', 'constructor', ''])('an operation: %j', (operation) => {
    expect(() => needs('sagemaker', operation)).toThrow(UnknownOperationError);
  });

  test('an operation whose actions stand in a text', () => {
    expect(() => needs('dynamodb', 'ExecuteStatement', { Statement: 'SELECT * FROM t' })).toThrow('operation is "ExecuteStatement": which actions dynamodb asks for it is not known');
  });

  test('parameters of another shape, all at once', () => {
    expect(() => needs('sagemaker', 'CreateTrainingJob', { TrainingJobName: { a: 1 }, VpcConfig: 3, RoleArn: [ROLE] })).toThrow(RequestParameterError);
    expect(() => needs('sagemaker', 'CreateTrainingJob', { TrainingJobName: { a: 1 }, VpcConfig: 3, RoleArn: [ROLE] })).toThrow([
      'sagemaker CreateTrainingJob: 3 problem(s)',
      '  TrainingJobName is {"a":1}: it must be a text, a number or a boolean',
      '  VpcConfig is 3: it must be a structure',
      `  RoleArn is ["${ROLE}"]: it must be a text, a number or a boolean`,
    ].join('\n'));
  });

  test('with what could be read all the same', () => {
    const told = jest.fn();
    try {
      needs('events', 'PutTargets', { Rule: 'rule', Targets: [{ RoleArn: {} }, { RoleArn: ROLE }] });
    } catch (error) {
      told((error as RequestParameterError).told.map(({ action, resource }) => `${action} ${resource}`));
    }
    expect(told).toHaveBeenCalledWith(['events:PutTargets arn:aws:events:eu-central-1:111111111111:rule/rule', `iam:PassRole ${ROLE}`]);
  });
});

test('which operations may pass roles; what is not known passes none', () => {
  expect([['lambda', 'CreateFunction'], ['codepipeline', 'UpdatePipeline']].map(([service, operation]) => mayPassRoles(service, operation))).toEqual([true, true]);
  expect([['lambda', 'Invoke'], ['lambda', 'constructor'], ['eks', 'CreateCluster']].map(([service, operation]) => mayPassRoles(service, operation))).toEqual([false, false, false]);
});

test('a pipeline passes the roles that its actions of CloudFormation give to stacks, but for those of other accounts', () => {
  const actions = [ROLE, `arn:aws:iam::${THERE}:role/worker`].map((RoleArn) => ({ configuration: { RoleArn } }));
  const passed = needs('codepipeline', 'CreatePipeline', { pipeline: { name: 'p', stages: [{ actions }] } }).filter(({ action }) => action === 'iam:PassRole');
  expect(passed.map(({ resource, context }) => [resource, context['iam:PassedToService']])).toEqual([[ROLE, 'cloudformation.amazonaws.com']]);
});
