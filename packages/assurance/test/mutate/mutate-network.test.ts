import type { NetworkSettings, Template } from '../../src';
import { mutateNetwork } from '../../src/mutate/mutate-network';
import { networkMutantsOf } from '../../src/mutate/network-mutants';
import { CLOSED } from '../../src/prove/network/settings';
import { assemblyOf, stackOf } from '../estimate/assembly-of';
import { changed, inspected, isolated, resource } from '../prove/network/planted';

const mutate = (resources: object, settings: Partial<NetworkSettings> = {}) => mutateNetwork(assemblyOf(stackOf({ Resources: resources } as Template)), { ...CLOSED, ...settings }, {}, 'planted');

const lists = { networks: [{ stack: ['S'], internet: 'none' as const, connections: [], domains: [], endpoints: ['kms', 's3'] }], trusted: ['111111111111'] };

/** What routes lead to by HTTPS only, beside the network's own addresses: a group that lets out more to the same lets out no more. */
const GROUPS = 'S WorkGroup: opened security group SecurityGroupEgress.? *';

test('every piece of a network without a way out is noticed, and what is opened, but for a group that lets out more to the same', () => {
  const { counts, findings } = mutate(isolated, { ...lists, survivors: [{ mutant: GROUPS, because: 'routes and the other wall' }] });
  expect(findings.filter(({ level }) => level === 'error')).toEqual([]);
  expect(counts).toMatchObject({
    'network: mutants': 66, 'network: killed': 62, 'network: DNS firewall: killed of 3': 3, 'network: flow log: killed of 1': 1, 'network: default security group: killed of 1': 1,
    'network: endpoint policy: killed of 2': 2, 'network: endpoint policy statement: killed of 2': 2, 'network: endpoint policy condition: killed of 4': 4, 'network: network ACL entry: killed of 4': 4, 'network: security group rule: killed of 4': 4,
    'network: added route: killed of 8': 8, 'network: opened endpoint policy: killed of 6': 6, 'network: opened endpoint: killed of 3': 3,
  });
});

test('what nobody has listed is not noticed: an endpoint less, a stranger more', () => {
  const alive = mutate(isolated).findings.map(({ message }) => message);
  expect(alive).toContain('S Kms: opened endpoint taken away: the proof of the network says the same with it');
  expect(alive).toContain('S Kms: opened endpoint policy 0.Condition.StringEquals.aws:PrincipalAccount and 999999999999: the proof of the network says the same with it');
  expect(alive).toContain('S Domains: opened DNS firewall and attacker.example: the proof of the network says the same with it');
});

test('every route of an inspected way out is noticed', () => {
  expect(mutate(inspected, { networks: [{ stack: ['S'], internet: 'inspected', connections: [] }] }).counts).toMatchObject({ 'network: route: killed of 4': 4 });
});

test('a survivor with a reason is for the record, a reason without a survivor is an error', () => {
  expect(mutate(isolated, { ...lists, trusted: undefined, survivors: [{ mutant: 'S *: * 999999999999', because: 'it is ours' }] }).findings).toContainEqual(expect.objectContaining({ level: 'note', message: expect.stringContaining('(it is ours)') as unknown }));
  expect(mutate(isolated, { ...lists, trusted: undefined, survivors: [{ mutant: 'S *: * 999999999999', because: 'x' }, { mutant: GROUPS, because: 'x' }, { mutant: 'S Gone: *', because: 'x' }] }).findings.filter(({ level }) => level === 'error')).toMatchObject([{ rule: 'reason-without-survivor', message: 'no mutant survives that is called S Gone: *' }]);
});

test('each mutant lacks or opens one piece, and the template stays as it was', () => {
  const template = { Resources: { ...inspected, ...changed({ ...isolated, Other: resource('AWS::S3::Bucket') }, 'Kms', { PolicyDocument: undefined }) } } as unknown as Template;
  const before = JSON.stringify(template);
  const mutants = networkMutantsOf(template);
  expect(new Set(mutants.map(({ template: each }) => JSON.stringify(each)).filter((text) => text !== before)).size).toBe(mutants.length);
  expect(JSON.stringify(template)).toBe(before);
  expect(mutants.some(({ id }) => id === 'Other')).toBe(false);
  expect(mutants.filter(({ id }) => id === 'Kms').map(({ at }) => at)).toEqual(['taken away', 'private DNS off']);
});
