import type { NetworkSettings, Template } from '../../src';
import { mutateNetwork } from '../../src/mutate/mutate-network';
import { networkMutantsOf } from '../../src/mutate/network-mutants';
import { CLOSED } from '../../src/prove/network/settings';
import { assemblyOf, stackOf } from '../estimate/assembly-of';
import { changed, inspected, isolated, resource, without } from '../prove/network/planted';

const mutate = (resources: object, settings: Partial<NetworkSettings> = {}) => mutateNetwork(assemblyOf(stackOf({ Resources: resources } as Template)), { ...CLOSED, ...settings }, {}, 'planted');

test('every piece of a network without a way out is noticed, but for what an endpoint lets out', () => {
  const { counts, findings } = mutate(isolated);
  expect(counts).toMatchObject({
    'network: mutants': 21, 'network: killed': 20, 'network: score in percent': 95.2, 'network: DNS firewall: killed of 3': 3, 'network: flow log: killed of 1': 1, 'network: default security group: killed of 1': 1,
    'network: endpoint policy: killed of 2': 2, 'network: endpoint policy statement: killed of 2': 2, 'network: endpoint policy condition: killed of 4': 4, 'network: network ACL entry: killed of 4': 4, 'network: security group rule: killed of 4': 3,
  });
  expect(findings).toMatchObject([{ rule: 'mutant-survived', level: 'error', message: 'S EndsGroup: security group rule Properties.SecurityGroupEgress[0]: the proof of the network says the same without it' }]);
});

test('every route of an inspected way out is noticed', () => {
  expect(mutate(without(inspected, 'NamesOfVpc', 'Names'), { networks: [{ stack: ['S'], internet: 'inspected', connections: [] }] })).toMatchObject({ findings: [], counts: { 'network: route: killed of 4': 4 } });
});

test('a survivor with a reason is for the record, a reason without a survivor is an error', () => {
  expect(mutate(isolated, { survivors: [{ mutant: 'S EndsGroup: *', because: 'nobody uses it' }] }).findings).toMatchObject([{ level: 'note', message: expect.stringContaining('(nobody uses it)') }]);
  expect(mutate(isolated, { survivors: [{ mutant: 'S *Group: *', because: 'x' }, { mutant: 'S Gone: *', because: 'x' }] }).findings.filter(({ level }) => level === 'error')).toMatchObject([{ rule: 'reason-without-survivor', message: 'no mutant survives that is called S Gone: *' }]);
});

test('each mutant lacks one piece, and the template stays as it was', () => {
  const template = { Resources: changed({ ...isolated, Other: resource('AWS::S3::Bucket') }, 'Kms', { PolicyDocument: undefined }) } as unknown as Template;
  const before = JSON.stringify(template);
  const mutants = networkMutantsOf(template);
  expect(new Set(mutants.map(({ template: one }) => JSON.stringify(one)).filter((text) => text !== before)).size).toBe(mutants.length);
  expect(JSON.stringify(template)).toBe(before);
  expect(mutants.some(({ id }) => id === 'Kms' || id === 'Other')).toBe(false);
});
