import { readFileSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { VERSIONS } from '../../../projenrc/versions';
import { type Package, packages } from '../../packages/packages';
import { ROOT } from '../../root';
import { isPlainPython } from '../artifacts/python-distributions';

const FILE = path.join(ROOT, 'docs', 'versions.md');

/** Writes docs/versions.md from the tree: which versions of the packages a run of `npm run release:dry` tries with one another. */
export function writeTestedTogether(): void {
  writeFileSync(FILE, testedTogether(packages()));
}

/** @returns whether docs/versions.md says what the tree says */
export const isTestedTogetherFresh = () => readFileSync(FILE, 'utf8') === testedTogether(packages());

export function testedTogether(all: readonly Package[]): string {
  const published = all.filter((each) => !each.isPrivate || isPlainPython(each));
  return [
    '# Tested together',
    '',
    'Each package has a version of its own. These are tried with one another, each installed alone from its tarball and its wheel, by `npm run release:dry`',
    'at the commit that carries this file; [how](releasing.md). Other versions within the ranges that a package declares should work and were not tried.',
    '',
    'Written by `npm run release:dry`; do not edit.',
    '',
    '| package | version | npm | PyPI |', '|---|---|---|---|',
    ...published.map((each) => `| ${each.name} | ${each.version} | ${each.isPrivate ? '–' : `\`${each.packageName}\``} | ${each.kind === 'node' ? '–' : `\`mlops-foundation-${each.name}\``} |`),
    '',
    '| with | version |', '|---|---|',
    `| aws-cdk-lib, in TypeScript | ${VERSIONS.awsCdkLib}, the lowest that is allowed |`,
    `| aws-cdk-lib, in Python | ${VERSIONS.awsCdkLibPython} |`,
    `| constructs, in TypeScript | ${VERSIONS.constructsFloor}, the lowest that is allowed |`,
    `| TypeScript | ${VERSIONS.typescript} |`,
    '| Node | 20 |', '| Python | 3.11 |',
    '',
  ].join('\n');
}
