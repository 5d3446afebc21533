import { JsonFile } from 'projen';
import type { Monorepo } from './monorepo';
import { Member, type MemberOptions } from './member';

export interface NodeToolOptions extends MemberOptions {
  /** Whether it is run as a command: `src/cli/main.ts`. @default false */
  readonly bin?: boolean;
  /** Never published. @default false */
  readonly private?: boolean;
  readonly siblings?: NodeTool[];
  readonly deps?: string[];
  /** Further folders of the package that the tarball carries. */
  readonly published?: string[];
  /** Types that its sources find without an import, beside those of Node. */
  readonly globalTypes?: string[];
  /** Whether stack traces lead to its sources, which makes what is published three times as large. @default true */
  readonly sourceMaps?: boolean;
  /** AWS SDK clients by their short names. */
  readonly awsClients?: string[];
}

/** A plain Node package in TypeScript: a library or a command. */
export class NodeTool extends Member {
  constructor(monorepo: Monorepo, options: NodeToolOptions) {
    super(monorepo, 'packages', options);
    monorepo.testedFolder(this.directory, this.name);
    const compilerOptions = { rootDir: 'src', outDir: 'lib', paths: {}, ...(options.globalTypes ? { types: ['node', ...options.globalTypes] } : {}), ...(options.sourceMaps === false ? { inlineSourceMap: false, inlineSources: false } : {}) };
    new JsonFile(monorepo, `${this.directory}/tsconfig.json`, {
      marker: false,
      obj: { extends: '../../tsconfig.base.json', compilerOptions, include: ['src'] },
    });
    this.writeLicense();
    this.writePackageJson({
      private: options.private,
      main: 'lib/index.js',
      types: 'lib/index.d.ts',
      bin: options.bin ? { [this.name]: 'lib/cli/main.js' } : undefined,
      files: ['lib', 'CHANGELOG.md', ...(options.published ?? []), '!**/__pycache__'],
      scripts: {
        compile: 'tsc -p tsconfig.json',
        ...(options.private ? {} : { package: 'npm pack --pack-destination ../../dist/js' }),
      },
      dependencies: {
        ...Object.fromEntries((options.siblings ?? []).map((sibling) => [sibling.packageName, `^${sibling.version}`])),
        ...this.dependencies(options.deps),
        ...this.awsClients(options.awsClients),
      },
    });
  }
}
