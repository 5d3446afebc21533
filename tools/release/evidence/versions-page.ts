import { readFileSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { VERSIONS } from '../../../projenrc/versions';
import { type Package, packages } from '../../packages/packages';
import { ROOT } from '../../root';
import { isPlainPython } from '../artifacts/python-distributions';

const FILE = path.join(ROOT, 'docs', 'versions.md');

/** Writes docs/versions.md from the tree. It is part of the commit that a release is made of, so it comes before any trial and claims none. */
export function writeVersionsPage(): void {
  writeFileSync(FILE, versionsPage(packages()));
}

/** @returns whether docs/versions.md says what the tree says */
export const isVersionsPageFresh = () => readFileSync(FILE, 'utf8') === versionsPage(packages());

export function versionsPage(all: readonly Package[]): string {
  const published = all.filter((each) => !each.isPrivate || isPlainPython(each));
  return [
    '# Versions',
    '',
    'Each package has a version of its own. These stand in the commit that carries this file; that says nothing of a trial. `npm run release:dry` tries them with one',
    'another ([how](releasing.md)) and, when nothing failed, writes with which Node, Python and `aws-cdk-lib` each really ran into `dist/release/tested-together.md`,',
    'which every release page carries.',
    '',
    'Written by `node tools/release.mjs versions`; do not edit.',
    '',
    '| package | version | npm | PyPI |', '|---|---|---|---|',
    ...published.map((each) => `| ${each.name} | ${each.version} | ${each.isPrivate ? '–' : `\`${each.packageName}\``} | ${each.kind === 'node' ? '–' : `\`mlops-foundation-${each.name}\``} |`),
    '',
    '| what a trial is made with | version |', '|---|---|',
    `| aws-cdk-lib, in TypeScript | ${VERSIONS.awsCdkLib}, the lowest that is allowed |`,
    `| aws-cdk-lib, in Python | ${VERSIONS.awsCdkLibPython} |`,
    `| constructs, in TypeScript | ${VERSIONS.constructsFloor}, the lowest that is allowed |`,
    `| TypeScript | ${VERSIONS.typescript} |`,
    `| Node | that of the machine, ${VERSIONS.node} or newer |`,
    '| Python | that of the machine |',
    '',
  ].join('\n');
}
