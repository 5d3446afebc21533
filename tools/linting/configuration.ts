import type { Linter } from 'eslint';
import tseslint from 'typescript-eslint';
import { assertingTests } from './rules/asserting-tests';
import { portableApi } from './rules/portable-api';
import { submoduleImports } from './rules/submodule-imports';
import { validationErrors } from './rules/validation-errors';

const house = {
  rules: {
    'asserting-tests': assertingTests,
    'portable-api': portableApi,
    'submodule-imports': submoduleImports,
    'validation-errors': validationErrors,
  },
};

/** Folders of the jsii packages, told from their package.json. */
export function configuration(constructFolders: readonly string[]): Linter.Config[] {
  const inConstructs = (pattern: string) => constructFolders.map((folder) => `${folder}/${pattern}`);
  return [
    { ignores: ['**/node_modules/', '**/lib/', '**/dist/', '**/assets/', '**/cdk.out/', '**/*.snapshot/', '**/*.d.ts', '**/.local-cloud*/', '**/tsconfig.jsii.json'] },
    ...(tseslint.configs.recommended as Linter.Config[]),
    {
      files: ['**/*.ts', '**/*.mjs', '**/*.js'],
      plugins: { house: house as never },
      linterOptions: { reportUnusedDisableDirectives: 'error' },
      rules: {
        'eqeqeq': 'error',
        'max-lines': ['error', { max: 400 }],
        'no-debugger': 'error',
        'no-trailing-spaces': 'error',
        'quotes': ['error', 'single', { avoidEscape: true, allowTemplateLiterals: true }],
        'semi': 'error',
        // tsc tells unused variables, in every file
        '@typescript-eslint/no-unused-vars': 'off',
        // the way to close over a list of values without a name for it
        '@typescript-eslint/no-unused-expressions': ['error', { allowTernary: true, allowShortCircuit: true }],
      },
    },
    // what comes over the wire is checked against AWS's own service models when it arrives; its shapes are not repeated as types
    { files: ['packages/local-cloud/**/*.ts', 'examples/life-of-a-model/**/*.ts'], rules: { '@typescript-eslint/no-explicit-any': 'off' } },
    { files: ['**/*.js'], rules: { '@typescript-eslint/no-require-imports': 'off' } },
    { files: ['**/src/**/*.ts'], rules: { 'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }] } },
    // vendored bundles exist after the build only, and are loaded by path
    { files: inConstructs('src/**/*.ts'), rules: { '@typescript-eslint/no-require-imports': 'off' } },
    // the operations of a service are one table, an entry each
    { files: ['packages/local-cloud/src/services/**/*.ts'], rules: { 'max-lines-per-function': ['error', { max: 120, skipBlankLines: true, skipComments: true }] } },
    { files: inConstructs('**/*.ts'), plugins: { house: house as never }, rules: { 'house/submodule-imports': 'error' } },
    { files: inConstructs('src/**/*.ts'), plugins: { house: house as never }, rules: { 'house/validation-errors': 'error' } },
    { files: inConstructs('src/**/*.ts'), ignores: inConstructs('src/private/**'), plugins: { house: house as never }, rules: { 'house/portable-api': 'error' } },
    { files: ['**/*.test.ts'], plugins: { house: house as never }, rules: { 'house/asserting-tests': 'error' } },
  ];
}
