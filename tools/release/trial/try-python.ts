import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import { VERSIONS } from '../../../projenrc/versions';
import type { Package } from '../../packages/packages';
import { writePythonSbom } from '../evidence/sbom';
import { forbiddenIn } from './licences';
import type { PythonProjects } from './python-projects';
import { missingPrograms, programsOf } from './readme-programs';

/**
 * Installs one distribution alone, imports it and runs the programs of its README.
 * @param sbom the file that tells what came with it
 * @returns what went wrong
 */
export async function tryPython(projects: PythonProjects, each: Package, wheel: string, sbom: string): Promise<string[]> {
  const project = await projects.create(`mlops-foundation-${each.name}`, each.version, dependenciesOf(each));
  const programs = programsOf(each);
  const installed = await project.installed();
  writePythonSbom(`mlops-foundation-${each.name}`, wheel, installed, sbom);
  return [
    ...missingPrograms(each, programs),
    ...(await project.fits()),
    ...(await project.imports(moduleOf(each))),
    ...(await project.runsPrograms(programs.python)),
    ...forbiddenIn(installed),
  ];
}

const moduleOf = ({ name, kind }: Package) => `${kind === 'constructs' ? 'mlops_foundation.' : ''}${name.replace(/-/g, '_')}`;

/** jsii declares the peers, and its own runtime. */
function dependenciesOf({ folder, kind }: Package): string[] {
  if (kind !== 'constructs') return [];
  const { peerDependencies } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
  return ['aws-cdk-lib', 'constructs'].filter((name) => peerDependencies[name]).map((name) => (name === 'aws-cdk-lib' ? `${name}==${VERSIONS.awsCdkLibPython}` : name)).concat('jsii', 'publication', 'typeguard');
}
