import { Token } from 'aws-cdk-lib';
import { type NameRule, NPM_NAME, PYTHON_NAME, pythonName } from '../private/package-names';

/** What of a public index a mirror hands on. */
export interface PackageIndexOptions {
  /**
   * The packages that may come in from the index, each by its full name, those that others depend on too; in every version. At least one.
   * Python's names are taken as pip takes them: `Scikit_Learn` is `scikit-learn`. Of npm: `react`, `@scope/name`.
   * @default - every package of the index
   */
  readonly allowedPackages?: string[];
}

/**
 * A public index of packages that a `PackageMirror` holds packages of: those to which CodeArtifact has an external connection
 * (https://docs.aws.amazon.com/codeartifact/latest/ug/external-connection.html). Conda's channels are none of them.
 * @example
 * PackageIndex.pypi({ allowedPackages: ['numpy', 'pandas', 'scikit-learn'] });
 */
export class PackageIndex {
  /**
   * The Python Package Index.
   * @param options what of it is handed on
   */
  static pypi(options: PackageIndexOptions = {}): PackageIndex {
    return new PackageIndex('pypi', 'pypi', PYTHON_NAME, options.allowedPackages?.map((name) => (Token.isUnresolved(name) ? name : pythonName(name))));
  }

  /**
   * The registry of npm.
   * @param options what of it is handed on
   */
  static npm(options: PackageIndexOptions = {}): PackageIndex {
    return new PackageIndex('npm', 'npmjs', NPM_NAME, options.allowedPackages);
  }

  /**
   * The external connection.
   * @internal
   */
  readonly _connection: string;
  /**
   * The repository that holds what the index gives, named as CodeArtifact's console names it.
   * @internal
   */
  readonly _storeName: string;
  /**
   * What a name is.
   * @internal
   */
  readonly _nameRule: NameRule;

  /**
   * @param format CodeArtifact's name of the format: `pypi`
   * @param publicName CodeArtifact's name of the index: `npmjs`
   * @param nameRule what a name is
   * @param allowedPackages the names that may come in, as CodeArtifact keeps them; undefined where every one may
   */
  private constructor(readonly format: string, publicName: string, nameRule: NameRule, readonly allowedPackages?: string[]) {
    this._connection = `public:${publicName}`;
    this._storeName = `${publicName}-store`;
    this._nameRule = nameRule;
  }

  /**
   * Every package of the format, as package groups write it: https://docs.aws.amazon.com/codeartifact/latest/ug/package-group-definition-syntax-matching-behavior.html
   * @internal
   */
  get _everyPackage(): string {
    return `/${this.format}/*`;
  }

  /**
   * One package, whose namespace is npm's scope and otherwise empty.
   * @internal
   */
  _package(name: string): string {
    const [, scope = '', own] = /^(?:@([^/]+)\/)?(.*)$/.exec(name)!;
    return `/${this.format}/${scope}/${own}$`;
  }
}
