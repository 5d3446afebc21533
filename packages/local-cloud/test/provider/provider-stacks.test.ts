import { CreateStackCommand, DeleteStackCommand, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { ProviderStacks } from '../../src/provider/provider-stacks';

/** A CloudFormation with one stack: creations and deletions take one look. */
class FakeCloudFormation {
  readonly asked: string[] = [];

  constructor(private status?: string, private readonly creationEnds = 'CREATE_COMPLETE') {}

  readonly send = async (command: unknown): Promise<any> => {
    if (command instanceof CreateStackCommand) {
      this.asked.push('create');
      this.status = 'CREATE_IN_PROGRESS';
    } else if (command instanceof DeleteStackCommand) {
      this.asked.push('delete');
      this.status = 'DELETE_IN_PROGRESS';
    } else if (command instanceof DescribeStacksCommand) {
      return this.described();
    }
    return {};
  };

  private described(): unknown {
    const { status } = this;
    if (!status) throw new Error('Stack with id LocalCloud does not exist');
    if (status === 'CREATE_IN_PROGRESS') this.status = this.creationEnds;
    if (status === 'DELETE_IN_PROGRESS') this.status = undefined;
    return { Stacks: [{ StackStatus: status, StackStatusReason: 'so it is' }] };
  }
}

const stacksIn = (cloudFormation: FakeCloudFormation) => new ProviderStacks(() => cloudFormation as never, 'token');

test('where there is none it is made, once', async () => {
  const cloudFormation = new FakeCloudFormation();
  const stacks = stacksIn(cloudFormation);
  await Promise.all([stacks.ensure('111111111111', 'eu-west-1'), stacks.ensure('111111111111', 'eu-west-1')]);
  expect(cloudFormation.asked).toEqual(['create']);
});

test('one from before is used as it is', async () => {
  const cloudFormation = new FakeCloudFormation('CREATE_COMPLETE');
  await stacksIn(cloudFormation).ensure('111111111111', 'eu-west-1');
  expect(cloudFormation.asked).toEqual([]);
});

test('one whose creation was cut off is taken away and made anew', async () => {
  const cloudFormation = new FakeCloudFormation('CREATE_FAILED');
  await stacksIn(cloudFormation).ensure('111111111111', 'eu-west-1');
  expect(cloudFormation.asked).toEqual(['delete', 'create']);
});

test('one that cannot be made is told, and tried again by whoever comes next', async () => {
  const cloudFormation = new FakeCloudFormation(undefined, 'ROLLBACK_COMPLETE');
  const stacks = stacksIn(cloudFormation);
  const refused = 'the provider of 111111111111/eu-west-1 ended as ROLLBACK_COMPLETE: so it is';
  await expect(stacks.ensure('111111111111', 'eu-west-1')).rejects.toThrow(refused);
  await expect(stacks.ensure('111111111111', 'eu-west-1')).rejects.toThrow(refused);
  expect(cloudFormation.asked).toEqual(['create', 'delete', 'create']);
});
