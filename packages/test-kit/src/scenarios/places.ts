import type { Environment } from 'aws-cdk-lib';

/** Where a construct must work. */
export interface Place {
  readonly name: string;
  /** The environment of the stack. @default - the stack does not know where it goes */
  readonly env?: Environment;
  /** The partition that the environment implies. @default - not known at synthesis */
  readonly partition?: string;
}

/** An account that nobody named, one that somebody did, and the other partitions: GovCloud, whose names are as ours, and China, whose domain is not. */
export const PLACES: readonly Place[] = [
  { name: 'anywhere' },
  { name: 'in 111111111111/eu-west-1', env: { account: '111111111111', region: 'eu-west-1' }, partition: 'aws' },
  { name: 'in aws-us-gov', env: { account: '111111111111', region: 'us-gov-west-1' }, partition: 'aws-us-gov' },
  { name: 'in aws-cn', env: { account: '111111111111', region: 'cn-north-1' }, partition: 'aws-cn' },
];
