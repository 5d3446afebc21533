import { AwsSolutionsChecks, HIPAASecurityChecks, type NagPack, NIST80053R5Checks, PCIDSS321Checks } from 'cdk-nag';

/** The packs of cdk-nag, by what they are named after (https://github.com/cdklabs/cdk-nag/blob/main/RULES.md). */
export const PACKS = {
  'AwsSolutions': () => new AwsSolutionsChecks(),
  'NIST 800-53 R5': () => new NIST80053R5Checks(),
  'HIPAA Security': () => new HIPAASecurityChecks(),
  'PCI DSS 3.2.1': () => new PCIDSS321Checks(),
} as const satisfies Readonly<Record<string, () => NagPack>>;

export type PackName = keyof typeof PACKS;

export const EVERY_PACK = Object.keys(PACKS) as PackName[];
