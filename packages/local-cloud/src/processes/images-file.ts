import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import type { ImageRow } from './images';

/**
 * Rows of the image table from a JSON file: `[{ "pattern": "/my-model:", "environment": "steps", "serve": ["{python}", "{folder}/serve.py"] }]`, where
 * `{folder}` is the file's own.
 * @throws Error naming every row that is none
 */
export function readImages(file: string): ImageRow[] {
  const rows = parsed(file);
  const wrong = rows.flatMap((row, index) => problemsOf(row).map((problem) => `row ${index + 1}: ${problem}`));
  if (wrong.length > 0) throw new Error(`${file}: ${wrong.join('; ')}`);
  const folder = path.dirname(path.resolve(file));
  return rows.map((row) => ({ ...row, ...(row.serve ? { serve: row.serve.map((part: string) => part.replace('{folder}', folder)) } : {}) }));
}

function parsed(file: string): any[] {
  try {
    const rows = JSON.parse(readFileSync(file, 'utf8'));
    if (Array.isArray(rows)) return rows;
  } catch (error) {
    throw new Error(`${file} cannot be read: ${(error as Error).message}`);
  }
  throw new Error(`${file} is no list of rows of the image table`);
}

function problemsOf(row: any): string[] {
  const problems: string[] = [];
  for (const name of ['pattern', 'environment']) if (typeof row?.[name] !== 'string') problems.push(`${name} must be a text, not ${JSON.stringify(row?.[name])}`);
  if (row?.serve !== undefined && !(Array.isArray(row.serve) && row.serve.every((part: unknown) => typeof part === 'string'))) problems.push(`serve must be a list of texts, not ${JSON.stringify(row.serve)}`);
  if (typeof row?.pattern === 'string' && !isExpression(row.pattern)) problems.push(`pattern ${row.pattern} is no regular expression`);
  return problems;
}

function isExpression(pattern: string): boolean {
  try {
    return new RegExp(pattern) !== undefined;
  } catch {
    return false;
  }
}
