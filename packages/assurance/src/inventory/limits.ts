import type { Stack } from '../assembly/assembly';

export interface Limit {
  readonly name: 'resources' | 'template bytes' | 'parameters' | 'outputs' | 'mappings';
  readonly most: number;
  used(stack: Stack): number;
}

const count = (section?: object) => Object.keys(section ?? {}).length;

/**
 * What CloudFormation takes in one template; a nested stack is a template of its own. The size is that of a template in S3: the page says
 * 1 MB, taken here as the smaller of its two meanings.
 * Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html
 */
export const LIMITS: readonly Limit[] = [
  { name: 'resources', most: 500, used: ({ template }) => count(template.Resources) },
  { name: 'template bytes', most: 1_000_000, used: ({ bytes }) => bytes },
  { name: 'parameters', most: 200, used: ({ template }) => count(template.Parameters) },
  { name: 'outputs', most: 200, used: ({ template }) => count(template.Outputs) },
  { name: 'mappings', most: 200, used: ({ template }) => count(template.Mappings) },
];
