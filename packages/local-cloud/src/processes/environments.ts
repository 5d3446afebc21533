import { type ChildProcess, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { FolderLock } from './folder-lock';
import { jsiiCache } from './jsii-cache';
import { killNow, killTree } from './kill-tree';
import { LOOPBACK_ONLY } from './loopback-only';
import { withoutAws } from './without-aws';
import { Spans } from '../spans';

/** A Python environment that is ready. */
export interface Environment {
  readonly folder: string;
  readonly bin: string;
  readonly python: string;
}

/** Requirement files, in order of installation. */
export interface Recipe {
  /** Without their dependencies: the file lists everything that is needed. */
  readonly closed?: readonly string[];
  readonly open?: readonly string[];
  /** Whether the wheels of the wheel folder are installed too. */
  readonly ownWheels?: boolean;
  /**
   * What its processes import. Compiled once, at the installation: no process writes bytecode, so that none lands beside people's sources, and each would
   * compile all of it again. scikit-learn and pandas take 8 s of processor time to import from source, and 2.5 s compiled.
   */
  readonly imports?: readonly string[];
  /** Whether its programs import much and end soon: Python then looks for garbage less often, and not at the end. A model server of it does not end soon, and is spared. */
  readonly endsSoon?: boolean;
}

/** What constructs in Python are mostly made of. Without its bytecode aws_ec2 alone, eight megabytes of source, takes each process 2 s. */
const CONSTRUCTS = ['aws_ec2', 'aws_iam', 'aws_kms', 'aws_sagemaker', 'aws_ssm', 'cx_api', 'interfaces.aws_ec2', 'interfaces.aws_iam', 'interfaces.aws_kms', 'interfaces.aws_ssm']
  .map((name) => `aws_cdk.${name}`);
const LEARNING = ['joblib', 'pandas', 'sklearn.compose', 'sklearn.ensemble', 'sklearn.metrics', 'sklearn.model_selection', 'sklearn.preprocessing'];

/** What each environment holds. The image table says which image stands for which. */
const RECIPES: Readonly<Record<string, Recipe>> = {
  emulator: { closed: ['emulator.txt'], imports: ['ministack.app', 'hypercorn.asyncio', 'boto3'] },
  steps: { closed: ['steps.txt', 'steps-dependencies.txt'], imports: LEARNING, endsSoon: true },
  build: {
    closed: ['build-sdk.txt', 'steps.txt', 'steps-dependencies.txt'], open: ['build.txt'], ownWheels: true, endsSoon: true,
    imports: [...LEARNING, 'pytest', 'boto3', 'typeguard', ...CONSTRUCTS, 'sagemaker.core.image_uris', 'sagemaker.core.workflow.pipeline_context', 'sagemaker.mlops.workflow.pipeline'],
  },
};

/** What each Python of an environment imports as it starts, by a line in a file of its own (https://docs.python.org/3/library/site.html), where its programs end soon. */
const ENDS_SOON = path.join(__dirname, '..', '..', 'environments', 'ends_soon.py');

/** Bytecode goes beside what was installed, whatever the user's own variables say; some modules want a region before they can be imported. */
const COMPILING = { PYTHONDONTWRITEBYTECODE: '', PYTHONPYCACHEPREFIX: '', AWS_DEFAULT_REGION: 'eu-west-1', CDK_VALIDATION: 'false', ...LOOPBACK_ONLY };
const REQUIREMENTS = path.join(__dirname, '..', '..', 'environments');
const PIP = ['-m', 'pip', 'install', '--quiet', '--no-compile', '--disable-pip-version-check', '--no-input'];

export interface EnvironmentsOptions {
  /** The folder that keeps them. */
  readonly cache: string;
  /** A folder of wheels of our own. @default - none */
  readonly wheels?: string;
  readonly onProgress?: (line: string) => void;
  /** @default python3 */
  readonly basePython?: string;
  /** @default - the environments that the image table speaks of */
  readonly recipes?: Readonly<Record<string, Recipe>>;
  /** The folder of the requirement files. @default - the one of this package */
  readonly requirements?: string;
  /** @default - nobody is told */
  readonly spans?: Spans;
}

/** Builds Python environments with the user's own pip configuration, once for each set of requirements. */
export class Environments {
  private readonly building = new Map<string, Promise<Environment>>();
  private readonly children = new Set<ChildProcess>();
  private readonly recipes: Readonly<Record<string, Recipe>>;
  private readonly requirements: string;

  constructor(private readonly options: EnvironmentsOptions) {
    this.recipes = options.recipes ?? RECIPES;
    this.requirements = options.requirements ?? REQUIREMENTS;
  }

  /** The environment of a name; concurrent calls share one build. @throws Error with pip's output when it cannot be built */
  ensure(name: string): Promise<Environment> {
    const known = this.building.get(name);
    if (known) return known;
    const building = this.make(name);
    this.building.set(name, building);
    building.catch(() => this.building.delete(name));
    return building;
  }

  /** Ends installations that are under way; nothing half done is left. */
  async close(): Promise<void> {
    await Promise.all([...this.children].map((child) => killTree(child, 1)));
  }

  private async make(name: string): Promise<Environment> {
    const recipe = this.recipes[name];
    if (!recipe) throw new Error(`there is no environment ${name}: ${Object.keys(this.recipes).join(', ')}`);
    const folder = path.join(this.options.cache, `${name}-${this.digest(recipe)}`);
    const environment = { folder, bin: path.join(folder, 'bin'), python: path.join(folder, 'bin', 'python') };
    if (isReady(environment)) return environment;
    // what builds and jobs share is nobody else's
    mkdirSync(this.options.cache, { recursive: true, mode: 0o700 });
    const lock = await FolderLock.take(`${folder}.lock`, () => this.options.onProgress?.(`environment ${name} is being installed by another process`));
    try {
      // another process may have built it meanwhile
      if (!isReady(environment)) await this.build(name, environment, recipe);
    } finally {
      lock.release();
    }
    return environment;
  }

  /** In its place from the beginning, because the programs of a virtual environment know their path; `ready` says that it is whole. */
  private async build(name: string, environment: Environment, recipe: Recipe): Promise<void> {
    const { folder } = environment;
    this.options.onProgress?.(`environment ${name} is being installed`);
    rmSync(folder, { recursive: true, force: true });
    try {
      await (this.options.spans ?? new Spans()).during('install', name, () => this.install(environment, recipe));
    } catch (error) {
      rmSync(folder, { recursive: true, force: true });
      throw error;
    }
    writeFileSync(path.join(folder, 'ready'), '');
    this.options.onProgress?.(`environment ${name} is ready`);
  }

  private async install({ folder, python }: Environment, { closed = [], open = [], ownWheels, imports = [], endsSoon }: Recipe): Promise<void> {
    const file = (requirement: string) => ['-r', path.join(this.requirements, requirement)];
    await this.run(this.options.basePython ?? 'python3', ['-m', 'venv', folder]);
    if (closed.length > 0) await this.run(python, [...PIP, '--no-deps', ...closed.flatMap(file)]);
    if (open.length > 0) await this.run(python, [...PIP, ...open.flatMap(file)]);
    const wheels = ownWheels ? this.wheels() : [];
    if (wheels.length > 0) await this.run(python, [...PIP, '--no-deps', ...wheels]);
    if (endsSoon) {
      copyFileSync(ENDS_SOON, path.join(sitePackagesOf(folder), 'ends_soon.py'));
      writeFileSync(path.join(sitePackagesOf(folder), 'ends_soon.pth'), 'import ends_soon\n');
    }
    if (imports.length > 0) await this.run(python, ['-c', imports.map((module) => `import ${module}`).join('\n')], { ...COMPILING, ...jsiiCache(folder) });
  }

  private run(command: string, args: string[], variables: NodeJS.ProcessEnv = {}): Promise<void> {
    return new Promise((resolve, reject) => {
      const output: Buffer[] = [];
      // pip has the user's configuration; what it builds is other people's code
      const child = spawn(command, args, { env: { ...withoutAws(process.env), ...variables }, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
      this.children.add(child);
      // whatever ends this process ends its child: a group of its own would outlive it
      const kill = () => killNow(child);
      process.once('exit', kill);
      const ended = () => {
        this.children.delete(child);
        process.removeListener('exit', kill);
      };
      child.stdout.on('data', (chunk) => output.push(chunk));
      child.stderr.on('data', (chunk) => output.push(chunk));
      child.once('error', (error) => {
        ended();
        reject(new Error(`${command} cannot be started (${error.message}): the local cloud needs Python 3 with venv in PATH`));
      });
      child.once('close', (code) => {
        ended();
        if (code === 0) resolve();
        else reject(new Error(`${command} ${args.join(' ')} ended with ${code}:\n${Buffer.concat(output).toString('utf8').trim()}`));
      });
    });
  }

  private wheels(): string[] {
    const { wheels } = this.options;
    return wheels && existsSync(wheels) ? readdirSync(wheels).filter((name) => name.endsWith('.whl')).sort().map((name) => path.join(wheels, name)) : [];
  }

  private digest({ closed = [], open = [], ownWheels, imports = [], endsSoon }: Recipe): string {
    const hash = createHash('sha256');
    if (endsSoon) hash.update(readFileSync(ENDS_SOON));
    if (imports.length > 0) hash.update(imports.join());
    for (const requirement of [...closed, ...open]) hash.update(readFileSync(path.join(this.requirements, requirement)));
    if (ownWheels) for (const wheel of this.wheels()) hash.update(path.basename(wheel)).update(readFileSync(wheel));
    return hash.digest('hex').slice(0, 12);
  }
}

function sitePackagesOf(environment: string): string {
  const lib = path.join(environment, 'lib');
  return path.join(lib, readdirSync(lib).find((name) => name.startsWith('python3')) as string, 'site-packages');
}

/** A Python that was updated or removed leaves environments behind that name it still. */
const isReady = ({ folder, python }: Environment) => existsSync(path.join(folder, 'ready')) && existsSync(python);
