import { isBoolean, readOperator } from './operators';
import { isUnresolved } from './unresolved';
import { hasVariable, malformedVariables } from './variables';

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html */
export function problemsOfConditions(at: string, condition: unknown, hasVariables: boolean): string[] {
  if (condition === undefined || isUnresolved(condition)) return [];
  if (!isObject(condition)) return [`${at} is ${JSON.stringify(condition)}: it must be an object of operators`];
  return Object.entries(condition).flatMap(([operator, keys]) => {
    const place = `${at}.${operator}`;
    if (isUnresolved(operator) || isUnresolved(keys)) return [];
    return [
      ...(readOperator(operator) ? [] : [`${place} is no operator that IAM has`]),
      ...(isObject(keys) ? Object.entries(keys).flatMap(([key, values]) => problemsOfValues(`${place}.${key}`, operator, values, hasVariables)) : [`${place} is ${JSON.stringify(keys)}: it must be an object of condition keys`]),
    ];
  });
}

function problemsOfValues(at: string, operator: string, values: unknown, hasVariables: boolean): string[] {
  const all = [values].flat().filter((value) => !isUnresolved(value));
  const wrong = all.filter((value) => !['string', 'number', 'boolean'].includes(typeof value));
  if (wrong.length > 0) return [`${at} holds ${JSON.stringify(wrong[0])}: it must be text, a number, true or false, or a list of them`];
  return all.map(String).flatMap((value) => problemsOfValue(at, operator, value, hasVariables));
}

function problemsOfValue(at: string, written: string, value: string, hasVariables: boolean): string[] {
  const use = readOperator(written);
  if (!use) return [];
  const malformed = hasVariables ? malformedVariables(value) : [];
  if (malformed.length > 0) return malformed.map((variable) => `${at} holds "${value}": ${variable} is no policy variable, as \${aws:username} is`);
  if (!use.operator) return isBoolean(value) ? [] : [`${at} holds "${value}": it must be true or false`];
  const { operator: { read, rule, variables } } = use;
  if (hasVariables && hasVariable(value)) return variables ? [] : [`${at} holds "${value}": ${written} takes no policy variable`];
  return read(value) ? [] : [`${at} holds "${value}": it must be ${rule}`];
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
