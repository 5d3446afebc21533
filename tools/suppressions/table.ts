import { writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { ROOT } from '../root';
import type { Suppression, SynthesizedApp } from './suppression';
import { synthesizedApps } from './synthesized-apps';

export const PAGE = path.join(ROOT, 'docs', 'suppressions.md');

const HEAD = [
  '# Suppressions', '',
  'Every finding of cdk-nag, AWS Control Tower\'s rules, cfn-lint or CloudFormation\'s template validation that a construct accepts, with its reason, as the examples and the integration apps of all',
  'packages have them when they are synthesized. `npx tsx tools/suppressions/table.ts` writes this page; a test fails when it is stale.', '',
  '`secure-network` passes everything: the four packs (AwsSolutions, NIST 800-53 R5, HIPAA Security, PCI DSS 3.2.1), Control Tower, cfn-lint and CloudFormation\'s validation, errors and warnings. The other',
  'packages are held against AwsSolutions; `packages/test-kit/src/gates/packages.ts` is where one opts in to more.', '',
  'One rule of cfn-lint is left out everywhere: `W3005`, a dependency that a reference says already. The CDK writes those by itself, and its own template validation leaves the rule out too.', '',
  'A path begins with the outermost construct of the package. cdk-nag names each wildcard of `AwsSolutions-IAM5` by itself, and so does the code: the table does not repeat them.', '',
];

/** The page of all suppressions. */
export function suppressionsPage(apps: readonly SynthesizedApp[]): string {
  const all = apps.flatMap(({ suppressions }) => suppressions);
  const packages = [...new Set(all.map((one) => one.package))].sort();
  return [
    ...HEAD, ...budgetLines(apps), '',
    ...packages.flatMap((name) => [`## ${name}`, '', '| construct | rules | reason |', '|---|---|---|', ...rowsOf(all.filter((one) => one.package === name)), '']),
  ].join('\n').trimEnd() + '\n';
}

/** Rules with one reason at one place stand together. */
function rowsOf(suppressions: readonly Suppression[]): string[] {
  const rows = new Map<string, { at: string; reason: string; rules: Set<string> }>();
  for (const { at, reason, rule } of suppressions) {
    const row = rows.get(`${at}\n${reason}`) ?? { at, reason, rules: new Set() };
    row.rules.add(rule);
    rows.set(`${at}\n${reason}`, row);
  }
  return [...rows.values()].map(({ at, reason, rules }) => `| \`${at}\` | ${[...rules].sort().map((rule) => `\`${rule}\``).join(', ')} | ${cell(reason)} |`).sort();
}

function budgetLines(apps: readonly SynthesizedApp[]): string[] {
  return [
    '| app | resources | entries |', '|---|---|---|',
    ...apps.map(({ name, resources, entries }) => `| \`${name}\` | ${resources} | ${entries} |`),
  ];
}

const cell = (text: string) => text.replace(/\|/g, '\\|').replace(/\n/g, ' ');

if (require.main === module) writeFileSync(PAGE, suppressionsPage(synthesizedApps()));
