import { existsSync, symlinkSync } from 'node:fs';
import * as path from 'node:path';
import { type Package, withSiblings } from '../../packages/packages';
import { ROOT } from '../../root';
import { writeNpmSbom } from '../evidence/sbom';
import { cameWithNpm, forbiddenIn } from './licences';
import type { NpmProject, NpmProjects } from './npm-project';
import { missingPrograms, programsOf } from './readme-programs';
import { SAMPLE_ASSEMBLY } from './sample-assembly';

/** The commands that packages bring, and what they must say of the sample assembly or of nothing. */
const COMMANDS: Readonly<Record<string, { readonly args: readonly string[]; readonly says: RegExp }>> = {
  'assurance': { args: ['inventory', 'cdk.out'], says: /AWS::S3::Bucket/ },
  'local-cloud': { args: ['status'], says: /no local cloud|not run|does not run/i },
};

/**
 * Installs one package alone, imports it, runs its command and the programs of its README.
 * @param sbom the file that tells what came with it
 * @returns what went wrong
 */
export async function tryNpm(projects: NpmProjects, each: Package, all: readonly Package[], sbom: string): Promise<string[]> {
  const project = await projects.create(each, withSiblings(each.name, all));
  for (const [file, text] of Object.entries(SAMPLE_ASSEMBLY)) project.write(file, text);
  await writeNpmSbom(each, project.folder, sbom);
  sharePythonEnvironments(project);
  const programs = programsOf(each);
  const command = COMMANDS[each.name];
  return [
    ...missingPrograms(each, programs),
    ...(await project.imports(each.packageName)),
    ...(command ? await project.runsCommand(each.name, command.args, command.says) : []),
    ...(await project.runsPrograms(programs.typescript)),
    ...forbiddenIn(cameWithNpm(project.folder)),
  ];
}

/** The local cloud's Python environments take minutes to install; what is prepared is told from the requirements in the tarball. */
function sharePythonEnvironments({ folder }: NpmProject): void {
  const cache = path.join(ROOT, '.local-cloud-cache');
  if (existsSync(cache)) symlinkSync(cache, path.join(folder, '.local-cloud-cache'));
}
