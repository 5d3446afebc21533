import { withRequestKeys } from '../../src/gateway/request-keys';

const request = { service: 'sagemaker', operation: 'CreateModelPackageGroup', account: '111111111111', region: 'eu-west-1', partition: 'aws' };
const asked = { action: 'sagemaker:CreateModelPackageGroup', resource: 'arn:aws:sagemaker:eu-west-1:111111111111:model-package-group/g', context: { own: 'kept' } };
const parameters = { ModelPackageGroupName: 'g', Tags: [{ Key: 'team', Value: 'a' }] };

test('an action has the keys that its request sets, and keeps its own; another action has none of them', () => {
  const other = { action: 'servicecatalog:ProvisionProduct', resource: '*' };
  expect(withRequestKeys([asked, other], { ...request, parameters })).toEqual([{ ...asked, context: { 'own': 'kept', 'aws:RequestTag/team': 'a', 'aws:TagKeys': ['team'] } }, { ...other, context: {} }]);
});

test('what the request tells is over what the operation says', () => {
  expect(withRequestKeys([{ ...asked, context: { 'aws:TagKeys': 'other' } }], { ...request, parameters })[0].context).toMatchObject({ 'aws:TagKeys': ['team'] });
});

test('of an operation or a service that is not known nothing is added; of parameters that cannot be read, what can', () => {
  for (const unknown of [{ operation: 'Unknown' }, { service: 'eks' }]) expect(withRequestKeys([asked], { ...request, ...unknown, parameters })).toEqual([asked]);
  expect(withRequestKeys([asked], { ...request, parameters: { ...parameters, ModelPackageGroupName: {} } })[0].context).toMatchObject({ 'aws:RequestTag/team': 'a' });
});
