import { UsageError } from '../../process/command';
import { checkProjects, projects } from '../../testing/projects';

const KNOWN = ['secure-network', 'tools'];

test('the projects are those of jest', () => {
  expect(projects()).toEqual(expect.arrayContaining(['tools', 'local-cloud', 'life-of-a-model']));
});

test.each([
  [['--selectProjects', 'tools', 'secure-network', '--testPathPatterns', 'typo']],
  [['typo', '--selectProjects=tools', 'secure-network']],
  [['typo', '--watch']],
])('%j names projects that there are, or none', (args) => {
  expect(() => checkProjects(args, KNOWN)).not.toThrow();
});

test.each([
  [['--selectProjects', 'tools', 'secure-netwrk', '--watch', 'tests'], 'secure-netwrk'],
  [['--ignoreProjects=tool', '--selectProjects', 'tols'], 'tool, tols'],
  [['--selectProjects', '--watch'], 'nothing behind --selectProjects'],
])('%j is told with those that there are', (args, wrong) => {
  expect(() => checkProjects(args, KNOWN)).toThrow(new UsageError(`no such project: ${wrong}. There are: secure-network, tools`));
});
