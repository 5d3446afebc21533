import { lower, type LoweringContext } from '../../src/lowering/lower';
import { originalOf, readTemplate, type Template, withOriginal } from '../../src/lowering/template-text';

const context: LoweringContext = {
  account: '111111111111', region: 'eu-west-1', partition: 'aws', parameters: {}, served: new Map([['AWS::CodeCommit::Repository', {}]]), nested: async (url) => `${url}.lowered`,
};

test('a template of types that the emulator creates stays as it is', async () => {
  expect(await lower({ Resources: { Queue: { Type: 'AWS::SQS::Queue' } } }, context)).toBeUndefined();
});

test('what a service of the runner creates becomes its custom resource', async () => {
  const properties = { RepositoryName: 'r' };
  const lowered = await lower({ Resources: { Repository: { Type: 'AWS::CodeCommit::Repository', Properties: properties } } }, context);
  expect(lowered?.Resources.Repository).toMatchObject({ Type: 'Custom::AWS-CodeCommit-Repository', Properties: { Type: 'AWS::CodeCommit::Repository', Properties: properties } });
});

test('every refused type is named, before anything is created', async () => {
  const template: Template = { Resources: { A: { Type: 'AWS::Batch::JobQueue' }, B: { Type: 'AWS::Nothing::AtAll' }, C: { Type: 'AWS::SQS::Queue' } } };
  await expect(lower(template, context)).rejects.toThrow('nothing of this stack was created, for the local cloud has no way to create A (AWS::Batch::JobQueue), B (AWS::Nothing::AtAll)');
});

test('what the emulator\'s handlers drop is replayed by companions, under the same condition', async () => {
  const lowered = await lower({ Resources: { Role: { Type: 'AWS::IAM::Role', Condition: 'Wanted', Properties: { PermissionsBoundary: 'arn:b' } } } }, context);
  expect(lowered?.Resources.RoleLocalBoundary).toMatchObject({ Condition: 'Wanted', Properties: { Type: 'Local::IAM::RoleBoundary', Properties: { RoleName: { Ref: 'Role' }, PermissionsBoundary: 'arn:b' } } });
});

test('an attribute that the emulator does not return is replaced by its property', async () => {
  const lowered = await lower({
    Resources: { Vpc: { Type: 'AWS::EC2::VPC', Properties: { CidrBlock: '10.0.0.0/16' } } }, Outputs: { Block: { Value: { 'Fn::GetAtt': ['Vpc', 'CidrBlock'] } } },
  }, context);
  expect(lowered?.Outputs).toEqual({ Block: { Value: '10.0.0.0/16' } });
});

test('a nested stack is lowered too', async () => {
  const url = { 'Fn::Sub': 'https://s3.${AWS::Region}.${AWS::URLSuffix}/bucket-${AWS::AccountId}/child.json' };
  const lowered = await lower({ Resources: { Child: { Type: 'AWS::CloudFormation::Stack', Properties: { TemplateURL: url } } } }, context);
  expect(lowered?.Resources.Child.Properties?.TemplateURL).toBe('https://s3.eu-west-1.amazonaws.com/bucket-111111111111/child.json.lowered');
});

test('the original comes back byte by byte from the lowered template', () => {
  const original = 'Resources:\n  Queue: { Type: AWS::SQS::Queue } # as it was\n';
  expect(originalOf(JSON.stringify(withOriginal(readTemplate(original), original)))).toBe(original);
  expect(originalOf('{"Resources":{}}')).toBeUndefined();
});

test('short forms of YAML are read', () => {
  const { Outputs } = readTemplate('Resources: {}\nOutputs:\n  A: !GetAtt Role.Arn\n  B: !Sub "x-${AWS::Region}"\n  C: !Join ["-", [a, !Ref B]]\n');
  expect(Outputs).toEqual({ A: { 'Fn::GetAtt': ['Role', 'Arn'] }, B: { 'Fn::Sub': 'x-${AWS::Region}' }, C: { 'Fn::Join': ['-', ['a', { Ref: 'B' }]] } });
});
