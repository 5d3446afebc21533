/** What a package's name is. */
export interface NameRule {
  readonly pattern: RegExp;
  readonly description: string;
}

/** Python's names of packages: https://packaging.python.org/en/latest/specifications/name-normalization/ */
export const PYTHON_NAME: NameRule = { pattern: /^[a-z0-9]([a-z0-9._-]*[a-z0-9])?$/i, description: 'a name of Python\'s index is letters and digits, between them points, hyphens and underscores' };

/** npm's, with or without a scope: https://docs.npmjs.com/cli/v11/configuring-npm/package-json#name */
export const NPM_NAME: NameRule = { pattern: /^(@[a-z0-9~-][a-z0-9._~-]*\/)?[a-z0-9~-][a-z0-9._~-]*$/, description: 'a name of npm is lower-case letters, digits, points, hyphens and underscores, before it @scope/ or nothing' };

/** As CodeArtifact keeps a name of Python's, and as package groups must write it: https://docs.aws.amazon.com/codeartifact/latest/ug/python-name-normalization.html */
export const pythonName = (name: string): string => name.toLowerCase().replace(/[-_.]+/g, '-');
