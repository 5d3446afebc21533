import { estimateCost } from '@mlops-foundation/assurance';
import type { Treatment } from '@mlops-foundation/local-cloud';
import type { Life } from '../../life';
import { once } from '../../people/calls';
import type { Cost } from '../facts/cost';
import type { Account, Treatments, Treated } from '../facts/foundation';
import { type DeployedStack, deployedStacks } from './stacks';

/** A record, so that the compiler names a treatment that is not told. */
const TOLD: Readonly<Record<Treatment, true>> = { runs: true, native: true, custom: true, stored: true, refused: true };

/** Takes down what stands in the accounts: the stacks, what this cloud does with their resources, what they would cost on AWS. */
export function recordDeployed(life: Life): void {
  const stacks = once(() => deployedStacks(life));
  life.passport.record('accounts', async () => accountFacts(life, await stacks()));
  life.passport.record('treatments', async () => treatmentFacts(life, await stacks()));
  life.passport.record('cost', async () => costFacts(life, await stacks()));
}

function accountFacts({ topology }: Life, stacks: readonly DeployedStack[]): Account[] {
  return Object.entries(topology.accounts).map(([purpose, id]) => ({
    purpose, id,
    // purposes may share an account
    stacks: stacks.filter((stack) => stack.purpose === purpose).map(({ name, status, template }) => ({ name, status, resources: typesOf(template).length })),
  }));
}

/** What this cloud does with the resources of the stacks: each resource is of one kind. */
export function treatmentFacts({ cloud }: Pick<Life, 'cloud'>, stacks: readonly Pick<DeployedStack, 'template'>[]): Treatments {
  const types = stacks.flatMap(({ template }) => typesOf(template));
  const kinds = Object.keys(TOLD).map((treatment): Treated => {
    const treated = types.filter((type) => cloud.treatmentOf(type) === treatment);
    return { treatment, resources: treated.length, types: [...new Set(treated)].sort() };
  });
  return { resources: types.length, kinds: kinds.filter(({ resources }) => resources > 0) };
}

/** The estimate of what is deployed: endpoints with the instances that their stacks' parameters give them. */
function costFacts({ topology: { region } }: Life, stacks: readonly DeployedStack[]): Cost {
  const distinct = [...new Map(stacks.map((stack) => [`${stack.account}/${stack.name}`, stack])).values()];
  return estimateCost({ folder: 'the deployed stacks', stacks: distinct.map(({ name, account, template }) => ({ name, account, region, template, bytes: 0, nested: [] })) });
}

const typesOf = ({ Resources = {} }: Pick<DeployedStack['template'], 'Resources'>) => Object.values(Resources).map(({ Type }) => Type);
