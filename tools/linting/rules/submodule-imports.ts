import { ESLintUtils } from '@typescript-eslint/utils';

/** One bare import of everything costs jsii 8 seconds and a gigabyte. */
export const submoduleImports = ESLintUtils.RuleCreator.withoutDocs({
  meta: {
    type: 'problem',
    schema: [],
    messages: { whole: 'import what is needed of it: `aws-cdk-lib` for the core, `aws-cdk-lib/aws-…` for a service' },
  },
  defaultOptions: [],
  create: (context) => ({
    ImportDeclaration(node) {
      if (node.source.value !== 'aws-cdk-lib') return;
      for (const specifier of node.specifiers) {
        const isNamed = specifier.type === 'ImportSpecifier';
        const name = isNamed && specifier.imported.type === 'Identifier' ? specifier.imported.name : '';
        if (!isNamed || name.startsWith('aws_')) context.report({ node: specifier, messageId: 'whole' });
      }
    },
  }),
});
