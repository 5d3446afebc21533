import type { Monorepo } from './monorepo';
import { Member, type MemberOptions } from './member';
import { PrivateHelpers } from './private-helpers';
import { VERSIONS } from './versions';

export interface ConstructLibraryOptions extends MemberOptions {
  /** Libraries it builds on; they become peer dependencies. */
  readonly siblings?: ConstructLibrary[];
  /** npm packages bundled into `assets/vendor` at build, because npm workspaces drop bundled dependencies. */
  readonly vendored?: string[];
  /** Folders of the repository that are copied into `assets` at build, by their names there: what stands beside the package and must go with it. */
  readonly copied?: Readonly<Record<string, string>>;
  /** AWS SDK clients of its Lambda handlers, by their short names. Lambda's Node.js brings them along, so that only tests and the compiler need them installed. */
  readonly handlerClients?: string[];
  /** Further folders of the package that the tarball carries. */
  readonly published?: string[];
}

/**
 * The peers are installed once, at the root, in a newer version than the floor of their range: a devDependency on the floor, which jsii asks
 * for, would install a second copy.
 */
const COMPILE = 'jsii --generate-tsconfig tsconfig.jsii.json --silence-warnings metadata/missing-dev-dependency --fail-on-warnings';

/** A jsii package of constructs, published to npm and PyPI. */
export class ConstructLibrary extends Member {
  constructor(monorepo: Monorepo, options: ConstructLibraryOptions) {
    super(monorepo, 'packages', options);
    new PrivateHelpers(monorepo, this.directory);
    monorepo.testedFolder(this.directory, this.name);
    monorepo.bundledFolder(this.directory);
    this.writeLicense();
    this.writePackageJson({
      main: 'lib/index.js',
      types: 'lib/index.d.ts',
      stability: 'experimental',
      keywords: ['aws', 'cdk', 'mlops', 'sagemaker', 'jsii'],
      files: ['lib', '.jsii', 'assets', 'CHANGELOG.md', ...(options.published ?? []), '!**/__pycache__', '!**/.pytest_cache', '!**/*.tsbuildinfo'],
      scripts: { compile: COMPILE, package: 'npm pack --pack-destination ../../dist/js' },
      peerDependencies: {
        'aws-cdk-lib': `^${VERSIONS.awsCdkLib}`,
        'constructs': `^${VERSIONS.constructsFloor}`,
        ...Object.fromEntries((options.siblings ?? []).map((sibling) => [sibling.packageName, `^${sibling.version}`])),
      },
      devDependencies: options.handlerClients ? this.awsClients(options.handlerClients) : undefined,
      copied: options.copied,
      jsii: {
        outdir: 'dist',
        excludeTypescript: ['test', 'lambda', 'vendor', 'integ', 'seed'],
        tsc: { outDir: 'lib', rootDir: 'src' },
        versionFormat: 'full',
        metadata: { jsii: { rosetta: { strict: true } } },
        targets: languagesOf(this.name),
      },
    });
  }
}

/** What the package is called in each language (https://aws.github.io/jsii/user-guides/lib-author/configuration/targets/). */
function languagesOf(name: string): Record<string, unknown> {
  const words = name.split('-');
  const pascal = words.map((word) => word[0].toUpperCase() + word.slice(1)).join('');
  return {
    python: { distName: `mlops-foundation-${name}`, module: `mlops_foundation.${words.join('_')}` },
    java: {
      package: `io.github.mlopsfoundation.${words.join('')}`,
      maven: { groupId: 'io.github.mlops-foundation', artifactId: name },
    },
    dotnet: { namespace: `MlopsFoundation.${pascal}`, packageId: `MlopsFoundation.${pascal}` },
    go: { moduleName: 'github.com/mlops-foundation/mlops-foundation-go', packageName: words.join('') },
  };
}
