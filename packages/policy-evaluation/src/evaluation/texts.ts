import { isUnresolved } from './unresolved';

/** An element that is text or a list of texts. */
export function problemsOfTexts(at: string, value: unknown): string[] {
  if (value === undefined) return [];
  const wrong = [value].flat().filter((one) => typeof one !== 'string' && !isUnresolved(one));
  return wrong.length > 0 ? [`${at} holds ${JSON.stringify(wrong[0])}: it must be text or a list of texts`] : [];
}

export const textsIn = (value: unknown): string[] => (value === undefined ? [] : [value].flat().filter((one): one is string => typeof one === 'string' && !isUnresolved(one)));
