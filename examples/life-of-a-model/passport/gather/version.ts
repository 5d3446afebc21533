import { DescribeModelPackageCommand, SageMakerClient } from '@aws-sdk/client-sagemaker';
import type { Life } from '../../life';
import { metricsOf } from '../../metrics';
import type { Version } from '../facts/training';

/** A version as the registry describes it, with the metrics of its report. */
export async function versionFacts({ people: { leo } }: Life, arn: string): Promise<Version> {
  const found = await leo.use(SageMakerClient).send(new DescribeModelPackageCommand({ ModelPackageName: arn }));
  const [container] = found.InferenceSpecification?.Containers ?? [];
  const { uri, values } = await metricsOf(leo, found);
  return {
    arn, group: found.ModelPackageGroupName ?? '', number: found.ModelPackageVersion, created: found.CreationTime?.toISOString(), createdBy: found.CreatedBy?.IamIdentity?.Arn,
    image: container?.Image, model: container?.ModelDataUrl, metadata: found.CustomerMetadataProperties ?? {}, metrics: values, metricsUri: uri,
  };
}
