import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import { UsageError } from '../process/command';
import { ROOT } from '../root';

/** The names of jest's projects: packages, examples, tools. */
export function projects(): string[] {
  const { jest } = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8'));
  return jest.projects.map(({ displayName }: { readonly displayName: string }) => displayName);
}

/**
 * Jest runs those that it finds, and says nothing of a name that it does not know beside one that it knows.
 * @param args jest's: `--selectProjects a b`, `--ignoreProjects a`
 * @throws UsageError that names the projects that there are
 */
export function checkProjects(args: readonly string[], known: readonly string[]): void {
  const unknown = args.flatMap((arg, index) => {
    const [, inline] = /^--(?:select|ignore)Projects(?:=(.*))?$/.exec(arg) ?? [undefined, null];
    if (inline === null) return [];
    const after = args.slice(index + 1);
    const end = after.findIndex((each) => each.startsWith('-'));
    const named = [...(inline === undefined ? [] : [inline]), ...(end === -1 ? after : after.slice(0, end))];
    return named.length > 0 ? named.filter((name) => !known.includes(name)) : [`nothing behind ${arg}`];
  });
  if (unknown.length > 0) throw new UsageError(`no such project: ${unknown.join(', ')}. There are: ${known.join(', ')}`);
}
