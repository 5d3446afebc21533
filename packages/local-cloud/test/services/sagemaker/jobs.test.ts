import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import {
  CreateProcessingJobCommand, CreateTrainingJobCommand, ListProcessingJobsCommand, ListTrainingJobsCommand, SageMakerClient, StopProcessingJobCommand, StopTrainingJobCommand,
} from '@aws-sdk/client-sagemaker';
import { ACCOUNT, CloudUnderTest, eventually } from '../codebuild/cloud-under-test';
import { BUCKET, MachineLearning, python } from './machine-learning';

const TRAIN = `
import json, os
root = os.path.dirname(os.environ["SM_MODEL_DIR"])
config = lambda name: json.load(open(f"{root}/input/config/{name}.json"))
inputs = config("inputdataconfig")
told = [config("hyperparameters")["depth"], sorted(inputs), inputs["train"]["ContentType"], config("resourceconfig")["current_host"], json.loads(os.environ["SM_CHANNELS"])]
open(root + "/model/weights.json", "w").write(json.dumps(told + [open(os.environ["SM_CHANNEL_TRAIN"] + "/rows.csv").read()]))
open(root + "/output/data/report.txt", "w").write("good")
print("loss=0.25")
`;

let cloud: CloudUnderTest;
let learning: MachineLearning;

beforeAll(async () => {
  cloud = await CloudUnderTest.start();
  learning = await MachineLearning.in(cloud);
  await cloud.put(BUCKET, 'data/train/rows.csv', '1,2\n');
  await cloud.put(BUCKET, 'data/train/deep/more.csv', '3,4\n');
});

afterAll(() => cloud.stop());

const text = async (key: string) => Buffer.from(await cloud.get(BUCKET, key)).toString('utf8').trim();
const channel = (ChannelName: string, prefix: string) => ({ ChannelName, ContentType: 'text/csv', DataSource: { S3DataSource: { S3DataType: 'S3Prefix' as const, S3Uri: `s3://${BUCKET}/${prefix}`, S3DataDistributionType: 'FullyReplicated' as const } } });
const input = (InputName: string, prefix: string, LocalPath: string) => ({ InputName, S3Input: { S3Uri: `s3://${BUCKET}/${prefix}`, LocalPath, S3DataType: 'S3Prefix' as const, S3InputMode: 'File' as const } });
const output = (OutputName: string, LocalPath: string) => ({ Outputs: [{ OutputName, S3Output: { S3Uri: `s3://${BUCKET}/out/${OutputName}`, LocalPath, S3UploadMode: 'EndOfJob' as const } }] });
const sleeper = (mark: string) => [...python('import time', 'time.sleep(120)'), mark];
const atWork = (mark: string) => eventually(async () => cloud.processesWith(mark).length > 0, `${mark} at work`);

/** The files of a `.tar.gz` in S3. */
async function unpacked(key: string): Promise<Record<string, string>> {
  const folder = mkdtempSync(path.join(cloud.temporary, 'tar-'));
  writeFileSync(path.join(folder, '..', 'archive.tar.gz'), await cloud.get(BUCKET, key));
  execFileSync('tar', ['-xzf', path.join(folder, '..', 'archive.tar.gz'), '-C', folder]);
  return Object.fromEntries(readdirSync(folder).sort().map((name) => [name, readFileSync(path.join(folder, name), 'utf8')]));
}

