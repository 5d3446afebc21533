import type { EventPattern } from 'aws-cdk-lib/aws-events';
import { DIRECT_INTERNET, OUTSIDE_OF_A_NETWORK, type ToldRequest, WITHOUT_A_KEY, WITHOUT_ISOLATION } from '../private/sagemaker-requests';

/**
 * Something that happens to SageMaker in an account, and that somebody is to hear of: calls that succeeded, by what their requests say.
 * @example
 * new DetectiveControls(this, 'Detective', { targets: [target], controls: [DetectiveControl.JOBS_IN_NETWORK, DetectiveControl.NETWORK_ISOLATION] });
 */
export class DetectiveControl {
  /**
   * Tells of training, processing, tuning and AutoML jobs, definitions of monitoring jobs and models without subnets. Of a tuning job with several definitions it tells for certain only where none
   * has subnets; `ENCRYPTED_VOLUMES` likewise.
   */
  static readonly JOBS_IN_NETWORK = new DetectiveControl('JobsInNetwork', 'A job or model of SageMaker has no network of ours', OUTSIDE_OF_A_NETWORK);
  /** Tells of notebook instances and Studio domains with direct internet access, which is their default. */
  static readonly NO_DIRECT_INTERNET = new DetectiveControl('NoDirectInternet', 'A notebook or Studio has the internet past the network', DIRECT_INTERNET);
  /**
   * Tells of jobs, notebook instances and Studio domains whose volumes are under no key that was named. That of instances with local storage cannot have one and is told of too
   * (https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ResourceConfig.html).
   */
  static readonly ENCRYPTED_VOLUMES = new DetectiveControl('EncryptedVolumes', 'A volume of SageMaker is under no key of ours', WITHOUT_A_KEY);
  /** Tells of training, processing and tuning jobs, definitions of monitoring jobs and models whose containers have a network at all. Few foundations isolate every container. */
  static readonly NETWORK_ISOLATION = new DetectiveControl('NetworkIsolation', 'A container of SageMaker is not isolated from the network', WITHOUT_ISOLATION);

  private constructor(
    /** What it is called: the id of its rule's construct. */
    readonly name: string,
    /** What has happened when it tells, in words. */
    readonly description: string,
    told: readonly ToldRequest[],
  ) {
    this._pattern = {
      source: ['aws.sagemaker'],
      detailType: ['AWS API Call via CloudTrail'],
      // calls that failed have an error code: https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html
      detail: { eventSource: ['sagemaker.amazonaws.com'], errorCode: [{ exists: false }], $or: told },
    };
  }

  /**
   * What EventBridge matches: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-service-event-cloudtrail.html
   * @internal
   */
  readonly _pattern: EventPattern;
}
