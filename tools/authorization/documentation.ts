import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import { ROOT } from '../root';
import { ACTION_ROWS } from './by-hand/actions';
import { CONDITION_KEYS } from './by-hand/keys';
import { NOT_PASSED } from './by-hand/not-passed';
import { PASSED } from './by-hand/passed';
import type { HandRow } from './by-hand/row';
import type { Generated } from './generate';
import { readOperations } from './models';
import { SERVICES } from './services';

/** What is said of the data for people. */
export const PAGE = path.join(ROOT, 'docs', 'authorization.md');

const INTRODUCTION = path.join(__dirname, 'introduction.md');

/** docs/authorization.md: an introduction that is written, and tables of what is known. */
export function documentation(generated: ReadonlyMap<string, Generated>): string {
  return [
    readFileSync(INTRODUCTION, 'utf8').trimEnd(),
    '## Services', services(generated),
    '## What is not known', 'These operations are an error, `UnknownOperationError`: AWS\'s reference does not tell their actions, or a text in the request decides on them.', unknown(generated),
    '## Roles that are passed', 'Each is an `iam:PassRole` on the role, with `iam:PassedToService`. Where a dash stands, no page of AWS tells the service\'s name: the key is left out, so that a policy which asks for it does not allow.',
    passed(), 'Parameters with a role\'s name in theirs that pass none:', notPassed(),
    '## Rows kept by hand', 'They stand instead of what AWS\'s reference gives, or beside it.', byHand(),
    '## Condition keys', 'An operation has those of them that AWS\'s reference gives its action, with the values that its parameters have.', keys(),
  ].join('\n\n') + '\n';
}

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.map((cell) => cell.replace(/\|/g, '\\|')).join(' | ')} |`).join('\n');

const code = (text: string) => `\`${text}\``;
const link = (page: string) => `[${page.replace(/^.*\/([^/]+?)\.html.*$/, '$1')}](${page})`;

function services(generated: ReadonlyMap<string, Generated>): string {
  return table(['service', 'operations', 'not known', 'condition keys'], SERVICES.map(({ name, only }) => {
    const { data, unknown: left } = generated.get(name)!;
    return [code(name), `${readOperations(name).size}${only ? ' of networking and instances' : ''}`, left.length > 0 ? String(left.length) : '', data.keys.length > 0 ? String(data.keys.length) : ''];
  }));
}

const unknown = (generated: ReadonlyMap<string, Generated>) => table(['service', 'operations'], [...generated].filter(([, one]) => one.unknown.length > 0).map(([name, one]) => [code(name), one.unknown.join(', ')]));

const passed = () => table(['service', 'operations', 'role', 'to', 'page'], PASSED.map(({ service, operations, roles, to, page }) =>
  [code(service), operations.split(' ').join(', '), roles.map(code).join(', '), to ? code(to) : '–', link(page)]));

const notPassed = () => table(['service', 'parameters', 'why not'], NOT_PASSED.map(({ service, parameters, why }) => [code(service), code(parameters.source), why]));

const byHand = () => table(['service', 'operations', 'needs', 'page'], ACTION_ROWS.filter(({ roles }) => !roles).map((row) => [code(row.service), row.for.split(' ').join(', '), needed(row), link(row.page)]));

function needed({ action, on = [], may = [], given = [], when, unless, free }: HandRow): string {
  if (free) return 'nothing';
  const resources = [...on, ...may.map((text) => `${text}?`), ...given];
  return [action ? code(action) : '', resources.map(code).join(', '), when ? `with ${code(when)}` : '', unless ? `without ${code(unless)}` : ''].filter(Boolean).join(' ');
}

const keys = () => table(['key', 'from', 'page'], CONDITION_KEYS.map(({ key, from, page }) => [code(key), from.slice(0, 4).map(code).join(', ') + (from.length > 4 ? ', …' : ''), link(page)]));