describe('a processing job', () => {
  test('finds its inputs at their paths, and what it leaves at its outputs\' paths goes to S3', async () => {
    const copy = python('import glob, os, sys', 'root, target = sys.argv[1:]', 'files = sorted(glob.glob(root + "/**/*.csv", recursive=True))', 'os.makedirs(target + "/sub")',
      'open(target + "/sub/all.csv", "w").write("".join(open(f).read() for f in files) + os.environ["KIND"])');
    const job = await learning.process('copies', copy, {
      ContainerArguments: ['/opt/ml/processing/input/train', '/opt/ml/processing/output'], Environment: { KIND: 'copy' },
      ProcessingInputs: [input('train', 'data/train', '/opt/ml/processing/input/train')], ProcessingOutputConfig: output('copied', '/opt/ml/processing/output'),
    });
    expect(job).toMatchObject({ ProcessingJobStatus: 'Completed', ProcessingStartTime: expect.any(Date), ProcessingEndTime: expect.any(Date) });
    expect(await text('out/copied/sub/all.csv')).toBe('3,4\n1,2\ncopy');
  });

  test('that fails has its exit code and the last it said as the reason, and uploads nothing', async () => {
    const job = await learning.process('fails', python('import sys', 'open(sys.argv[1] + "/half", "w").write("")', 'print("rows are missing")', 'sys.exit(3)'), {
      ContainerArguments: ['/opt/ml/processing/output'], ProcessingOutputConfig: output('half', '/opt/ml/processing/output'),
    });
    expect(job).toMatchObject({ ProcessingJobStatus: 'Failed', FailureReason: 'AlgorithmError: rows are missing, exit code: 3' });
    await expect(text('out/half/half')).rejects.toThrow();
  });

  test('says at the end what it wrote as its message', async () => {
    const job = await learning.process('speaks', ['bash', '-c', 'echo 3 rows > $1', 'say', '/opt/ml/output/message']);
    expect(job).toMatchObject({ ProcessingJobStatus: 'Completed', ExitMessage: '3 rows\n' });
  });

  test('without its data fails and names the prefix', async () => {
    const job = await learning.process('hungry', ['true'], { ProcessingInputs: [input('none', 'data/none', '/opt/ml/processing/input')] });
    expect(job.FailureReason).toBe(`ClientError: Data download failed: NoSuchKey: no object under s3://${BUCKET}/data/none`);
  });

  test('acts as its role, and without it when its network is isolated', async () => {
    const credentials = ['bash', '-c', 'echo "[${AWS_ACCESS_KEY_ID:+role}]" > $1', 'look', '/opt/ml/output/message'];
    expect((await learning.process('open', credentials)).ExitMessage).toBe('[role]\n');
    expect((await learning.process('isolated', credentials, { NetworkConfig: { EnableNetworkIsolation: true } })).ExitMessage).toBe('[]\n');
  });

  test('whose role may not read its input fails with that reason', async () => {
    const RoleArn = await cloud.role('reads-nothing', 'sagemaker.amazonaws.com', [{ Effect: 'Allow', Action: 'logs:*', Resource: '*' }]);
    const job = await learning.process('denied', ['true'], { RoleArn, ProcessingInputs: [input('train', 'data/train', '/opt/ml/processing/input')] });
    expect(job.FailureReason).toMatch(/AccessDenied/);
  });

  test('that is stopped ends with its process', async () => {
    await learning.client.send(new CreateProcessingJobCommand({ ProcessingJobName: 'stopped', ...learning.processingInput(sleeper('mark-of-processing')) }));
    await atWork('mark-of-processing');
    await learning.client.send(new StopProcessingJobCommand({ ProcessingJobName: 'stopped' }));
    expect((await learning.processed('stopped')).ProcessingJobStatus).toBe('Stopped');
    expect(cloud.processesWith('mark-of-processing')).toEqual([]);
    await expect(learning.client.send(new StopProcessingJobCommand({ ProcessingJobName: 'stopped' }))).rejects.toThrow(/Stopped/);
  });

  test('that is stopped at once never has a process', async () => {
    await learning.client.send(new CreateProcessingJobCommand({ ProcessingJobName: 'early', ...learning.processingInput(sleeper('mark-of-early-job')) }));
    await learning.client.send(new StopProcessingJobCommand({ ProcessingJobName: 'early' }));
    expect((await learning.processed('early')).ProcessingJobStatus).toBe('Stopped');
    expect(cloud.processesWith('mark-of-early-job')).toEqual([]);
  });

  test('of an image that no row knows fails and names it', async () => {
    const job = await learning.process('strange', ['true'], { AppSpecification: { ImageUri: 'example/own:1', ContainerEntrypoint: ['true'] } });
    expect(job.FailureReason).toMatch(/no environment stands for image example\/own:1/);
  });

  test('is made by those only who may make it and pass its role, and its name is used once', async () => {
    const arn = `arn:aws:sagemaker:eu-west-1:${ACCOUNT}:processing-job/guarded`;
    const may = cloud.client(SageMakerClient, await cloud.session('cannot-pass', [{ Effect: 'Allow', Action: 'sagemaker:CreateProcessingJob', Resource: arn }]));
    const create = new CreateProcessingJobCommand({ ProcessingJobName: 'guarded', ...learning.processingInput(['true']) });
    await expect(may.send(create)).rejects.toMatchObject({ name: 'AccessDeniedException', message: expect.stringContaining('iam:PassRole') });
    await learning.client.send(create);
    await expect(learning.client.send(create)).rejects.toThrow('Cannot create already existing processing job');
    await learning.processed('guarded');
    const { ProcessingJobSummaries = [] } = await learning.client.send(new ListProcessingJobsCommand({}));
    expect(ProcessingJobSummaries.filter(({ ProcessingJobName }) => ProcessingJobName === 'guarded')).toHaveLength(1);
  });
});

