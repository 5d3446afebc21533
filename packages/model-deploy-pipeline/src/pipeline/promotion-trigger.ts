import { pushPattern } from '../private/pipeline-parts';

/**
 * What starts a promotion.
 * @example
 * PromotionTrigger.modelApproved('credit-models');
 */
export class PromotionTrigger {
  /**
   * A version of a model group of this account was approved
   * (https://docs.aws.amazon.com/sagemaker/latest/dg/automating-sagemaker-with-eventbridge.html#eventbridge-model-package). Other changes of a version do not start anything.
   * @param modelGroupName the group
   */
  static modelApproved(modelGroupName: string): PromotionTrigger {
    return new PromotionTrigger('ModelApproved', 'A version was approved', {
      'source': ['aws.sagemaker'],
      'detail-type': ['SageMaker Model Package State Change'],
      'detail': { ModelPackageGroupName: [modelGroupName], ModelApprovalStatus: ['Approved'], UpdatedModelPackageFields: ['ModelApprovalStatus'] },
    });
  }

  /**
   * A push to the deployment repository.
   * @param repositoryName the repository
   * @param branchName the branch
   */
  static push(repositoryName: string, branchName: string): PromotionTrigger {
    return new PromotionTrigger('Push', 'The deployment repository changed', pushPattern(repositoryName, branchName));
  }

  private constructor(
    /** What it is called. */
    readonly name: string,
    /** What happened. */
    readonly description: string,
    /** The EventBridge pattern. */
    readonly eventPattern: object,
  ) {}
}
