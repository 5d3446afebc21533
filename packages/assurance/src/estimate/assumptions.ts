import type { BilledResource } from './billed-resources';
import { dimensionOf } from './dimensions';
import type { CostLine, MonthlyUse } from './estimate';
import { Unresolved } from '../assembly/intrinsics';
import { type Prices, usersOf } from './lines';
import { HOURS } from './rule';

/** Everything that the figure takes for granted, said in sentences. */
export function assumptionsOf(resources: readonly BilledResource[], lines: readonly CostLine[], use: MonthlyUse, prices: Prices): string[] {
  const types = new Set(resources.map(({ type }) => type));
  const said = (type: string, sentence: string) => (types.has(type) ? [sentence] : []);
  return [
    'List prices on demand in US dollars: no discounts, no savings plans, no taxes, no support.',
    'Free tiers and free allowances are not subtracted; where a price falls with volume, its first tier is taken for all.',
    ...oldest(lines),
    `A month has ${HOURS} hours, in which everything exists all the time.`,
    ...said('AWS::KMS::Key', 'KMS keys count one a month; each of the first two rotations of a key adds one more from then on.'),
    ...(lines.some(({ what }) => what.startsWith('active pipeline')) ? ['Every V1 pipeline counts as active: one that no change runs through in a month costs nothing in it.'] : []),
    ...said('AWS::ServiceCatalog::CloudFormationProduct', 'What people provision from Service Catalog products is not in the assembly and not in the sum.'),
    ...said('AWS::CodePipeline::Pipeline', 'What pipelines deploy is not in the assembly and not in the sum.'),
    ...said('AWS::SageMaker::Endpoint', 'Endpoints count the instances that they start with; scaling adds or removes some.'),
    ...said('AWS::CloudTrail::Trail', "A trail counts as its account's first copy of management events, which costs nothing."),
    ...(types.has('AWS::EC2::NatGateway') && types.has('AWS::NetworkFirewall::Firewall') ? ['NAT gateways count in full: AWS waives their charges where they are chained with Network Firewall.'] : []),
    ...elsewhere(resources, prices),
    ...unused(resources, use),
    'Data transfer out of AWS, between regions and between zones is not in the sum.',
  ];
}

/** A price without a date cannot be doubted: the one to doubt first is named. */
function oldest(lines: readonly CostLine[]): string[] {
  const [first] = lines.map(({ stated, what }) => ({ stated, what })).sort((a, b) => (a.stated < b.stated ? -1 : 1));
  return first ? [`The oldest price in the sum is of ${first.stated}: ${first.what}.`] : [];
}

function elsewhere(resources: readonly BilledResource[], { table, regionOf }: Prices): string[] {
  const stacks = resources.map(({ stack }) => stack).filter(({ region }) => !table.regions.includes(region));
  return [...new Set(stacks.map((stack) => `The stack ${stack.name} lies in ${stack.region}: prices of ${regionOf(stack)} were taken.`))];
}

/** Nothing is zero in silence: what could be used and is given no use is named. */
function unused(resources: readonly BilledResource[], use: MonthlyUse): string[] {
  const possible = new Set(resources.flatMap(({ bill }) => (bill === undefined || bill instanceof Unresolved ? [] : (bill.use ?? []))));
  const given = (id: string) => Object.entries(use).some(([place, quantities]) => Object.keys(quantities).some((price) => (price === id || price.startsWith(`${id}/`)) && usersOf(resources, place, price).length > 0));
  return [...possible].filter((id) => !given(id)).sort().map((id) => `No use of ${id} (${dimensionOf(id)?.what}, in ${dimensionOf(id)?.unit}) is assumed.`);
}
