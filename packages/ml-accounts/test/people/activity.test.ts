import { Stack } from 'aws-cdk-lib';
import { Effect } from 'aws-cdk-lib/aws-iam';
import { Activity } from '../../src';

const ACTIVITIES = [
  Activity.observe('credit'), Activity.writeCode('credit'), Activity.readData('credit'), Activity.reviewCode('credit'), Activity.approveModels('credit'),
  Activity.neverApproveModels('credit'), Activity.manageProjects('credit'),
].map((activity) => [activity.name, activity] as const);

test('each has a name of its own', () => {
  expect(new Set(ACTIVITIES.map(([name]) => name)).size).toBe(ACTIVITIES.length);
});

describe.each(ACTIVITIES)('%s', (_, { statements }) => {
  const allowing = statements.filter(({ effect }) => effect === Effect.ALLOW);

  test('allows no service as a whole, and nothing in IAM', () => {
    const actions = allowing.flatMap((statement) => statement.actions);
    expect(actions.filter((action) => /^(\*|[^:]+:\*|iam:.*)$/.test(action))).toEqual([]);
  });

  test('a wildcard of an action stands for reading, merging or commenting', () => {
    const wild = allowing.flatMap((statement) => statement.actions).filter((action) => action.includes('*'));
    expect(wild.filter((action) => !/:(Get|List|Describe|BatchGet|Search|MergePullRequest|UpdatePullRequest|PostComment)\*$/.test(action))).toEqual([]);
  });

  test('every statement has a name of its own, so that a decision can say which one it was', () => {
    const names = statements.map(({ sid }) => sid);
    expect(names.every(Boolean)).toBe(true);
    expect(new Set(names).size).toBe(names.length);
  });

  test('names no partition', () => {
    expect(JSON.stringify(new Stack().resolve(statements.map((statement) => statement.toStatementJson())))).not.toContain('arn:aws:');
  });
});
