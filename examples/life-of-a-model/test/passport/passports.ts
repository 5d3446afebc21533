import type { Passport } from '../../passport/passport';
import recorded from './complete.json';

/** What a complete walk on the local cloud left; in no particular made up. */
export const COMPLETE = recorded as unknown as Passport;

/** The same walk, ended in its fifth station. */
export function interrupted(status: 'interrupted' | 'failed', message: string, evidence: readonly string[] = []): Passport {
  const { accounts, tools, dataset, project, commit, treatments } = COMPLETE.parts;
  const stops = COMPLETE.walk.stops.slice(0, 5).map((stop, index) => (index < 4 ? stop : { title: stop.title, ...(status === 'failed' ? { outcome: 'failed' as const, seconds: 12.3 } : {}) }));
  return { walk: { ...COMPLETE.walk, status, message, evidence, stops }, parts: { accounts, tools, dataset, project, commit, treatments }, missing: { build: 'AccessDeniedException: not for you' }, calls: {} };
}

/** A walk of which nothing is known yet. */
export const EMPTY: Passport = {
  walk: { team: 'credit', region: 'eu-west-1', topology: 'reliable.yaml', started: '2026-11-25T22:48:30.000Z', status: 'under way', stops: [] }, parts: {}, missing: {}, calls: {},
};

/** Text that would break out of its place, wherever it came to stand. */
export const HOSTILE = '</script></style></title><img src=x onerror="alert(1)">\'"><svg onload=alert(1)>&amp;${1}\u202e\u0000`';

/** Facts whose names come from outside too. */
const OPEN = new Set(['metadata', 'metrics', 'hyperParameters']);

/** A passport in which every text is hostile. */
export function hostile(passport: Passport): Passport {
  const poisoned = (value: unknown): unknown => {
    if (typeof value === 'string') return /^\d{4}-\d\d-\d\dT/.test(value) ? value : `${value}${HOSTILE}`;
    if (Array.isArray(value)) return value.map(poisoned);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, OPEN.has(key) ? named(each as object) : poisoned(each)]));
  };
  const named = (values: object) => Object.fromEntries(Object.entries(values).map(([key, each]) => [`${key}${HOSTILE}`, poisoned(each)]));
  return { ...passport, parts: poisoned(passport.parts) as Passport['parts'], missing: { build: HOSTILE }, walk: { ...passport.walk, status: 'failed', message: HOSTILE, evidence: [HOSTILE] } };
}
