import { mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { capture, mustCapture } from '../../process/capture';
import { linkTree } from './link-tree';

const QUIET = { CDK_VALIDATION: 'false', JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION: '20', PIP_DISABLE_PIP_VERSION_CHECK: '1' };

export interface PythonProjectsOptions {
  /** An empty folder outside of this repository. */
  readonly parent: string;
  /** The wheels of this repository. */
  readonly wheels: string;
  /** Python with pip, as `createTools` makes it. */
  readonly tools: string;
}

/** An environment with pip and what builds a wheel from sources. @returns its Python */
export async function createTools(parent: string): Promise<string> {
  const folder = path.join(parent, 'tools');
  await mustCapture('python3', ['-m', 'venv', folder]);
  const python = path.join(folder, 'bin', 'python');
  await mustCapture(python, ['-m', 'pip', 'install', '--quiet', 'build', 'setuptools>=77', 'wheel'], { env: QUIET });
  return python;
}

/** @returns the version of a Python */
export async function versionOf(python: string): Promise<string> {
  return (await mustCapture(python, ['-c', 'import platform; print(platform.python_version())'])).trim();
}

/** Empty environments, each with one distribution, its siblings and its declared dependencies, and nothing else. */
export class PythonProjects {
  private readonly prepared = new Map<string, Promise<string>>();

  constructor(private readonly options: PythonProjectsOptions) {}

  /** @param dependencies what the distribution declares, siblings left out, at the versions to try */
  async create(distribution: string, version: string, dependencies: readonly string[]): Promise<PythonProject> {
    const folder = mkdtempSync(path.join(this.options.parent, `${distribution}-`));
    await this.createEmpty(folder);
    linkTree(sitePackagesOf(await this.withDependencies(dependencies)), sitePackagesOf(folder));
    // the registry is out of reach here: what a wheel needs and does not declare is not found
    await this.pip(folder, '--no-index', '--find-links', this.options.wheels, `${distribution}==${version}`);
    return new PythonProject(folder, this.options.tools);
  }

  private withDependencies(dependencies: readonly string[]): Promise<string> {
    const key = dependencies.join(' ');
    const known = this.prepared.get(key) ?? this.install(dependencies);
    this.prepared.set(key, known);
    return known;
  }

  private async install(dependencies: readonly string[]): Promise<string> {
    const folder = mkdtempSync(path.join(this.options.parent, 'dependencies-'));
    await this.createEmpty(folder);
    if (dependencies.length > 0) await this.pip(folder, ...dependencies);
    return folder;
  }

  private createEmpty(folder: string): Promise<string> {
    return mustCapture('python3', ['-m', 'venv', '--without-pip', folder]);
  }

  private pip(folder: string, ...args: string[]): Promise<string> {
    return mustCapture(this.options.tools, ['-m', 'pip', '--python', path.join(folder, 'bin', 'python'), 'install', '--quiet', '--no-compile', ...args], { env: QUIET });
  }
}

/** One of them. */
export class PythonProject {
  constructor(readonly folder: string, private readonly tools: string) {}

  /** Imports a module. @returns what went wrong */
  imports(module: string): Promise<string[]> {
    return this.run('import', ['-c', 'import importlib, sys; assert importlib.import_module(sys.argv[1]).__all__, "it exports nothing"', module]);
  }

  async runsPrograms(programs: readonly string[]): Promise<string[]> {
    programs.forEach((text, index) => writeFileSync(path.join(this.folder, `example_${index + 1}.py`), text));
    return (await Promise.all(programs.map((_, index) => this.run(`README.md, program ${index + 1}`, [`example_${index + 1}.py`])))).flat();
  }

  /** Asks pip whether what is installed fits together. */
  async fits(): Promise<string[]> {
    const { succeeded, output } = await capture(this.tools, ['-m', 'pip', '--python', this.python, 'check'], { cwd: this.folder, env: QUIET });
    return succeeded ? [] : [output];
  }

  /** What is installed, as its metadata tells it. */
  async installed(): Promise<Installed[]> {
    return JSON.parse(await mustCapture(this.python, ['-c', INSTALLED], { cwd: this.folder }));
  }

  private get python(): string {
    return path.join(this.folder, 'bin', 'python');
  }

  private async run(what: string, args: readonly string[]): Promise<string[]> {
    const { succeeded, output } = await capture(this.python, args, { cwd: this.folder, env: QUIET });
    return succeeded ? [] : [`${what}:\n${output.trim().split('\n').slice(-30).join('\n')}`];
  }
}

export interface Installed {
  readonly name: string;
  readonly version: string;
  readonly license: string;
  readonly requires: readonly string[];
}

/** https://packaging.python.org/en/latest/specifications/core-metadata/: `License-Expression`, before that classifiers, before that `License`. */
const INSTALLED = `
import importlib.metadata as metadata, json
def licence(of):
    classified = [line.split(" :: ")[-1] for line in of.get_all("Classifier") or [] if line.startswith("License ::")]
    return of["License-Expression"] or " AND ".join(classified) or of["License"] or ""
print(json.dumps([
    {"name": each.metadata["Name"], "version": each.version, "license": licence(each.metadata), "requires": each.requires or []}
    for each in metadata.distributions()
]))
`;

function sitePackagesOf(environment: string): string {
  const lib = path.join(environment, 'lib');
  const python = readdirSync(lib).find((name) => name.startsWith('python3'));
  if (!python) throw new Error(`${environment} is no Python environment: there is no python3 below ${lib}`);
  return path.join(lib, python, 'site-packages');
}
