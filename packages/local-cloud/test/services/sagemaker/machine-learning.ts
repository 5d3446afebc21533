import {
  CreateProcessingJobCommand, type CreateProcessingJobCommandInput, CreateTrainingJobCommand, type CreateTrainingJobCommandInput, DescribeProcessingJobCommand, DescribeTrainingJobCommand,
  SageMakerClient,
} from '@aws-sdk/client-sagemaker';
import { type CloudUnderTest, eventually, IMAGE } from '../codebuild/cloud-under-test';

export const BUCKET = 'models';

const RESOURCES = { InstanceType: 'ml.m5.large' as const, InstanceCount: 1, VolumeSizeInGB: 1 };

/** A Python program as a container's entry point. */
export const python = (...lines: string[]): string[] => ['python3', '-c', lines.join('\n')];

type ProcessingChanges = Partial<CreateProcessingJobCommandInput> & { readonly ContainerArguments?: string[] };

/** Jobs of a test file. */
export class MachineLearning {
  static async in(cloud: CloudUnderTest): Promise<MachineLearning> {
    await cloud.bucket(BUCKET);
    return new MachineLearning(cloud.client(SageMakerClient), await cloud.role('jobs', 'sagemaker.amazonaws.com'));
  }

  private constructor(readonly client: SageMakerClient, readonly role: string) {}

  processingInput(ContainerEntrypoint: string[], { ContainerArguments, ...changes }: ProcessingChanges = {}): Omit<CreateProcessingJobCommandInput, 'ProcessingJobName'> {
    return { RoleArn: this.role, AppSpecification: { ImageUri: IMAGE, ContainerEntrypoint, ContainerArguments }, ProcessingResources: { ClusterConfig: RESOURCES }, ...changes };
  }

  trainingInput(ContainerEntrypoint: string[], changes: Partial<CreateTrainingJobCommandInput> = {}): Omit<CreateTrainingJobCommandInput, 'TrainingJobName'> {
    return {
      RoleArn: this.role, AlgorithmSpecification: { TrainingImage: IMAGE, TrainingInputMode: 'File', ContainerEntrypoint }, ResourceConfig: RESOURCES,
      OutputDataConfig: { S3OutputPath: `s3://${BUCKET}/trained` }, StoppingCondition: { MaxRuntimeInSeconds: 60 }, ...changes,
    };
  }

  async process(ProcessingJobName: string, command: string[], changes: ProcessingChanges = {}) {
    await this.client.send(new CreateProcessingJobCommand({ ProcessingJobName, ...this.processingInput(command, changes) }));
    return this.processed(ProcessingJobName);
  }

  async train(TrainingJobName: string, command: string[], changes: Partial<CreateTrainingJobCommandInput> = {}) {
    await this.client.send(new CreateTrainingJobCommand({ TrainingJobName, ...this.trainingInput(command, changes) }));
    return this.trained(TrainingJobName);
  }

  processed(ProcessingJobName: string) {
    return eventually(async () => {
      const job = await this.client.send(new DescribeProcessingJobCommand({ ProcessingJobName }));
      return /InProgress|Stopping/.test(job.ProcessingJobStatus ?? '') ? undefined : job;
    }, `the end of ${ProcessingJobName}`);
  }

  trained(TrainingJobName: string) {
    return eventually(async () => {
      const job = await this.client.send(new DescribeTrainingJobCommand({ TrainingJobName }));
      return /InProgress|Stopping/.test(job.TrainingJobStatus ?? '') ? undefined : job;
    }, `the end of ${TrainingJobName}`);
  }
}
