import { parameterName, TAGS, teamPrefix } from '../src/contract';
import { bucketArn, roleArn } from '../src/arns';

test('tag keys are a public contract: policies of others test them', () => {
  expect(TAGS).toEqual({ team: 'mlops:team', purpose: 'mlops:purpose', useCase: 'mlops:use-case', persona: 'mlops:persona', costCentre: 'cost-centre' });
});

test('parameters of a team', () => {
  expect(parameterName('credit', 'network', 'vpc-id')).toBe('/mlops/credit/network/vpc-id');
});

test('names of a team', () => {
  expect(teamPrefix('credit')).toBe('mlops-credit');
});

test.each([roleArn('111111111111', 'r'), bucketArn('b')])('%s names no partition', (arn) => {
  expect(arn).toMatch(/^arn:\$\{Token\[/);
});
