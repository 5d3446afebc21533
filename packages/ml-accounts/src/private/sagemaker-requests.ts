/** A call of SageMaker's API that is told: its names, and what its request has, or lacks, in CloudTrail's words. */
export interface ToldRequest {
  readonly eventName: readonly string[];
  /** As EventBridge matches them; names are those of the API with a small first letter: https://docs.aws.amazon.com/sagemaker/latest/dg/logging-using-cloudtrail.html */
  readonly requestParameters: object;
}

/** EventBridge looks for what is not there among leaves only: of a network its subnets. https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html */
const ABSENT = { exists: false };
const WITHOUT_SUBNETS = { vpcConfig: { subnets: [ABSENT] } };
const WITHOUT_VOLUME_KEY = { volumeKmsKeyId: [ABSENT] };
const WITH_A_NETWORK = { enableNetworkIsolation: [false, ABSENT] };

/** Monitoring jobs are processing jobs, whose network these definitions say. */
const MONITORING = ['CreateDataQualityJobDefinition', 'CreateModelQualityJobDefinition', 'CreateModelBiasJobDefinition', 'CreateModelExplainabilityJobDefinition'];
const told = (eventName: string | readonly string[], requestParameters: object): ToldRequest => ({ eventName: typeof eventName === 'string' ? [eventName] : eventName, requestParameters });
/** A tuning job has one definition of its training jobs, or several. */
const tuning = (definition: object): ToldRequest => told('CreateHyperParameterTuningJob', { trainingJobDefinition: definition, trainingJobDefinitions: definition });

/** Jobs and models without a network of ours: https://docs.aws.amazon.com/sagemaker/latest/dg/infrastructure-give-access.html */
export const OUTSIDE_OF_A_NETWORK: readonly ToldRequest[] = [
  told(['CreateTrainingJob', 'CreateModel'], WITHOUT_SUBNETS),
  told(['CreateProcessingJob', ...MONITORING], { networkConfig: WITHOUT_SUBNETS }),
  tuning(WITHOUT_SUBNETS),
  told('CreateAutoMLJobV2', { securityConfig: WITHOUT_SUBNETS }),
  told('CreateAutoMLJob', { autoMLJobConfig: { securityConfig: WITHOUT_SUBNETS } }),
];

/**
 * Notebooks and Studio that have the internet past the network, as both have unless told otherwise:
 * https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateNotebookInstance.html, https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateDomain.html
 */
export const DIRECT_INTERNET: readonly ToldRequest[] = [
  told('CreateNotebookInstance', { directInternetAccess: [{ 'anything-but': 'Disabled' }, ABSENT] }),
  told('CreateDomain', { appNetworkAccessType: [{ 'anything-but': 'VpcOnly' }, ABSENT] }),
  told('UpdateDomain', { appNetworkAccessType: [{ 'anything-but': 'VpcOnly' }] }),
];

/** Volumes under no key of ours: https://docs.aws.amazon.com/sagemaker/latest/dg/encryption-at-rest.html */
export const WITHOUT_A_KEY: readonly ToldRequest[] = [
  told('CreateTrainingJob', { resourceConfig: WITHOUT_VOLUME_KEY }),
  told('CreateProcessingJob', { processingResources: { clusterConfig: WITHOUT_VOLUME_KEY } }),
  told(MONITORING, { jobResources: { clusterConfig: WITHOUT_VOLUME_KEY } }),
  tuning({ resourceConfig: WITHOUT_VOLUME_KEY, hyperParameterTuningResourceConfig: WITHOUT_VOLUME_KEY }),
  told('CreateTransformJob', { transformResources: WITHOUT_VOLUME_KEY }),
  told('CreateAutoMLJobV2', { securityConfig: WITHOUT_VOLUME_KEY }),
  told('CreateAutoMLJob', { autoMLJobConfig: { securityConfig: WITHOUT_VOLUME_KEY } }),
  told('CreateNotebookInstance', { kmsKeyId: [ABSENT] }),
  told('CreateDomain', { kmsKeyId: [ABSENT], homeEfsFileSystemKmsKeyId: [ABSENT] }),
];

/** Containers that can speak to anybody: https://docs.aws.amazon.com/sagemaker/latest/dg/mkt-algo-model-internet-free.html */
export const WITHOUT_ISOLATION: readonly ToldRequest[] = [
  told(['CreateTrainingJob', 'CreateModel'], WITH_A_NETWORK),
  told(['CreateProcessingJob', ...MONITORING], { networkConfig: WITH_A_NETWORK }),
  tuning(WITH_A_NETWORK),
];
