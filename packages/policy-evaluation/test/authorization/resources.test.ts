import { accountOf, resourcesOf } from '../../src/authorization/resources';

const PLACE = { account: '111111111111', region: 'eu-central-1', partition: 'aws' };
const BELOW = 'arn:{partition}:x:{region}:{account}:';
const HERE = 'arn:aws:x:eu-central-1:111111111111:';
const of = (template: string, parameters: object, otherwise?: string) => resourcesOf(template, BELOW, PLACE, parameters, (problem) => { throw new Error(problem); }, otherwise);

test.each([
  ['below the service', 'job/{Name}', { Name: 'a' }, [`${HERE}job/a`]],
  ['elsewhere', 'arn:{partition}:iam::{account}:role/{Name}', { Name: 'a' }, ['arn:aws:iam::111111111111:role/a']],
  ['nowhere', '*', {}, ['*']],
  ['each with each', 'a/{A[]}/{B[]}', { A: ['1', '2'], B: ['3', '4'] }, [`${HERE}a/1/3`, `${HERE}a/1/4`, `${HERE}a/2/3`, `${HERE}a/2/4`]],
  ['the same once', '{A[]}', { A: ['1', '1'] }, [`${HERE}1`]],
  ['the first that is given', '{A|B}', { B: 'b' }, [`${HERE}b`]],
  ['a text where none is', '{A|\'default\'}/{B}', { B: 'b' }, [`${HERE}default/b`]],
  ['an ARN whole', 'job/{Name}', { Name: 'arn:aws:x:r:2:job/b' }, ['arn:aws:x:r:2:job/b']],
  ['an ARN whole, before a part that is not there', 'f:{Name}{Version{suffix}|\'\'}', { Name: 'arn:aws:x:r:2:f:b' }, ['arn:aws:x:r:2:f:b']],
  ['the name in an ARN that it belongs to, with its account', 'service/{Cluster}/{Name}', { Cluster: 'arn:aws:x:eu-central-1:222222222222:cluster/c', Name: 's' }, ['arn:aws:x:eu-central-1:222222222222:service/c/s']],
  ['a queue\'s URL', '{Url}', { Url: 'https://sqs.eu-central-1.amazonaws.com/222222222222/q' }, ['arn:aws:x:eu-central-1:222222222222:q']],
  ['nothing that is not told', 'job/{Name}', {}, []],
])('%s', (_, template, parameters, expected) => expect(of(template, parameters)).toEqual(expected));

test('what is not told is what stands for it', () => {
  expect(of('job/{Name}/{Version}', { Version: '1' }, '*')).toEqual([`${HERE}job/*/1`]);
});

test.each([['arn:aws:x:r:111111111111:a', '111111111111'], ['arn:aws:s3:::b', undefined], ['*', undefined]])('the account of %s', (arn, account) => expect(accountOf(arn)).toBe(account));
