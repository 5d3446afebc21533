import { PromotionTrigger } from '../../src';
import { matches, TOOLING } from '../fixtures';

/** As in https://docs.aws.amazon.com/sagemaker/latest/dg/automating-sagemaker-with-eventbridge.html */
const approval = {
  'version': '0', 'id': '844e2571-85d4-695f-b930-0153b71dcb42', 'detail-type': 'SageMaker Model Package State Change', 'source': 'aws.sagemaker', 'account': TOOLING, 'time': '2026-02-24T17:00:14Z', 'region': 'eu-west-1',
  'resources': [`arn:aws:sagemaker:eu-west-1:${TOOLING}:model-package/p-1/1`],
  'detail': { ModelPackageGroupName: 'p-1', ModelPackageVersion: 1, ModelPackageStatus: 'Completed', ModelApprovalStatus: 'Approved', UpdatedModelPackageFields: ['ModelApprovalStatus', 'ApprovalDescription'] },
};
const change = (detail: object) => ({ ...approval, detail: { ...approval.detail, ...detail } });

describe('an approval', () => {
  const { eventPattern } = PromotionTrigger.modelApproved('p-1');

  test('of a version of the group starts a promotion', () => {
    expect(matches(eventPattern, approval)).toBe(true);
  });

  test.each([
    ['a rejection', change({ ModelApprovalStatus: 'Rejected' })], ['a version that waits', change({ ModelApprovalStatus: 'PendingManualApproval' })], ['another group', change({ ModelPackageGroupName: 'p-10' })],
    ['a new description of an approved version', change({ UpdatedModelPackageFields: ['CustomerMetadataProperties'] })], ['the registration of a version', change({ UpdatedModelPackageFields: undefined })],
    ['another event', { ...approval, 'detail-type': 'SageMaker Training Job State Change' }], ['an event that only looks so', { ...approval, source: 'custom.sagemaker' }],
  ])('%s does not', (_, event) => {
    expect(matches(eventPattern, event)).toBe(false);
  });
});

describe('a push', () => {
  const { eventPattern } = PromotionTrigger.push('p-1-deploy', 'main');
  const [resource] = (eventPattern as { resources: string[] }).resources;
  const push = { 'source': 'aws.codecommit', 'detail-type': 'CodeCommit Repository State Change', 'resources': [resource], 'detail': { event: 'referenceUpdated', referenceType: 'branch', referenceName: 'main', repositoryName: 'p-1-deploy' } };

  test('to the branch starts a promotion', () => {
    expect(resource).toMatch(/:p-1-deploy$/);
    expect(matches(eventPattern, push)).toBe(true);
  });

  test.each([
    ['to another branch', { ...push, detail: { ...push.detail, referenceName: 'feature' } }], ['of a tag', { ...push, detail: { ...push.detail, referenceType: 'tag' } }],
    ['to another repository', { ...push, resources: [`${resource}-2`] }], ['that deletes the branch', { ...push, detail: { ...push.detail, event: 'referenceDeleted' } }],
  ])('%s does not', (_, event) => {
    expect(matches(eventPattern, event)).toBe(false);
  });
});
