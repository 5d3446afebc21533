import { type Condition, hasVariables, readConditions } from './conditions';
import { literally, type Matcher, patternMatcher, resourceMatcher } from './pattern';
import { demandOrder, type Policy, type Statement } from './policy-document';
import { type NamesPrincipal, readPrincipal } from './principals';
import type { Asked } from './asked';
import { hasVariable, substitute } from './variables';

/** A statement, read once for many requests. */
export interface ReadStatement {
  readonly policy: Policy;
  readonly index: number;
  readonly isDeny: boolean;
  /** Whether it speaks of a request's action and resource; principals and conditions are the caller's matter. */
  readonly speaksOf: (asked: Asked) => boolean;
  readonly naming: NamesPrincipal;
  readonly conditions: readonly Condition[];
}

const read = new WeakMap<Policy, readonly ReadStatement[]>();

/** The statements of a policy. @throws PolicyDocumentError when it is none */
export function statementsOf(policy: Policy): readonly ReadStatement[] {
  const known = read.get(policy);
  if (known) return known;
  demandOrder(policy);
  const statements = policy.statements.map((statement, index) => compile(policy, statement, index));
  read.set(policy, statements);
  return statements;
}

function compile(policy: Policy, statement: Statement, index: number): ReadStatement {
  const action = actionTest(statement);
  const resource = resourceTest(statement, hasVariables(policy));
  return {
    policy, index, isDeny: statement.Effect === 'Deny', naming: readPrincipal(statement), conditions: readConditions(statement, policy),
    speaksOf: (asked) => action(asked.action) && resource(asked),
  };
}

function actionTest({ Action, NotAction = [] }: Statement): Matcher {
  const matchers = [Action ?? NotAction].flat().map((pattern) => patternMatcher(pattern === '*:*' ? '*' : pattern.toLowerCase()));
  return Action === undefined ? (action) => !matchers.some((matches) => matches(action)) : (action) => matchers.some((matches) => matches(action));
}

/** Statements without a resource speak of the one that they stand on: trust policies do. */
function resourceTest({ Resource, NotResource }: Statement, variables: boolean): (asked: Asked) => boolean {
  if (Resource !== undefined) {
    const tests = [Resource].flat().map((pattern) => oneResource(pattern, variables));
    return (asked) => tests.some((test) => test(asked));
  }
  const tests = [NotResource ?? []].flat().map((pattern) => oneResource(pattern, variables));
  // a variable without a value may stand for the resource: then nothing is said
  return (asked) => tests.every((test) => test(asked) === false);
}

/** Undefined when a variable has no value. */
function oneResource(pattern: string, variables: boolean): (asked: Asked) => boolean | undefined {
  if (!variables || !hasVariable(pattern)) {
    const matches = resourceMatcher(pattern);
    return ({ request }) => matches(request.resource);
  }
  return ({ request, values }) => {
    const substituted = substitute(pattern, values, literally);
    return substituted === undefined ? undefined : resourceMatcher(substituted)(request.resource);
  };
}
