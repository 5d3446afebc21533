import { TextFile } from 'projen';
import type { Monorepo } from './monorepo';
import { Member, type MemberOptions } from './member';

/**
 * A Python package of the standard library only. Its package.json lets lerna version it with the others; pyproject.toml is its own and reads
 * the version that lerna gave from the file `VERSION`.
 */
export class PythonTool extends Member {
  constructor(monorepo: Monorepo, options: MemberOptions) {
    super(monorepo, 'packages', options);
    this.writeLicense();
    this.writePackageJson({ private: true });
    new TextFile(monorepo, `${this.directory}/VERSION`, { lines: [this.version, ''] });
  }
}
