import { Lazy } from 'aws-cdk-lib';
import { blockProblem } from '../../../src/private/addresses/block-problems';

const wanted = { largest: 16, smallest: 24, use: 'a network' };
test.each([
  ['a block of another family', '2001:db8::/56', '2001:db8::/56', 'IPv4', '10.0.0.0/16'],
  ['an address inside of a block', '10.20.3.0/16', '10.20.3.0/16', 'begins at 10.20.0.0/16', 'Write 10.20.0.0/16'],
  ['a large one', '10.0.0.0/8', '10.0.0.0/8', 'a network needs a block of /16 to /24', '10.0.0.0/16'],
  ['a small one', '10.0.0.0/28', '10.0.0.0/28', '/16 to /24', '10.0.0.0/16'],
  ['a text', 'large', 'large', 'CIDR notation', '10.0.0.0/16'],
  ['a token', Lazy.string({ produce: () => 'later' }), 'a token', 'at synthesis', '10.0.0.0/16'],
])('%s is told with its rule and remedy', (_, cidr, value, rule, remedy) => {
  expect(blockProblem('cidr', cidr, wanted)).toEqual({ prop: 'cidr', value, rule: expect.stringContaining(rule), remedy: expect.stringContaining(remedy) });
});

test.each([['10.0.0.0/16'], ['10.255.255.0/24']])('%s is well', (cidr) => {
  expect(blockProblem('cidr', cidr, wanted)).toBeUndefined();
});
