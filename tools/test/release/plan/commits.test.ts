import { MadeRepository } from './made-repository';
import { isBreaking, lastReleaseOf, messagesSince } from '../../../release/plan/commits';

test.each([
  ['feat!: another way', true], ['feat(x)!: another way', true], ['fix: x\n\nBREAKING CHANGE: gone', true], ['fix: x\n\nBREAKING-CHANGE: gone', true],
  ['feat: great!', false], ['feat: x\n\nno BREAKING CHANGE: in here', false], ['fix(x): y', false],
])('%j is breaking: %s', (message, breaking) => expect(isBreaking(message)).toBe(breaking));

describe('a repository', () => {
  const repository = new MadeRepository(['first', 'second'], '0.1.0');
  afterAll(() => repository.remove());

  test('knows the newest release before this commit, and what came after it', async () => {
    repository.commit('first', 'feat: one');
    expect(await lastReleaseOf('@made/first', repository.folder)).toBeUndefined();
    repository.release('first', '0.1.0');
    expect(await lastReleaseOf('@made/first', repository.folder)).toBeUndefined();
    repository.commit('first', 'feat(first)!: two\n\nwith a body');
    repository.commit('second', 'fix: three');
    repository.release('first', '0.2.0');
    expect(await lastReleaseOf('@made/first', repository.folder)).toBe('@made/first@0.1.0');
    expect(await messagesSince('@made/first@0.1.0', 'packages/first', repository.folder)).toEqual(['feat(first)!: two\n\nwith a body']);
  });
});
