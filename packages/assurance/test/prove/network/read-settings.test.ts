import { parseNetworkSettings } from '../../../src/prove/network/read-settings';
import { readNetworkSettings } from '../../../src';

const problems = (text: string): readonly string[] => {
  try {
    parseNetworkSettings('n', text);
  } catch (error) {
    return (error as { problems: readonly string[] }).problems;
  }
  return [];
};

test('what is not said is not asked for', () => {
  expect(parseNetworkSettings('n', 'networks: [{ purpose: experimentation, internet: inspected }, { stack: ["a-*", b] }]')).toEqual({
    networks: [{ purpose: ['experimentation'], stack: undefined, internet: 'inspected', connections: [] }, { purpose: undefined, stack: ['a-*', 'b'], internet: 'none', connections: [] }],
    separate: [['pre-prod', 'prod']], withoutPolicy: {}, accepted: [], survivors: [],
  });
});

test('every problem is told, with its place and the remedy', () => {
  expect(problems(`{
    networks: [{ internet: open, purpose: 7 }, { stack: s, connections: [wire], egress: nat }, 4, {}], separate: [[a]], withoutPolicy: { kms: because }, accepted: [{ rule: x, place: y }], survivors: [{ mutant: z, because: ' ' }], more: 1
  }`)).toEqual([
    'more is not known: there are networks, separate, withoutPolicy, trusted, accepted, survivors',
    'networks[2] is 4: it must be an object',
    'networks[0].internet is "open": it must be one of none, inspected, nat',
    'networks[0].purpose is 7: it must be a text or a list of texts',
    'networks[1].egress is not known: there are purpose, stack, internet, connections, domains, endpoints, because',
    'networks[1].connections holds wire: there are peering, transit, inspected-transit, vpn, private-link',
    'networks[3] has neither purpose nor stack: say which networks it is about',
    'separate[0] is ["a"]: it must be two purposes, such as [pre-prod, prod]',
    'withoutPolicy.kms is "because": it must be the address of the page that says so',
    'accepted[0].because is undefined: it must be a text',
    'survivors[0].because is " ": it must be a text',
  ]);
});

test('a file that is none is refused', () => {
  expect(problems('[')).not.toEqual([]);
  expect(problems('7')).toEqual([expect.stringContaining('it is no object')]);
  expect(problems('networks: 7')).toEqual(['networks is 7: it must be a list']);
  expect(problems('withoutPolicy: 7')).toEqual([expect.stringContaining('withoutPolicy is 7')]);
  expect(() => readNetworkSettings('/nowhere.yaml')).toThrow('/nowhere.yaml: 1 problem(s)');
});
