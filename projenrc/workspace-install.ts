import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { Component, type Project } from 'projen';

/** projen installs when the root's package.json changed; this does so when a member's did. */
export class WorkspaceInstall extends Component {
  private before = '';

  constructor(project: Project) {
    super(project);
  }

  preSynthesize(): void {
    this.before = this.manifests();
  }

  postSynthesize(): void {
    if (this.manifests() !== this.before) {
      execFileSync('npm', ['install', '--no-audit', '--no-fund'], { cwd: this.project.outdir, stdio: 'inherit' });
    }
  }

  private manifests(): string {
    const read = (folder: string) => {
      const parent = path.join(this.project.outdir, folder);
      if (!fs.existsSync(parent)) return [];
      return fs.readdirSync(parent).sort().map((name) => path.join(parent, name, 'package.json')).filter((file) => fs.existsSync(file));
    };
    return ['packages', 'examples'].flatMap(read).map((file) => fs.readFileSync(file, 'utf8')).join('\n');
  }
}
