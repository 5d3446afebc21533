import { Lazy } from 'aws-cdk-lib';
import * as fc from 'fast-check';
import { AddressPlan, type AddressPlanProps } from '../../src';
import { overlap, parseBlock } from '../../src/private/addresses/ipv4-block';

const PLAN: AddressPlanProps = { supernets: ['10.64.0.0/12'], teams: ['credit-risk', 'fraud'], purposes: ['dev', 'pre-prod', 'prod'] };
const plan = (props: Partial<AddressPlanProps> = {}) => new AddressPlan({ ...PLAN, ...props });
const blocksOf = ({ allocations }: AddressPlan) => allocations.flatMap(({ cidr, workloadCidr }) => [cidr, workloadCidr]).flatMap((cidr) => (cidr ? [parseBlock(cidr)!] : []));

/** Plans that fit: their supernets lie apart by construction. */
const anyPlan = fc.record({
  networkPrefix: fc.integer({ min: 18, max: 24 }), workloadPrefix: fc.integer({ min: 18, max: 26 }), bits: fc.integer({ min: 1, max: 5 }), supernets: fc.integer({ min: 1, max: 3 }),
  teams: fc.integer({ min: 1, max: 12 }), purposes: fc.integer({ min: 1, max: 8 }), withWorkloads: fc.boolean(),
}).map(({ bits, supernets, teams, purposes, withWorkloads, ...rest }): AddressPlanProps => ({
  ...rest,
  purposesPerTeam: 2 ** bits,
  supernets: Array.from({ length: supernets }, (_, index) => `10.${index * 64}.0.0/10`),
  workloadSupernets: withWorkloads ? ['100.64.0.0/10'] : undefined,
  teams: Array.from({ length: teams }, (_, index) => `team-${index}`),
  purposes: Array.from({ length: Math.min(purposes, 2 ** bits) }, (_, index) => `purpose-${index}`),
})).filter(({ purposesPerTeam = 16, networkPrefix = 20, workloadPrefix = 18, teams, supernets }) => {
  const fits = (prefix: number, blocks: number) => blocks * 2 ** (prefix - Math.log2(purposesPerTeam) - 10) >= teams.length;
  return fits(networkPrefix, supernets.length) && fits(workloadPrefix, 1);
});

test('no two networks of 10,000 plans overlap, and each lies in a supernet', () => {
  fc.assert(fc.property(anyPlan, (props) => {
    const made = new AddressPlan(props);
    const supernets = [...props.supernets, ...(props.workloadSupernets ?? [])].map((cidr) => parseBlock(cidr)!);
    const blocks = blocksOf(made).sort((a, b) => a.first - b.first);
    const isApart = blocks.every((block, index) => index === 0 || !overlap(blocks[index - 1], block));
    const isInside = blocks.every((block) => supernets.some((supernet) => overlap(supernet, block) && supernet.prefix <= block.prefix));
    return isApart && isInside && made.allocations.length === props.teams.length * props.purposes.length;
  }), { numRuns: 10_000 });
});

test('teams, purposes and supernets that are appended move nobody', () => {
  fc.assert(fc.property(anyPlan, (props) => {
    const before = new AddressPlan(props);
    const grown = { ...props, supernets: [...props.supernets, '172.16.0.0/12'], purposes: [...props.purposes, 'one-more'].slice(0, props.purposesPerTeam) };
    const after = new AddressPlan({ ...grown, teams: before.teamsLeft > 0 ? [...props.teams, 'one-more'] : props.teams });
    expect(after.allocations).toEqual(expect.arrayContaining(before.allocations));
  }));
});

test('networks of a team lie side by side, from the first address of the first supernet on', () => {
  expect(plan().allocations.map(({ team, purpose, cidr }) => `${team} ${purpose} ${cidr}`)).toEqual([
    'credit-risk dev 10.64.0.0/20', 'credit-risk pre-prod 10.64.16.0/20', 'credit-risk prod 10.64.32.0/20', 'fraud dev 10.65.0.0/20', 'fraud pre-prod 10.65.16.0/20', 'fraud prod 10.65.32.0/20',
  ]);
});

test('what is left is told', () => {
  expect(plan()).toMatchObject({ teamCapacity: 16, teamsLeft: 14, purposesLeft: 13 });
  expect(plan({ teams: ['credit-risk', AddressPlan.VACANT, 'fraud'] })).toMatchObject({ teamCapacity: 16, teamsLeft: 14 });
  expect(plan({ workloadSupernets: ['100.64.0.0/10'] })).toMatchObject({ teamCapacity: 16 });
  expect(plan({ workloadSupernets: ['100.64.0.0/12'] })).toMatchObject({ teamCapacity: 4 });
});

