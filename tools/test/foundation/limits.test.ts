import { above, inventory, readAssembly } from '@mlops-foundation/assurance';
import { foundation } from './synthesized';

const phases = foundation();

test.each(phases)('$phase: no stack passes 60 % of a limit of CloudFormation', ({ folder }) => {
  expect(above(60, inventory(readAssembly(folder)))).toEqual([]);
});

test.each(phases)('$phase: every stack knows its account and region', ({ folder }) => {
  expect(inventory(readAssembly(folder)).places.filter(({ account, region }) => !/^\d{12}$/.test(account) || region.startsWith('unknown'))).toEqual([]);
});
