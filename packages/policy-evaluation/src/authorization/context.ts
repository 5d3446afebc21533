import type { LoadedService, RowData } from './data';
import { type Complain, pairsAt, textsAt } from './parameters';

/** The values of condition keys that a request sets, by a row. */
export function contextOf(row: RowData, operation: string, data: LoadedService, parameters: unknown, complain: Complain): Record<string, string | string[]> {
  const context: Record<string, string | string[]> = {};
  if (row.to) context['iam:PassedToService'] = row.to;
  for (const [key, value] of Object.entries(row.context ?? {})) context[key] = value === '{operation}' ? operation : value;
  for (const place of row.keys ?? []) {
    const { key, from, many } = data.keys[place];
    if (key.endsWith('*')) {
      for (const path of from) for (const [name, value] of pairsAt(parameters, path, complain)) context[key.slice(0, -1) + name] = value;
      continue;
    }
    const values = [...new Set(from.flatMap((path) => textsAt(parameters, path, complain)))];
    if (values.length > 0) context[key] = many ? values : values[0];
  }
  return context;
}