test('a processing job that takes longer than it may is stopped, and leaves neither output nor process', async () => {
  const job = await learning.process('overdue', sleeper('mark-of-overdue'), { StoppingCondition: { MaxRuntimeInSeconds: 1 }, ProcessingOutputConfig: output('overdue', '/opt/ml/processing/output') });
  expect(job.ProcessingJobStatus).toBe('Stopped');
  await expect(text('out/overdue/x')).rejects.toThrow();
  expect(cloud.processesWith('mark-of-overdue')).toEqual([]);
});

describe('a training job', () => {
  test('is told in files what to do, and its model and data go to S3 as archives', async () => {
    await cloud.put(BUCKET, 'code/train.py', TRAIN);
    const job = await learning.train('learns', [], {
      AlgorithmSpecification: {
        TrainingImage: 'tests/python', TrainingInputMode: 'File', ContainerEntrypoint: ['python3', '/opt/ml/input/data/code/train.py'], MetricDefinitions: [{ Name: 'loss', Regex: 'loss=([0-9.]+)' }],
      },
      HyperParameters: { depth: '3' }, InputDataConfig: [channel('train', 'data/train'), channel('code', 'code')],
    });
    expect(job.FailureReason).toBeUndefined();
    expect(job).toMatchObject({ TrainingJobStatus: 'Completed', ModelArtifacts: { S3ModelArtifacts: `s3://${BUCKET}/trained/learns/output/model.tar.gz` }, FinalMetricDataList: [{ MetricName: 'loss', Value: 0.25 }] });
    const { 'weights.json': weights } = await unpacked('trained/learns/output/model.tar.gz');
    expect(JSON.parse(weights)).toEqual(['3', ['code', 'train'], 'text/csv', 'algo-1', ['train', 'code'], '1,2\n']);
    expect(await unpacked('trained/learns/output/output.tar.gz')).toEqual({ 'report.txt': 'good' });
  });

  test('that fails explains itself by its failure file, and has no model', async () => {
    const job = await learning.train('unlearned', ['bash', '-c', 'echo the labels are constant > $1; exit 1', 'fail', '/opt/ml/output/failure']);
    expect(job).toMatchObject({ TrainingJobStatus: 'Failed', FailureReason: 'AlgorithmError: the labels are constant, exit code: 1' });
    expect(job.ModelArtifacts?.S3ModelArtifacts).toBeUndefined();
  });

  // https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_StoppingCondition.html
  test('that takes longer than its stopping condition is stopped with time to save what it has, and leaves no process', async () => {
    const saves = python('import os, signal, sys, time', 'def end(*_):', '  open(os.environ["SM_MODEL_DIR"] + "/checkpoint", "w").write("epoch 3")', '  sys.exit(1)', 'signal.signal(signal.SIGTERM, end)', 'time.sleep(120)');
    const job = await learning.train('endless', [...saves, 'mark-of-endless'], { StoppingCondition: { MaxRuntimeInSeconds: 2 } });
    expect(job).toMatchObject({ TrainingJobStatus: 'Stopped', SecondaryStatus: 'MaxRuntimeExceeded' });
    expect(job.FailureReason).toBeUndefined();
    expect(await unpacked('trained/endless/output/model.tar.gz')).toEqual({ checkpoint: 'epoch 3' });
    expect(cloud.processesWith('mark-of-endless')).toEqual([]);
  });

  test('that is stopped ends with its process, and EventBridge hears of it', async () => {
    const events = await cloud.watch('aws.sagemaker');
    await learning.client.send(new CreateTrainingJobCommand({ TrainingJobName: 'stopped', ...learning.trainingInput(sleeper('mark-of-training')) }));
    await atWork('mark-of-training');
    await learning.client.send(new StopTrainingJobCommand({ TrainingJobName: 'stopped' }));
    expect((await learning.trained('stopped')).TrainingJobStatus).toBe('Stopped');
    expect(cloud.processesWith('mark-of-training')).toEqual([]);
    const seen = await eventually(async () => {
      const mine = (await events()).filter(({ detail }) => detail.TrainingJobName === 'stopped');
      return mine.length === 2 && mine;
    }, 'two events');
    expect(seen.map(({ detail }) => detail.TrainingJobStatus)).toEqual(['InProgress', 'Stopped']);
    expect((await learning.client.send(new ListTrainingJobsCommand({}))).TrainingJobSummaries).toContainEqual(expect.objectContaining({ TrainingJobName: 'stopped', TrainingJobStatus: 'Stopped' }));
  });
});
