import type { Package } from '../../packages/packages';
import type { NextVersion } from './next-versions';

/**
 * Packages that would not be released although what they are built on leaves their range: lerna does not follow peers. A user could not install both.
 * @returns a line each, with the remedy
 */
export function leftBehind(next: readonly NextVersion[], all: readonly Package[]): string[] {
  return all.filter(({ name }) => !next.some((each) => each.name === name)).flatMap(({ name, needs }) =>
    next.filter((each) => needs.includes(packageNameOf(each, all)) && caret(each.from) !== caret(each.to)).map(({ name: sibling, from, to }) =>
      `${name} allows ${sibling} ^${from} and would not be released with ${to}: commit a change to it that says it follows, "feat(${name}): ${sibling} ${to}"`));
}

const packageNameOf = ({ name }: NextVersion, all: readonly Package[]) => all.find((each) => each.name === name)?.packageName ?? name;

/** The part of a version that `^` holds fast. */
function caret(version: string): string {
  const [major, minor, patch] = version.split('.');
  if (major !== '0') return major;
  return minor !== '0' ? `0.${minor}` : `0.0.${patch}`;
}
