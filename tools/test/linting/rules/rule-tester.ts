import { type Rule, RuleTester } from 'eslint';
import tseslint from 'typescript-eslint';

const tester = new RuleTester({ languageOptions: { parser: tseslint.parser as never } });

export interface RuleCases {
  readonly valid: readonly string[];
  /** Code and the ids of the messages it earns. */
  readonly invalid: Readonly<Record<string, readonly string[]>>;
}

/** Checks a rule of the house against code that it lets pass and code that it does not. */
export function checkRule(name: string, rule: unknown, { valid, invalid }: RuleCases): void {
  tester.run(name, rule as Rule.RuleModule, {
    valid: [...valid],
    invalid: Object.entries(invalid).map(([code, messages]) => ({ code, errors: messages.map((messageId) => ({ messageId })) })),
  });
}
