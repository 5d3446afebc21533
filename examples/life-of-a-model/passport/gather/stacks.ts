import { CloudFormationClient, DescribeStacksCommand, GetTemplateCommand, type Stack as StackDescription } from '@aws-sdk/client-cloudformation';
import type { Template } from '@mlops-foundation/assurance';
import { parse } from 'yaml';
import type { Life } from '../../life';
import { Person } from '../../people/person';

/** A stack as it stands in an account. */
export interface DeployedStack {
  readonly purpose: string;
  readonly account: string;
  readonly name: string;
  readonly status: string;
  /** The template it was created from, its parameters' values in place of their defaults. */
  readonly template: Template;
}

/** Through this stack the local cloud creates what the emulator lacks; it is no part of what was deployed. */
const OF_THE_CLOUD = 'LocalCloud';

/** Every stack in every account of the topology. */
export async function deployedStacks({ cloud, topology }: Life): Promise<DeployedStack[]> {
  const stacks = await Promise.all(Object.entries(topology.accounts).map(async ([purpose, account]) => {
    const cloudFormation = Person.administrator(cloud, 'IT', account).use(CloudFormationClient);
    const { Stacks = [] } = await cloudFormation.send(new DescribeStacksCommand({}));
    const standing = Stacks.filter(({ StackName, StackStatus }) => StackName !== OF_THE_CLOUD && StackStatus !== 'DELETE_COMPLETE');
    return Promise.all(standing.map(async (stack): Promise<DeployedStack> => ({
      purpose, account, name: stack.StackName ?? '', status: stack.StackStatus ?? '', template: await templateOf(cloudFormation, stack),
    })));
  }));
  return stacks.flat().sort((one, other) => one.name.localeCompare(other.name));
}

async function templateOf(cloudFormation: CloudFormationClient, { StackName, Parameters: given = [] }: StackDescription): Promise<Template> {
  const { TemplateBody } = await cloudFormation.send(new GetTemplateCommand({ StackName, TemplateStage: 'Original' }));
  const template: Template = parse(TemplateBody ?? '{}');
  const values = Object.fromEntries(given.map(({ ParameterKey = '', ParameterValue }) => [ParameterKey, { Default: ParameterValue }]));
  const parameters = Object.entries(template.Parameters ?? {}).map(([name, parameter]) => [name, { ...parameter, ...values[name] }]);
  return { ...template, Parameters: Object.fromEntries(parameters) };
}
