import { ESLintUtils } from '@typescript-eslint/utils';

const PLAIN = new Set(['Error', 'TypeError', 'RangeError', 'SyntaxError']);

/** Users of a construct get its path, the prop, the value, the rule and the remedy: `ValidationError` of src/private has them all. */
export const validationErrors = ESLintUtils.RuleCreator.withoutDocs({
  meta: { type: 'problem', schema: [], messages: { plain: 'throw a ValidationError of src/private: it names prop, value, rule and remedy' } },
  defaultOptions: [],
  create: (context) => ({
    ThrowStatement(node) {
      const thrown = node.argument;
      const isCall = thrown?.type === 'NewExpression' || thrown?.type === 'CallExpression';
      if (isCall && thrown.callee.type === 'Identifier' && PLAIN.has(thrown.callee.name)) context.report({ node, messageId: 'plain' });
    },
  }),
});
