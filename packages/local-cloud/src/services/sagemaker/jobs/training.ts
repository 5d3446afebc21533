import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import * as path from 'node:path';
import { packTarGz } from '../../../archive/tar';
import { AwsError } from '../../service';
import type { Job } from './job';
import type { JobPlan } from './job-runner';
import { download, put } from './s3-transfer';

/** A training container (https://docs.aws.amazon.com/sagemaker/latest/dg/your-algorithms-training-algo-running-container.html). */
export function trainingPlan({ name, arn, input }: Job): JobPlan {
  const { TrainingImage, ContainerEntrypoint = [], ContainerArguments = [], AlgorithmName } = input.AlgorithmSpecification;
  if (!TrainingImage) throw new AwsError('ClientError', `local-cloud: algorithm ${AlgorithmName} is no image; give AlgorithmSpecification.TrainingImage`);
  if (ContainerEntrypoint.length === 0) throw new AwsError('ClientError', `local-cloud: the image ${TrainingImage} has no program of its own here: give AlgorithmSpecification.ContainerEntrypoint`);
  const channels: any[] = input.InputDataConfig ?? [];
  const names = channels.map(({ ChannelName }) => ChannelName);
  return {
    image: TrainingImage,
    command: [...ContainerEntrypoint, ...ContainerArguments],
    environment: {
      ...input.Environment, TRAINING_JOB_NAME: name, TRAINING_JOB_ARN: arn,
      SM_MODEL_DIR: '/opt/ml/model', SM_OUTPUT_DATA_DIR: '/opt/ml/output/data', SM_INPUT_DIR: '/opt/ml/input', SM_INPUT_CONFIG_DIR: '/opt/ml/input/config',
      SM_CHANNELS: JSON.stringify(names), SM_HPS: JSON.stringify(input.HyperParameters ?? {}), SM_CURRENT_HOST: 'algo-1', SM_HOSTS: '["algo-1"]',
      ...Object.fromEntries(names.map((channel) => [`SM_CHANNEL_${channel.toUpperCase().replace(/-/g, '_')}`, `/opt/ml/input/data/${channel}`])),
    },
    timeoutSeconds: input.StoppingCondition?.MaxRuntimeInSeconds ?? 86_400,
    // https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_StopTrainingJob.html
    graceSeconds: 120,
    keepsWhenStopped: true,
    failureFile: '/opt/ml/output/failure',
    async prepare(s3, folder) {
      folder.config('hyperparameters.json', input.HyperParameters ?? {});
      folder.config('resourceconfig.json', { current_host: 'algo-1', current_group_name: 'homogeneousCluster', hosts: ['algo-1'], network_interface_name: 'lo' });
      folder.config('inputdataconfig.json', Object.fromEntries(channels.map(({ ChannelName, ContentType, InputMode }) => [ChannelName, { ContentType, TrainingInputMode: InputMode ?? 'File', S3DistributionType: 'FullyReplicated', RecordWrapperType: 'None' }])));
      for (const { ChannelName, DataSource } of channels) {
        const target = folder.at(`/opt/ml/input/data/${ChannelName}`);
        mkdirSync(target, { recursive: true });
        await download(s3, DataSource.S3DataSource.S3Uri, target);
      }
      mkdirSync(folder.at('/opt/ml/output/data'), { recursive: true });
    },
    async collect(s3, folder, job) {
      const { S3OutputPath, KmsKeyId } = input.OutputDataConfig;
      const base = `${S3OutputPath.replace(/\/$/, '')}/${name}/output`;
      for (const [from, to] of [['model', 'model.tar.gz'], ['output/data', 'output.tar.gz']]) {
        const source = folder.at(`/opt/ml/${from}`);
        if (!existsSync(source) || (from !== 'model' && readdirSync(source).length === 0)) continue;
        const archive = path.join(folder.root, 'tmp', to);
        await packTarGz(source, archive);
        await put(s3, archive, `${base}/${to}`, KmsKeyId);
      }
      job.modelArtifacts = `${base}/model.tar.gz`;
    },
  };
}
