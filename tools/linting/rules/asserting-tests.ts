import { ESLintUtils, type TSESTree } from '@typescript-eslint/utils';

const TEST = /^(test|it)$/;
const ASSERTION = /\b(expect\w*|fc\.assert|assert\w*|\.(hasResource\w*|resourceCountIs|resourcePropertiesCountIs|templateMatches|hasOutput|allResources\w*))\s*[(.<]/;

/** A test that asserts nothing cannot go red; one that does not run shows nothing. */
export const assertingTests = ESLintUtils.RuleCreator.withoutDocs({
  meta: {
    type: 'problem',
    schema: [],
    messages: { none: 'this test asserts nothing', skipped: 'a test that does not run shows nothing: mend it or remove it' },
  },
  defaultOptions: [],
  create: (context) => ({
    CallExpression(node) {
      const name = rootName(node.callee);
      const isInner = node.parent.type === 'CallExpression' && node.parent.callee === node;
      if (!name || isInner) return;
      if (/^(xit|xtest|xdescribe|fit|fdescribe)$/.test(name) || (/^(test|it|describe)$/.test(name) && hasModifier(node.callee))) {
        context.report({ node, messageId: 'skipped' });
      }
      const body = node.arguments.find(({ type }) => /FunctionExpression$/.test(type));
      if (TEST.test(name) && body && !ASSERTION.test(context.sourceCode.getText(body))) context.report({ node, messageId: 'none' });
    },
  }),
});

/** `test` of `test.each(…)('…', …)`. */
function rootName(callee: TSESTree.Node): string | undefined {
  if (callee.type === 'Identifier') return callee.name;
  if (callee.type === 'MemberExpression') return rootName(callee.object);
  if (callee.type === 'CallExpression') return rootName(callee.callee);
  return callee.type === 'TaggedTemplateExpression' ? rootName(callee.tag) : undefined;
}

function hasModifier(callee: TSESTree.Node): boolean {
  if (callee.type === 'CallExpression') return hasModifier(callee.callee);
  if (callee.type !== 'MemberExpression' || callee.property.type !== 'Identifier') return false;
  return /^(skip|only|todo|failing)$/.test(callee.property.name) || hasModifier(callee.object);
}
