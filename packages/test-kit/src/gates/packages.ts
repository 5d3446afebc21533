import { EVERY_PACK, type PackName } from '../nag/packs';

/** What every scenario of a package is held against. */
export interface Gates {
  /** Packs of cdk-nag, over the construct tree. */
  readonly packs: readonly PackName[];
  /** Whether Control Tower's rules, cfn-lint and the template validation of aws-cdk-lib read the templates too. */
  readonly templates: boolean;
}

const EVERYTHING: Gates = { packs: EVERY_PACK, templates: true };
const THE_LEAST: Gates = { packs: ['AwsSolutions'], templates: false };

/** A package opts in by its name here, pack by pack. */
const PACKAGES: Readonly<Record<string, Gates>> = {
  'secure-network': EVERYTHING,
};

/** The packages whose scenarios and integration apps pass every gate. */
export const fullyGated = (): string[] => Object.keys(PACKAGES).filter((name) => PACKAGES[name].templates && EVERY_PACK.every((pack) => PACKAGES[name].packs.includes(pack)));

/**
 * @param testPath of the test file that asks, from which its package is known
 * @throws Error where it is not known: the least would be held against a package that has opted in to more
 */
export function gatesOf(testPath: string | undefined): Gates {
  if (testPath === undefined) throw new Error('gates are those of the package whose test asks, and jest names no test file: ask within a test file');
  const [, name = ''] = /[\\/]packages[\\/]([^\\/]+)[\\/]/.exec(testPath) ?? [];
  return PACKAGES[name] ?? THE_LEAST;
}
