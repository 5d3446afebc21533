/** Whether a text matches a pattern with `*` (any characters) and `?` (one character). */
export function matchesPattern(pattern: string, text: string, ignoreCase = false): boolean {
  return expressionOf(pattern, ignoreCase).test(text);
}

const expressions = new Map<string, RegExp>();

function expressionOf(pattern: string, ignoreCase: boolean): RegExp {
  const key = `${ignoreCase ? 'i' : 'c'}${pattern}`;
  const known = expressions.get(key);
  if (known) return known;
  const source = pattern.replace(/[.+^${}()|[\]\\]/g, '\\$&').replace(/\*/g, '.*').replace(/\?/g, '.');
  const expression = new RegExp(`^${source}$`, ignoreCase ? 'is' : 's');
  expressions.set(key, expression);
  return expression;
}

/**
 * Whether an ARN matches a pattern: part by part, so that `*` in one part does not swallow the next, as IAM does for ArnLike
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_ARN).
 */
export function matchesArn(pattern: string, arn: string): boolean {
  const patterns = parts(pattern);
  const texts = parts(arn);
  return patterns.length === texts.length && patterns.every((part, index) => matchesPattern(part, texts[index]));
}

function parts(arn: string): string[] {
  const all = arn.split(':');
  return all.length <= 6 ? all : [...all.slice(0, 5), all.slice(5).join(':')];
}
