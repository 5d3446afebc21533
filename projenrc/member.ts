import * as fs from 'node:fs';
import * as path from 'node:path';
import { Component, JsonFile, TextFile } from 'projen';
import type { Monorepo } from './monorepo';
import { VERSIONS } from './versions';

/** What every workspace of the monorepo says of itself. */
export interface MemberOptions {
  /** Folder and unscoped package name. */
  readonly name: string;
  /** One sentence for package.json and the registry page. */
  readonly description: string;
}

/** Versions that the dependencies of members resolve to, by package name. */
const DEPENDENCY_VERSIONS: Record<string, string> = {
  '@cdklabs/cdk-validator-cfnguard': VERSIONS.cfnGuard,
  'aws-cdk': VERSIONS.cdkCli,
  'cdk-nag': VERSIONS.cdkNag,
  'fflate': `^${VERSIONS.fflate}`,
  'yaml': `^${VERSIONS.yaml}`,
};

/**
 * A workspace of the monorepo. It is a component of the one root project, not a project of its own: it writes a package.json and no
 * task files, lock file or ignore files, so there is nothing of projen's to undo (docs/adr/0001).
 */
export abstract class Member extends Component {
  readonly name: string;
  readonly directory: string;
  readonly packageName: string;
  readonly version: string;

  constructor(protected readonly monorepo: Monorepo, parentFolder: string, protected readonly options: MemberOptions) {
    super(monorepo);
    this.name = options.name;
    this.directory = `${parentFolder}/${options.name}`;
    this.packageName = `${monorepo.scope}/${parentFolder === 'examples' ? 'example-' : ''}${options.name}`;
    this.version = this.versionThatLernaGave();
  }

  protected writePackageJson(fields: Record<string, unknown>): void {
    new JsonFile(this.monorepo, `${this.directory}/package.json`, {
      marker: true,
      obj: {
        name: this.packageName,
        description: this.options.description,
        version: this.version,
        repository: { type: 'git', url: this.monorepo.repositoryUrl, directory: this.directory },
        license: 'Apache-2.0',
        author: { name: this.monorepo.author, url: this.monorepo.repositoryUrl, organization: true },
        engines: { node: `>= ${VERSIONS.node}` },
        ...fields,
      },
    });
  }

  /** Each package carries the licence: a tarball and a wheel hold nothing from outside their folder. */
  protected writeLicense(): void {
    const text = fs.readFileSync(require.resolve('projen/license-text/Apache-2.0.txt'), 'utf8');
    new TextFile(this.monorepo, `${this.directory}/LICENSE`, { lines: text.trimEnd().split('\n').concat('') });
  }

  protected dependencies(names: string[] = []): Record<string, string> {
    const unknown = names.filter((name) => !DEPENDENCY_VERSIONS[name]);
    if (unknown.length > 0) {
      throw new Error(`${this.directory}: no version for ${unknown.join(', ')}: add it to DEPENDENCY_VERSIONS in projenrc/member.ts`);
    }
    return Object.fromEntries(names.map((name) => [name, DEPENDENCY_VERSIONS[name]]));
  }

  protected awsClients(names: readonly string[] = []): Record<string, string> {
    return Object.fromEntries(names.map((name) => [`@aws-sdk/client-${name}`, VERSIONS.awsSdk]));
  }

  /** lerna writes versions; projen must keep them. */
  private versionThatLernaGave(): string {
    const file = path.join(this.monorepo.outdir, this.directory, 'package.json');
    return fs.existsSync(file) ? (JSON.parse(fs.readFileSync(file, 'utf8')).version ?? '0.0.0') : '0.0.0';
  }
}
