/** One jest run over all folders; each is a project of its own, tested from its sources. */
export function jestProject(folder: string, displayName: string, scope: string): Record<string, unknown> {
  return {
    displayName,
    rootDir: `<rootDir>/${folder}`,
    testEnvironment: 'node',
    testMatch: ['<rootDir>/**/*.test.ts'],
    testPathIgnorePatterns: ['/node_modules/', '/lib/', '/cdk.out/', '/seed/'],
    modulePathIgnorePatterns: ['/lib/', '/dist/', '/cdk.out/', '/.local-cloud'],
    transform: { '^.+\\.ts$': ['ts-jest', { tsconfig: 'tsconfig.json', diagnostics: false }] },
    moduleNameMapper: { [`^${scope}/([^/]+)$`]: `${'<rootDir>'}/${folder.split('/').map(() => '..').join('/')}/packages/$1/src` },
    setupFiles: [`<rootDir>/${folder.split('/').map(() => '..').join('/')}/tools/jest/setup.js`],
  };
}
