/** Stand for a `*` and a `?` that are meant as such; from Unicode's private use area, which no AWS name contains. */
const LITERAL_STAR = '\uE000';
const LITERAL_MARK = '\uE001';

/** Writes a text into a pattern so that it matches only itself. */
export function literally(text: string): string {
  return text.replaceAll('*', LITERAL_STAR).replaceAll('?', LITERAL_MARK);
}

/** Whether a text matches a pattern with `*` (any characters) and `?` (one character). */
export function matchesPattern(pattern: string, text: string, ignoreCase = false): boolean {
  return expressionOf(pattern, ignoreCase, (part) => sourceOf(part, '.*', '.')).test(text);
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

/**
 * Whether a Resource element speaks of an ARN. A `*` stays within its part of the ARN, unless it is the part's last character: then it reaches beyond colons
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html#reference_policies_elements_resource_wildcards).
 */
export function matchesResource(pattern: string, arn: string): boolean {
  return expressionOf(pattern, false, resourceSource).test(arn);
}

const expressions = new Map<string, RegExp>();

function expressionOf(pattern: string, ignoreCase: boolean, toSource: (pattern: string) => string): RegExp {
  const key = `${toSource === resourceSource ? 'r' : ignoreCase ? 'i' : 'c'}${pattern}`;
  const known = expressions.get(key);
  if (known) return known;
  const expression = new RegExp(`^${toSource(pattern)}$`, ignoreCase ? 'is' : 's');
  expressions.set(key, expression);
  return expression;
}

function sourceOf(pattern: string, star: string, mark: string): string {
  const escaped = pattern.replace(/[.+^${}()|[\]\\/]/g, '\\$&').replace(/\*+/g, star).replace(/\?/g, mark);
  return escaped.replaceAll(LITERAL_STAR, '\\*').replaceAll(LITERAL_MARK, '\\?');
}

function resourceSource(pattern: string): string {
  return parts(pattern).map((part, index) => {
    if (index >= 5) return sourceOf(part, '.*', '.');
    return part.endsWith('*') ? `${sourceOf(part.replace(/\*+$/, ''), '[^:]*', '[^:]')}.*` : sourceOf(part, '[^:]*', '[^:]');
  }).join(':');
}

function parts(arn: string): string[] {
  const all = arn.split(':');
  return all.length <= 6 ? all : [...all.slice(0, 5), all.slice(5).join(':')];
}
