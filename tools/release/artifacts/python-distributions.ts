import { existsSync, readdirSync, rmSync } from 'node:fs';
import * as path from 'node:path';
import { buildWheels } from '../../building/wheels';
import type { Package } from '../../packages/packages';
import { mustCapture } from '../../process/capture';
import { ROOT } from '../../root';

/** Where pip finds them: `--find-links dist/python`. */
export const PYTHON_FOLDER = path.join(ROOT, 'dist', 'python');

/** The two files of a Python distribution. */
export interface Distribution {
  readonly wheel: string;
  readonly sdist: string;
}

/** Wheel and sdist of every construct package, which is compiled, and of every package of plain Python. @param python with the module `build` */
export async function buildDistributions(all: readonly Package[], python: string): Promise<ReadonlyMap<string, Distribution>> {
  const constructs = all.filter(({ kind }) => kind === 'constructs');
  buildWheels(constructs.map(({ name }) => name), all);
  const plain = all.filter(isPlainPython);
  for (const { name, folder } of plain) {
    for (const file of filesOf(name)) rmSync(path.join(PYTHON_FOLDER, file));
    // setuptools takes what an earlier build left for sources
    for (const left of ['build', `src/mlops_foundation_${name.replace(/-/g, '_')}.egg-info`]) rmSync(path.join(folder, left), { recursive: true, force: true });
    await mustCapture(python, ['-m', 'build', '--outdir', PYTHON_FOLDER, folder]);
  }
  return new Map([...constructs, ...plain].map(({ name }) => [name, distributionOf(name)]));
}

export const isPlainPython = ({ kind, folder }: Package) => kind === 'python' && existsSync(path.join(folder, 'pyproject.toml'));

const filesOf = (name: string) => (existsSync(PYTHON_FOLDER) ? readdirSync(PYTHON_FOLDER) : []).filter((file) => file.startsWith(`mlops_foundation_${name.replace(/-/g, '_')}-`));

function distributionOf(name: string): Distribution {
  const [wheels, sdists] = [/\.whl$/, /\.tar\.gz$/].map((kind) => filesOf(name).filter((file) => kind.test(file)));
  if (wheels.length !== 1 || sdists.length !== 1) throw new Error(`${name}: ${wheels.length} wheels and ${sdists.length} sdists lie in ${PYTHON_FOLDER}, one of each is expected`);
  return { wheel: path.join(PYTHON_FOLDER, wheels[0]), sdist: path.join(PYTHON_FOLDER, sdists[0]) };
}
