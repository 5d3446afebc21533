import type { Resource, Stack } from '@mlops-foundation/assurance';
import { PHASES, synthesized } from './synthesized';

const phases = PHASES.map((phase) => ({ phase, stacks: synthesized(phase).assembly.stacks }));
const steps = phases.slice(1).map(({ phase, stacks }, index) => ({ from: phases[index].phase, to: phase, before: phases[index].stacks, after: stacks }));
/** What holds something that is not in the templates. */
const STATEFUL = /^AWS::(S3::Bucket|KMS::Key|Logs::LogGroup|DynamoDB::(Global)?Table|CodeCommit::Repository|SageMaker::(Domain|ModelPackageGroup)|EC2::(VPC|VPCCidrBlock|Subnet)|SSM::Parameter|IAM::(Role|ManagedPolicy)|ServiceCatalog::\w+Product)$/;
/** Properties whose change makes CloudFormation put another in its place. */
const IDENTITY = ['BucketName', 'LogGroupName', 'RoleName', 'ManagedPolicyName', 'CidrBlock', 'VpcId', 'AvailabilityZone', 'Name', 'TableName', 'RepositoryName', 'ModelPackageGroupName'];

const held = (stack: Stack) => Object.entries(stack.template.Resources ?? {}).filter(([, { Type }]) => STATEFUL.test(Type));
const identityOf = ({ Type, Properties }: Resource) => JSON.stringify([Type, ...IDENTITY.map((name) => Properties?.[name])]);

test.each(steps)('from $from to $to accounts are added, and nothing that holds state goes or is replaced', ({ before, after }) => {
  expect(after.length).toBeGreaterThan(before.length);
  for (const stack of before) {
    const next = after.find(({ name }) => name === stack.name);
    expect(next).toMatchObject({ account: stack.account, region: stack.region });
    expect(held(stack).length).toBeGreaterThan(5);
    expect(held(stack).filter(([id, resource]) => identityOf(resource) !== identityOf(next?.template.Resources?.[id] ?? { Type: 'none' })).map(([id]) => id)).toEqual([]);
  }
});
