import { CloudFormationClient, GetTemplateCommand, ListStacksCommand } from '@aws-sdk/client-cloudformation';
import { parse } from 'yaml';
import type { Life } from '../../life';
import { Person } from '../../people/person';
import type { Account, Stack, Treatments, Treated } from '../facts/foundation';

const TREATMENTS = ['runs', 'emulator', 'stored', 'refused'] as const;

/** A stack with the types of the resources that its template declares. */
interface Deployed extends Stack {
  readonly types: readonly string[];
}

/** The accounts of the topology and the stacks that stand in them. */
export async function accountFacts(life: Life): Promise<Account[]> {
  return (await deployed(life)).map(({ stacks, ...account }) => ({ ...account, stacks: stacks.map(({ types: _, ...stack }) => stack) }));
}

/** What this cloud does with each resource that was deployed. */
export async function treatmentFacts(life: Life): Promise<Treatments> {
  const types = (await deployed(life)).flatMap(({ stacks }) => stacks.flatMap((stack) => stack.types));
  const kinds = TREATMENTS.map((treatment): Treated => {
    const treated = types.filter((type) => life.cloud.treatmentOf(type) === treatment);
    return { treatment, resources: treated.length, types: [...new Set(treated)].sort() };
  });
  return { resources: types.length, kinds: kinds.filter(({ resources }) => resources > 0) };
}

function deployed({ cloud, topology }: Life): Promise<{ purpose: string; id: string; stacks: Deployed[] }[]> {
  return Promise.all(Object.entries(topology.accounts).map(async ([purpose, id]) => {
    const cloudFormation = Person.administrator(cloud, 'it', id).use(CloudFormationClient);
    const { StackSummaries = [] } = await cloudFormation.send(new ListStacksCommand({}));
    const standing = StackSummaries.filter(({ StackStatus }) => StackStatus !== 'DELETE_COMPLETE');
    const stacks = await Promise.all(standing.map(async ({ StackName: name = '', StackStatus: status = '' }): Promise<Deployed> => {
      const { TemplateBody } = await cloudFormation.send(new GetTemplateCommand({ StackName: name, TemplateStage: 'Original' }));
      const types = Object.values<{ Type: string }>(parse(TemplateBody ?? '{}').Resources ?? {}).map(({ Type }) => Type);
      return { name, status, resources: types.length, types };
    }));
    return { purpose, id, stacks: stacks.sort((one, other) => one.name.localeCompare(other.name)) };
  }));
}
