import * as path from 'node:path';
import type { ServiceData } from '../../packages/policy-evaluation/src/authorization/data';
import { ROOT } from '../root';

/** What policy-evaluation publishes of requests. */
export const DATA = path.join(ROOT, 'packages', 'policy-evaluation', 'data');

/** JSON with a line for each row, so that a change reads as one. */
export function textOf(data: ServiceData | readonly string[]): string {
  if (!('rows' in data)) return `${JSON.stringify(data)}\n`;
  const { rows, keys, rest: requests, ...rest } = data;
  const lines = (entries: readonly object[]) => (entries.length > 0 ? `[\n${entries.map((entry) => JSON.stringify(entry)).join(',\n')}\n]` : '[]');
  return `${JSON.stringify(rest).slice(0, -1)},"keys":${lines(keys)},"rows":${lines(rows)}${requests ? `,"rest":${JSON.stringify(requests)}` : ''}}\n`;
}
