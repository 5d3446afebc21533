import { mkdirSync } from 'node:fs';
import { AwsError } from '../../service';
import type { Job } from './job';
import type { JobPlan } from './job-runner';
import { download, upload } from './s3-transfer';

const DAY_SECONDS = 86_400;

/** A processing container (https://docs.aws.amazon.com/sagemaker/latest/dg/build-your-own-processing-container.html). */
export function processingPlan({ input, arn }: Job): JobPlan {
  const { ImageUri, ContainerEntrypoint = [], ContainerArguments = [] } = input.AppSpecification;
  if (ContainerEntrypoint.length === 0) throw new AwsError('ClientError', `local-cloud: the image ${ImageUri} has no program of its own here: give AppSpecification.ContainerEntrypoint`);
  const inputs: any[] = input.ProcessingInputs ?? [];
  const outputs: any[] = input.ProcessingOutputConfig?.Outputs ?? [];
  return {
    image: ImageUri,
    command: [...ContainerEntrypoint, ...ContainerArguments],
    environment: { ...input.Environment, PROCESSING_JOB_ARN: arn },
    timeoutSeconds: input.StoppingCondition?.MaxRuntimeInSeconds ?? DAY_SECONDS,
    graceSeconds: 2,
    keepsWhenStopped: false,
    failureFile: '/opt/ml/output/message',
    async prepare(s3, folder) {
      folder.config('processingjobconfig.json', input);
      folder.config('resourceconfig.json', { current_host: 'algo-1', hosts: ['algo-1'] });
      for (const { InputName, S3Input } of inputs) {
        if (!S3Input) throw new AwsError('ClientError', `local-cloud: input ${InputName} is no S3Input, which alone is in the table of what runs`);
        mkdirSync(folder.at(S3Input.LocalPath), { recursive: true });
        await download(s3, S3Input.S3Uri, folder.at(S3Input.LocalPath));
      }
      for (const { S3Output } of outputs) mkdirSync(folder.at(S3Output.LocalPath), { recursive: true });
    },
    async collect(s3, folder) {
      for (const { S3Output } of outputs) await upload(s3, folder.at(S3Output.LocalPath), S3Output.S3Uri, input.ProcessingOutputConfig.KmsKeyId);
    },
  };
}
