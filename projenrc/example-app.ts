import type { Monorepo } from './monorepo';
import { Member, type MemberOptions } from './member';

export interface ExampleAppOptions extends MemberOptions {
  /** AWS SDK clients by their short names. */
  readonly awsClients?: string[];
}

/** An example that composes the packages. It is run from their sources and never published. */
export class ExampleApp extends Member {
  constructor(monorepo: Monorepo, options: ExampleAppOptions) {
    super(monorepo, 'examples', options);
    monorepo.testedFolder(this.directory, this.name);
    this.writePackageJson({ private: true, dependencies: this.awsClients(options.awsClients) });
  }
}
