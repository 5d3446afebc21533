import type { ServiceModel } from '../../model/service-model';
import type { AwsCallError } from './aws-caller';
import type { Integration } from './integration';
import { exceptionName, sdkName } from './sdk-names';

/** An error as a state machine's Retry and Catch see it. */
export class TaskError extends Error {
  constructor(readonly error: string, readonly cause: string) {
    super(`${error}: ${cause}`);
  }
}

/**
 * What Step Functions calls an API's error (https://docs.aws.amazon.com/step-functions/latest/dg/supported-services-awssdk.html): the exception of the AWS SDK
 * for Java behind the service's name, `S3.NoSuchKeyException`. What the operation's model does not know is the service's own exception:
 * `S3.S3Exception`, and in optimised integrations, which follow the SDK's first version, `SageMaker.AmazonSageMakerException`.
 */
export function taskError(model: ServiceModel, operation: string, { sdk }: Pick<Integration, 'sdk'>, { code, message }: AwsCallError): TaskError {
  const { serviceId, serviceFullName } = model.metadata;
  const plain = NAMES[serviceId] ?? serviceId.replace(/[^A-Za-z0-9]/g, '');
  const service = sdk ? sdkName(serviceId) : plain;
  const known = model.operations[operation].errors?.find(({ shape }) => (model.shapes[shape].error?.code ?? shape) === code)?.shape;
  const unknown = sdk ? `${service}Exception` : `${serviceFullName.startsWith('AWS') ? 'AWS' : 'Amazon'}${plain}Exception`;
  return new TaskError(`${service}.${known ? exceptionName(known) : unknown}`, message);
}

/** Where the name of a service's optimised integration is not its id. */
const NAMES: Readonly<Record<string, string>> = { SFN: 'StepFunctions' };
