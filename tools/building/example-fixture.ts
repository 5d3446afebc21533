import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import type { Package } from '../packages/packages';

/** AWS modules that examples speak of by the names that AWS's own examples use. */
const MODULES = ['codecommit', 'ec2', 'events', 'iam', 'kms', 'logs', 's3', 'sagemaker'];

/**
 * Writes what the examples of a package's documentation are compiled in: they stand in a construct, and everything that the package exports
 * is imported. What else they speak of a package declares in `rosetta/declarations.ts`.
 */
export function writeExampleFixture({ folder, packageName }: Package): void {
  const target = path.join(folder, 'rosetta');
  const declarations = path.join(target, 'declarations.ts');
  mkdirSync(target, { recursive: true });
  const names = exportsOf(readFileSync(path.join(folder, 'src', 'index.ts'), 'utf8'));
  writeFileSync(path.join(target, 'default.ts-fixture'), fixtureOf(packageName, names, existsSync(declarations) ? readFileSync(declarations, 'utf8') : ''));
}

export function fixtureOf(packageName: string, names: readonly string[], declarations = ''): string {
  return [
    "import { App, Aws, Duration, RemovalPolicy, Size, Stack } from 'aws-cdk-lib';",
    ...MODULES.map((name) => `import * as ${name} from 'aws-cdk-lib/aws-${name}';`),
    "import { Construct } from 'constructs';",
    `import { ${names.join(', ')} } from '${packageName}';`,
    '',
    'declare const app: App;',
    'declare const stack: Stack;',
    'declare const vpc: ec2.IVpc;',
    'declare const securityGroup: ec2.ISecurityGroup;',
    'declare const key: kms.IKey;',
    'declare const bucket: s3.IBucket;',
    'declare const role: iam.IRole;',
    declarations,
    '',
    'class Example extends Construct {',
    '  constructor(scope: Construct, id: string) {',
    '    super(scope, id);',
    '    /// here',
    '  }',
    '}',
    '',
  ].join('\n');
}

/** The names that an index exports one by one. */
export function exportsOf(index: string): string[] {
  return [...index.matchAll(/^export (?:type )?\{([^}]*)\}/gm)].flatMap(([, list]) =>
    list.split(',').map((item) => item.trim().replace(/^type /, '').replace(/^.* as /, '')).filter(Boolean),
  );
}
