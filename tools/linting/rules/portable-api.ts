import { ESLintUtils, type TSESTree } from '@typescript-eslint/utils';

type Member = TSESTree.ClassElement | TSESTree.TypeElement;

/** jsii lets `any`, unions and functions through; they are broken or missing in Python. */
export const portableApi = ESLintUtils.RuleCreator.withoutDocs({
  meta: {
    type: 'problem',
    schema: [],
    messages: {
      any: '`any` in a public API is no type in any language: name one',
      union: 'a union in a public API does not exist in Python: use an enum-like class, or overloads by factory',
      generic: '`{{name}}` does not exist in other languages: spell the type out',
    },
  },
  defaultOptions: [],
  create(context) {
    function check(type: TSESTree.TypeNode | undefined): void {
      if (!type) return;
      if (type.type === 'TSAnyKeyword') context.report({ node: type, messageId: 'any' });
      if (type.type === 'TSUnionType') return checkUnion(type);
      if (type.type === 'TSArrayType') return check(type.elementType);
      if (type.type === 'TSTypeOperator') return check(type.typeAnnotation);
      if (type.type === 'TSTypeReference') checkReference(type);
    }

    function checkUnion(type: TSESTree.TSUnionType): void {
      const [first, ...others] = type.types.filter((each) => each.type !== 'TSUndefinedKeyword');
      if (others.length > 0) context.report({ node: type, messageId: 'union' });
      else check(first);
    }

    function checkReference(type: TSESTree.TSTypeReference): void {
      const name = type.typeName.type === 'Identifier' ? type.typeName.name : '';
      if (/^(Partial|Omit|Pick|Required|Readonly|Exclude|Extract)$/.test(name)) context.report({ node: type, messageId: 'generic', data: { name } });
      type.typeArguments?.params.forEach(check);
    }

    function checkMember(member: Member): void {
      if ('accessibility' in member && (member.accessibility === 'private' || member.accessibility === 'protected')) return;
      if (isInternal(member)) return;
      if (member.type === 'PropertyDefinition' || member.type === 'TSPropertySignature') check(member.typeAnnotation?.typeAnnotation);
      const signature = member.type === 'MethodDefinition' ? member.value : member.type === 'TSMethodSignature' ? member : undefined;
      check(signature?.returnType?.typeAnnotation);
      for (const parameter of signature?.params ?? []) {
        const target = parameter.type === 'TSParameterProperty' ? parameter.parameter : parameter;
        const named = target.type === 'AssignmentPattern' ? target.left : target;
        check(named.typeAnnotation?.typeAnnotation);
      }
    }

    /** jsii leaves out what is marked so, and asks for the underscore. */
    function isInternal(member: Member): boolean {
      return 'key' in member && member.key.type === 'Identifier' && member.key.name.startsWith('_');
    }

    return {
      'ExportNamedDeclaration > ClassDeclaration': (node: TSESTree.ClassDeclaration) => node.body.body.forEach(checkMember),
      'ExportNamedDeclaration > TSInterfaceDeclaration': (node: TSESTree.TSInterfaceDeclaration) => node.body.body.forEach(checkMember),
    };
  },
});
