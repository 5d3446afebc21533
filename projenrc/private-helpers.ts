import * as fs from 'node:fs';
import * as path from 'node:path';
import { Component, type Project, TextFile } from 'projen';

/** Copies the masters of the private helpers (`internal/src`) that a package imports, and what these import, read-only into its `src/private`. */
export class PrivateHelpers extends Component {
  constructor(project: Project, directory: string) {
    super(project);
    const master = path.join(project.outdir, 'internal', 'src');
    const masters = fs.readdirSync(master).sort();
    const home = path.join(project.outdir, directory, 'src', 'private');
    const own = ['src', 'lambda'].flatMap((folder) => sourcesBelow(path.join(project.outdir, directory, folder))).filter((file) => path.dirname(file) !== home || !masters.includes(path.basename(file)));
    const wanted = new Set(own.flatMap(importsOf).filter((file) => path.dirname(file) === home).map((file) => path.basename(file)).filter((file) => masters.includes(file)));
    // a set that grows while it is walked through: what a helper imports comes with it
    for (const file of wanted) importsOf(path.join(master, file)).forEach((imported) => wanted.add(path.basename(imported)));
    for (const file of [...wanted].sort()) {
      new TextFile(project, `${directory}/src/private/${file}`, {
        lines: [`// Copied from internal/src/${file} by projen: change it there.`, ...fs.readFileSync(path.join(master, file), 'utf8').split('\n')],
      });
    }
  }
}

function sourcesBelow(folder: string): string[] {
  if (!fs.existsSync(folder)) return [];
  return fs.readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts') && !file.endsWith('.d.ts')).map((file) => path.join(folder, file));
}

/** The files that a source imports by a relative path. */
const importsOf = (file: string): string[] =>
  [...fs.readFileSync(file, 'utf8').matchAll(/from '(\.[^']+)'/g)].map(([, imported]) => `${path.resolve(path.dirname(file), imported)}.ts`);
