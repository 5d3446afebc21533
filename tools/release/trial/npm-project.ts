import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import type { Package } from '../../packages/packages';
import { capture, mustCapture } from '../../process/capture';
import { ROOT } from '../../root';
import { linkTree } from './link-tree';

const INSTALL = ['install', '--no-audit', '--no-fund', '--prefer-offline', '--loglevel=error'];
const QUIET = { CDK_VALIDATION: 'false', JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION: '20', AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' };

/** What every project that uses TypeScript has beside its dependencies. */
const COMPILER = {
  target: 'ES2022', module: 'node16', moduleResolution: 'node16', strict: true, skipLibCheck: true, esModuleInterop: true,
  types: ['node'], typeRoots: [path.join(ROOT, 'node_modules', '@types')],
};

/** Empty projects outside of this repository, each with one package, its siblings and its declared peers, and nothing else. */
export class NpmProjects {
  private readonly prepared = new Map<string, Promise<string>>();

  /** @param parent an empty folder outside of this repository */
  constructor(private readonly parent: string, private readonly tarballs: ReadonlyMap<string, string>) {}

  /** @param chain the package and the siblings that it is built on */
  async create({ name, folder }: Package, chain: readonly Package[]): Promise<NpmProject> {
    const project = mkdtempSync(path.join(this.parent, `${name}-`));
    linkTree(await this.withPeers(peersOf(folder, this.tarballs)), project);
    const files = chain.map(({ packageName }) => this.tarballs.get(packageName) ?? missing(packageName));
    await mustCapture('npm', [...INSTALL, ...files], { cwd: project });
    return new NpmProject(project);
  }

  /** Installed once for all packages with the same peers: the lowest versions that the ranges allow, which is what the ranges claim. */
  private withPeers(peers: readonly string[]): Promise<string> {
    const key = peers.join(' ');
    const known = this.prepared.get(key) ?? this.install(peers);
    this.prepared.set(key, known);
    return known;
  }

  private async install(peers: readonly string[]): Promise<string> {
    const folder = mkdtempSync(path.join(this.parent, 'peers-'));
    writeFileSync(path.join(folder, 'package.json'), JSON.stringify({ name: 'empty-project', version: '0.0.0', private: true }));
    if (peers.length > 0) await mustCapture('npm', [...INSTALL, '--save-exact', ...peers], { cwd: folder });
    return folder;
  }
}

/** One of them. */
export class NpmProject {
  constructor(readonly folder: string) {}

  /** Imports a package. @returns what went wrong */
  async imports(packageName: string): Promise<string[]> {
    return this.run('import', process.execPath, ['-e', `if (Object.keys(require(${JSON.stringify(packageName)})).length === 0) throw new Error('it exports nothing')`]);
  }

  /** Type-checks programs, then runs each. */
  async runsPrograms(programs: readonly string[]): Promise<string[]> {
    programs.forEach((text, index) => writeFileSync(path.join(this.folder, `example-${index + 1}.ts`), text));
    const names = programs.map((_, index) => `example-${index + 1}`);
    writeFileSync(path.join(this.folder, 'tsconfig.json'), JSON.stringify({ compilerOptions: COMPILER, files: names.map((name) => `${name}.ts`) }));
    const compiled = await this.run('README.md does not compile', process.execPath, [path.join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc'), '-p', '.']);
    if (compiled.length > 0) return compiled;
    return (await Promise.all(names.map((name) => this.run(`README.md, program ${name.split('-')[1]}`, process.execPath, [`${name}.js`])))).flat();
  }

  /** Runs a command that a package brings. */
  async runsCommand(command: string, args: readonly string[], says: RegExp): Promise<string[]> {
    const { output } = await capture('npx', ['--no-install', command, ...args], { cwd: this.folder, env: QUIET });
    return says.test(output) ? [] : [`${command} ${args.join(' ')} does not say ${says.source}:\n${output}`];
  }

  /** Puts a file where the programs run. */
  write(file: string, text: string): void {
    mkdirSync(path.dirname(path.join(this.folder, file)), { recursive: true });
    writeFileSync(path.join(this.folder, file), text);
  }

  private async run(what: string, command: string, args: readonly string[]): Promise<string[]> {
    const { succeeded, output } = await capture(command, args, { cwd: this.folder, env: QUIET });
    return succeeded ? [] : [`${what}:\n${output.trim().split('\n').slice(0, 30).join('\n')}`];
  }
}

/** Peers that are no siblings, at the floor of their range. */
function peersOf(folder: string, tarballs: ReadonlyMap<string, string>): string[] {
  const { peerDependencies = {} } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
  return Object.entries<string>(peerDependencies).filter(([name]) => !tarballs.has(name)).map(([name, range]) => `${name}@${range.replace(/^\^/, '')}`);
}

function missing(packageName: string): never {
  throw new Error(`there is no tarball of ${packageName}`);
}
