import * as fs from 'node:fs';
import * as path from 'node:path';
import { Component, type Project, TextFile } from 'projen';

/** Copies the master of the private helpers (`internal/src`) read-only into `src/private` of a package. */
export class PrivateHelpers extends Component {
  constructor(project: Project, directory: string) {
    super(project);
    const master = path.join(project.outdir, 'internal', 'src');
    for (const file of fs.readdirSync(master).sort()) {
      new TextFile(project, `${directory}/src/private/${file}`, {
        lines: [`// Copied from internal/src/${file} by projen: change it there.`, ...fs.readFileSync(path.join(master, file), 'utf8').split('\n')],
      });
    }
  }
}
