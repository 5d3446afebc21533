import { Deployment } from '../../../src/assembly/graph/deployment';
import { Unresolved } from '../../../src/assembly/intrinsics';
import type { Stack, Template } from '../../../src';

const stack = (name: string, account: string, region: string, template: Template): Stack => ({ name, account, region, template, bytes: 0, nested: [] });
const asking = (argument: object): Template => ({ Resources: { Spoke: { Type: 'Custom::Spoke', Properties: { Hub: { 'Fn::GetStackOutput': argument } } } } });
const hub = stack('Hub', '111111111111', 'eu-west-1', { Resources: { Gateway: { Type: 'AWS::EC2::TransitGateway' } }, Outputs: { Id: { Value: { Ref: 'Gateway' } } } });
const ROLE = { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':iam::111111111111:role/reader']] };

function hubOf(argument: object, account = '222222222222', region = 'eu-west-1'): unknown {
  const { stacks } = new Deployment({ folder: 'cdk.out', stacks: [hub, stack('Spoke', account, region, asking(argument))] });
  const [, { evaluation, stack: { template } }] = stacks;
  return evaluation.property(template.Resources!.Spoke, 'Hub');
}

test.each<[string, object, string, string]>([
  ['of another account, by the role that reads it', { StackName: 'Hub', OutputName: 'Id', RoleArn: ROLE }, '222222222222', 'eu-west-1'],
  ['of another region', { StackName: 'Hub', OutputName: 'Id', Region: 'eu-west-1' }, '111111111111', 'eu-central-1'],
  ['of the own account and region', { StackName: 'Hub', OutputName: 'Id' }, '111111111111', 'eu-west-1'],
])('an output %s is followed', (_, argument, account, region) => {
  expect(hubOf(argument, account, region)).toBe('Hub-Gateway-generated');
});

test.each<[string, object]>([
  ['that is not there', { StackName: 'Hub', OutputName: 'Other', RoleArn: ROLE }],
  ['of a stack that was not read', { StackName: 'Elsewhere', OutputName: 'Id', RoleArn: ROLE }],
  ['of the own account, where the stack stands in another', { StackName: 'Hub', OutputName: 'Id' }],
  ['whose stack is not known', { StackName: { Ref: 'AWS::StackId' }, OutputName: 'Id' }],
])('an output %s is not guessed', (_, argument) => {
  expect(hubOf(argument)).toBeInstanceOf(Unresolved);
});
