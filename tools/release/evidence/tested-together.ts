import type { ReleaseRecord } from './release-record';

/** Which versions were tried with one another, and with what, for people to read. @returns undefined of a run in which something failed */
export function testedTogether({ isSound, packages }: ReleaseRecord): string | undefined {
  if (!isSound) return undefined;
  return [
    '# Tested together',
    '',
    'Each was installed alone, imported, and the programs of its README ran. Other versions within the ranges that a package declares should work and were not tried.',
    '',
    '| package | version |', '|---|---|',
    ...packages.map(({ name, version }) => `| ${name} | ${version} |`),
    '',
    '| package | from | ran with |', '|---|---|---|',
    ...packages.flatMap(({ name, triedWith: { npm, pypi } }) => [
      ...(npm ? [`| ${name} | npm | ${told(npm)} |`] : []),
      ...(pypi ? [`| ${name} | PyPI | ${told(pypi)} |`] : []),
    ]),
    '',
  ].join('\n');
}

const told = (versions: Readonly<Record<string, string>>) => Object.entries(versions).map(([name, version]) => `${name} ${version}`).join(', ');
