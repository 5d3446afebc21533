import { Aws } from 'aws-cdk-lib';
import { BuildTargetReference } from '@mlops-foundation/model-build-pipeline';
import { DeploymentTargetReference } from '@mlops-foundation/model-deploy-pipeline';
import { synthesize } from '@mlops-foundation/test-kit';
import { targetProblems, teamProblem, templateNameProblem } from '../../src/private/template-problems';
import { DEV, PRE_PROD, PROD, projectTemplate, REGION, TEAM } from '../fixtures';

test.each(['', 't'.repeat(27)])('a team of %j, whose roles would pass the limit, is refused with prop, value and remedy', (team) => {
  const build = () => synthesize((stack) => projectTemplate(stack, 'RealTime', { team }));
  expect(build).toThrow(`\n  team is "${team}": `);
  expect(build).toThrow('1 to 26. Choose a shorter name.');
});

test.each(['t', 't'.repeat(26), Aws.STACK_NAME])('a team %j is taken', (team) => {
  expect(teamProblem(team)).toBeUndefined();
});

test('targets outside of the region in which the template is offered are refused, all of them', () => {
  const target = (account: string) => new DeploymentTargetReference({ team: TEAM, account, region: REGION });
  const targets = { buildTarget: new BuildTargetReference({ team: TEAM, account: DEV, region: REGION, dataBucketName: 'credit-dev' }), preProd: target(PRE_PROD), prod: target(PROD) };
  const build = () => synthesize((stack) => projectTemplate(stack, 'RealTime', targets), { account: '111111111111', region: 'eu-central-1' });
  expect(build).toThrow('3 problem(s)');
  for (const prop of ['buildTarget', 'preProd', 'prod']) expect(build).toThrow(`\n  ${prop}.region is "eu-west-1": a pipeline, its key, its artifacts and the accounts it works in stand in one region, which is eu-central-1. Put them in one region.`);
});

test.each([['the same region', REGION], ['a region that is not known yet', Aws.REGION]])('targets in %s are taken', (_, region) => {
  expect(targetProblems({ buildTarget: { region }, preProd: { region }, prod: { region } }, REGION).filter(Boolean)).toEqual([]);
});

test.each([['prod', { prod: undefined }], ['preProd', { preProd: undefined }]])('a template without %s only is refused: what serves has been tested', (prop, change) => {
  const build = () => synthesize((stack) => projectTemplate(stack, 'RealTime', change));
  expect(build).toThrow(`\n  ${prop} is undefined: `);
  expect(build).toThrow(`Give ${prop} too, or leave both out.`);
});

test('a template\'s name that is not known yet is taken', () => {
  expect(templateNameProblem(`${Aws.STACK_NAME}_`)).toBeUndefined();
});
