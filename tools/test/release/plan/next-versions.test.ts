import { MadeRepository } from './made-repository';
import { type NextVersion, nextVersions } from '../../../release/plan/next-versions';

jest.setTimeout(600_000);

const versionsOf = (next: readonly NextVersion[]) => Object.fromEntries(next.map(({ name, to }) => [name, to]));
const entryOf = (next: readonly NextVersion[], name: string) => next.find((each) => each.name === name)?.entry;

test('the first release of a package with a feature is 0.1.0', async () => {
  const repository = new MadeRepository(['first', 'second'], '0.0.0');
  try {
    repository.commit('first', 'feat: two packages');
    const next = await nextVersions(repository.folder);
    expect(versionsOf(next)).toEqual({ first: '0.1.0', second: '0.1.0' });
    expect(entryOf(next, 'first')).toContain('* two packages');
  } finally {
    repository.remove();
  }
});

describe('after a release', () => {
  let before: NextVersion[];
  let stable: NextVersion[];

  beforeAll(async () => {
    before = await released('0.1.0');
    stable = await released('1.2.3');
  });

  async function released(version: string): Promise<NextVersion[]> {
    const names = ['fixed', 'grown', 'broken', 'said', 'untouched'];
    const repository = new MadeRepository(names, version);
    try {
      repository.commit('untouched', 'feat: the beginning');
      for (const name of names) repository.release(name, version);
      repository.commit('fixed', 'fix(fixed): a mistake');
      repository.commit('grown', 'feat(grown): something new');
      repository.commit('broken', 'feat(broken)!: another way');
      repository.commit('said', 'fix(said): a mistake\n\nBREAKING CHANGE: what was mistaken is gone');
      return await nextVersions(repository.folder);
    } finally {
      repository.remove();
    }
  }

  test('before 1.0.0 a feature and a breaking change are minor, a fix is a patch', () => {
    expect(versionsOf(before)).toEqual({ fixed: '0.1.1', grown: '0.2.0', broken: '0.2.0', said: '0.2.0' });
  });

  test('from 1.0.0 on a breaking change is major', () => {
    expect(versionsOf(stable)).toEqual({ fixed: '1.2.4', grown: '1.3.0', broken: '2.0.0', said: '2.0.0' });
  });

  test('a package that nothing touched is not released', () => {
    expect(before.map(({ name }) => name)).not.toContain('untouched');
  });

  test('the changelog tells of a breaking change, however it was written', () => {
    expect(entryOf(before, 'broken')).toMatch(/BREAKING CHANGES[^]*another way/);
    expect(entryOf(before, 'said')).toMatch(/BREAKING CHANGES[^]*what was mistaken is gone/);
    expect(entryOf(before, 'fixed')).toMatch(/Bug Fixes[^]*a mistake/);
  });
});
