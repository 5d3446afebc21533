import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { page } from '../../examples/life-of-a-model/passport/page/page';
import type { Passport } from '../../examples/life-of-a-model/passport/passport';
import { COMPLETE, EMPTY, hostile, interrupted } from '../../examples/life-of-a-model/test/passport/passports';
import { ROOT } from '../root';

/** A page to be looked at. */
export interface Subject {
  readonly name: string;
  readonly passport: Passport;
  /** The only file in its folder: the page must stand by itself. */
  readonly file: string;
  /** Looked at in every width and scheme. */
  readonly isMain: boolean;
  /** Whether its words are as short as account ids and states are on AWS: only then can a narrow page hold its tables. */
  readonly fits: boolean;
}

const HOSTILE_FACTS = 'hostile facts';
const LEFT = path.join(ROOT, 'dist', 'passport');

/** The page that a walk left, if any, and pages of fixed facts. @param folder where copies are put */
export function subjects(folder: string): Subject[] {
  const left = path.join(LEFT, 'index.html');
  const walked: Subject[] = existsSync(left)
    ? [put(folder, 'the page of the walk', JSON.parse(readFileSync(path.join(LEFT, 'facts.json'), 'utf8')), readFileSync(left, 'utf8'))]
    : [];
  return [
    ...walked,
    drawn(folder, 'a complete walk', COMPLETE),
    drawn(folder, 'an interrupted walk', interrupted('interrupted', 'Interrupted by SIGINT: the local cloud stops')),
    drawn(folder, 'a failed walk', interrupted('failed', 'the build pipeline ended as Failed at Build', ['E       assert 2 == 3', 'exit status 1 '.repeat(30)])),
    drawn(folder, 'a walk that has just begun', EMPTY),
    drawn(folder, HOSTILE_FACTS, hostile(COMPLETE)),
  ];
}

const drawn = (folder: string, name: string, passport: Passport) => put(folder, name, passport, page(passport));

function put(folder: string, name: string, passport: Passport, text: string): Subject {
  const own = path.join(folder, name.replace(/ /g, '-'));
  mkdirSync(own);
  const file = path.join(own, 'index.html');
  writeFileSync(file, text);
  return { name, passport, file, isMain: passport.walk.status === 'complete', fits: name !== HOSTILE_FACTS };
}
