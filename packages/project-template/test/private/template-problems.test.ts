import { Aws } from 'aws-cdk-lib';
import { synthesize } from '@mlops-foundation/test-kit';
import { teamProblem, templateNameProblem } from '../../src/private/template-problems';
import { projectTemplate } from '../fixtures';

test.each(['', 't'.repeat(27)])('a team of %j, whose roles would pass the limit, is refused with prop, value and remedy', (team) => {
  const build = () => synthesize((stack) => projectTemplate(stack, 'RealTime', { team }));
  expect(build).toThrow(`\n  team is "${team}": `);
  expect(build).toThrow('1 to 26. Choose a shorter name.');
});

test.each(['t', 't'.repeat(26), Aws.STACK_NAME])('a team %j is taken', (team) => {
  expect(teamProblem(team)).toBeUndefined();
});

test('a template\'s name that is not known yet is taken', () => {
  expect(templateNameProblem(`${Aws.STACK_NAME}_`)).toBeUndefined();
});
