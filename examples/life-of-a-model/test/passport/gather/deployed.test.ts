import type { LocalCloud, Treatment } from '@mlops-foundation/local-cloud';
import { treatmentFacts } from '../../../passport/gather/deployed';
import { COMPLETE } from '../passports';

/** A type of each treatment: the compiler names one that is not here. */
const TYPES = { runs: 'AWS::CodeBuild::Project', native: 'AWS::S3::Bucket', custom: 'Custom::CDKBucketDeployment', stored: 'AWS::EC2::FlowLog', refused: 'AWS::QuickSight::Dashboard' } satisfies Record<Treatment, string>;
const cloud = { treatmentOf: (type) => Object.entries(TYPES).find(([, one]) => one === type)?.[0] } as Pick<LocalCloud, 'treatmentOf'> as LocalCloud;
const stack = (...types: string[]) => ({ template: { Resources: Object.fromEntries(types.map((Type, index) => [`R${index}`, { Type }])) } });
const sum = (kinds: readonly { readonly resources: number }[]) => kinds.reduce((all, { resources }) => all + resources, 0);

test('no resource is left out, whatever this cloud does with its type', () => {
  const { resources, kinds } = treatmentFacts({ cloud }, [stack(...Object.values(TYPES)), stack(TYPES.native, TYPES.native)]);
  expect(resources).toBe(7);
  expect(sum(kinds)).toBe(resources);
  expect(kinds.map(({ treatment }) => treatment).sort()).toEqual(Object.keys(TYPES).sort());
});

test('what a walk recorded adds up', () => {
  const { treatments } = COMPLETE.parts;
  expect(sum(treatments?.kinds ?? [])).toBe(treatments?.resources);
});