test('a team that goes leaves its place to another one', () => {
  const fraud = plan().addressesOf('fraud', 'dev').cidr;
  expect(plan({ teams: [AddressPlan.VACANT, 'fraud'] }).addressesOf('fraud', 'dev').cidr).toBe(fraud);
  expect(plan({ teams: ['marketing', 'fraud'] }).addressesOf('marketing', 'dev').cidr).toBe(plan().addressesOf('credit-risk', 'dev').cidr);
});

test('workloads may have blocks of their own', () => {
  expect(plan({ workloadSupernets: ['100.64.0.0/10'] }).addressesOf('fraud', 'dev')).toMatchObject({ cidr: '10.65.0.0/20', workloadCidr: '100.68.0.0/18' });
});

test.each([
  ['a team that the plan has not', 'marketing', 'dev'], ['a purpose that it has not', 'fraud', 'lake'], ['a vacant place', AddressPlan.VACANT, 'dev'],
])('%s is told with those that there are', (_, team, purpose) => {
  expect(() => plan({ teams: ['credit-risk', 'fraud', AddressPlan.VACANT] }).addressesOf(team, purpose)).toThrow(`addressesOf is "${team}, ${purpose}": teams are credit-risk, fraud; purposes dev, pre-prod, prod. Name one of these, or append it to the plan.`);
});

const later = Lazy.string({ produce: () => 'later' });
test.each<[string, Partial<AddressPlanProps>, string[]]>([
  ['supernets that overlap', { supernets: ['10.64.0.0/12', '10.72.0.0/13'] }, ['supernets[1] is "10.72.0.0/13": it overlaps supernets[0], 10.64.0.0/12']],
  ['a supernet of the data centre', { reserved: ['10.70.0.0/16'] }, ['supernets[0] is "10.64.0.0/12": it overlaps reserved[0], 10.70.0.0/16']],
  ['workloads among networks', { workloadSupernets: ['10.0.0.0/8'] }, ['workloadSupernets[0] is "10.0.0.0/8": it overlaps supernets[0], 10.64.0.0/12']],
  ['a supernet in which no team has room', { supernets: ['10.64.0.0/17'] }, ['supernets[0] is "10.64.0.0/17": a block for 16 networks of /20 needs a block of /4 to /16. Give one such as 10.0.0.0/16']],
  ['a supernet that is none, and another one', { supernets: ['ten', '10.64.0.1/12'] }, ['supernets[0] is "ten": it is an IPv4 block', 'supernets[1] is "10.64.0.1/12": a block of this size begins at 10.64.0.0/12']],
  ['a supernet of IPv6', { supernets: ['2001:db8::/32'] }, ['supernets[0] is "2001:db8::/32": it is a block of IPv4 addresses']],
  ['a supernet that is a token', { supernets: [later] }, ['supernets[0] is "a token": a block for 16 networks of /20 is cut from it at synthesis']],
  ['a supernet of the internet', { supernets: ['8.0.0.0/8'] }, ['supernets[0] is "8.0.0.0/8": networks have private addresses']],
  ['no supernet', { supernets: [] }, ['supernets is []: blocks are cut from one at least']],
  ['too many teams', { teams: Array.from({ length: 17 }, (_, index) => `team-${index}`) }, ['teams is 17: 10.64.0.0/12 have room for 16 teams. Append a supernet']],
  ['too many purposes', { purposesPerTeam: 2 }, ['purposes is 3: each team has room for 2. Start with a larger purposesPerTeam']],
  ['a team twice', { teams: ['fraud', 'fraud'] }, ['teams is ["fraud"]: each has one place']],
  ['a team that is a token, and no purpose', { teams: [later], purposes: [] }, ['teams is "a token": a name stands for a place', 'purposes is []: there is one at least']],
  ['sizes that are none', { networkPrefix: 28, workloadPrefix: 15, purposesPerTeam: 7 }, ['networkPrefix is 28: it is a whole number from 16 to 24', 'workloadPrefix is 15', 'purposesPerTeam is 7: a team\'s block has room for a power of two']],
])('%s: told, all at once', (_, props, told) => {
  const message = (() => {
    try {
      return plan(props).allocations.length;
    } catch (error) {
      return (error as Error).message;
    }
  })();
  expect(message).toMatch(new RegExp(`^AddressPlan: ${told.length} problem`));
  for (const part of told) expect(message).toContain(part);
});
