import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { pathToFileURL } from 'node:url';
import { sha256Of } from '../../packages/digest';
import { capture } from '../../process/capture';

const LOADER = path.join(__dirname, 'LoadModule.java');
const QUIET = { JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION: '20' };

export interface JavaProjectsOptions {
  /** An empty folder outside of this repository. */
  readonly parent: string;
  /** The jars of this repository, in the layout of a Maven repository. */
  readonly jars: string;
}

/** Empty Maven projects, each with one artifact and what its POM declares, and nothing else. */
export class JavaProjects {
  constructor(private readonly options: JavaProjectsOptions) {}

  /**
   * Resolves an artifact as Maven does and loads all that is in it.
   * @returns what went wrong
   */
  async loads(group: string, artifact: string, version: string): Promise<string[]> {
    const folder = mkdtempSync(path.join(this.options.parent, `${artifact}-java-`));
    writeFileSync(path.join(folder, 'pom.xml'), this.pom(group, artifact, version));
    // Maven keeps what it found once for a version: what an earlier run built must not be found
    const local = path.join(this.options.parent, 'm2');
    const resolved = await capture('mvn', ['--batch-mode', '--quiet', '-Dstyle.color=never', `-Dmaven.repo.local=${local}`, 'dependency:build-classpath', '-DincludeScope=runtime', '-Dmdep.outputFile=classpath'], { cwd: folder });
    if (!resolved.succeeded) return [resolved.output.trim()];
    const classpath = readFileSync(path.join(folder, 'classpath'), 'utf8').trim();
    const jar = classpath.split(path.delimiter).find((file) => path.basename(file) === `${artifact}-${version}.jar`);
    if (!jar) return [`Maven resolved no ${artifact}-${version}.jar: ${classpath}`];
    const built = path.join(this.options.jars, ...group.split('.'), artifact, version, path.basename(jar));
    if (sha256Of(jar) !== sha256Of(built)) return [`Maven took another ${path.basename(jar)} than ${built}: a mirror of its settings hides what was built`];
    const { succeeded, output } = await capture('java', ['-cp', classpath, LOADER, jar], { cwd: folder, env: QUIET });
    return succeeded ? [] : [output.trim().split('\n').slice(0, 30).join('\n')];
  }

  private pom(group: string, artifact: string, version: string): string {
    return `<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>empty</groupId><artifactId>empty-project</artifactId><version>0.0.0</version>
  <repositories><repository><id>built</id><url>${pathToFileURL(this.options.jars).href.replace(/&/g, '&amp;')}</url></repository></repositories>
  <dependencies><dependency><groupId>${group}</groupId><artifactId>${artifact}</artifactId><version>${version}</version></dependency></dependencies>
</project>
`;
  }
}
