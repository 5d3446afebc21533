import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { CreateBucketCommand, GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import {
  CreateEndpointCommand, CreateEndpointConfigCommand, CreateModelCommand, CreateProcessingJobCommand, DescribeEndpointCommand, DescribeProcessingJobCommand, SageMakerClient,
} from '@aws-sdk/client-sagemaker';
import { packTarGz } from '../../src/archive/tar';
import { role, type RunningCloud, runningCloud, trust } from '../gateway/running-cloud';
import { Processes } from '../../src/processes/processes';
import { until } from './waiting';

const ACCOUNT = '111111111111';

/** Answers once it found the model where it was told, and says where that was. */
const SERVER = `import http.server, os
print('MODEL IN', os.environ['SM_MODEL_DIR'], open(os.environ['SM_MODEL_DIR'] + '/model.txt').read(), flush=True)
class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.end_headers()
http.server.HTTPServer(('127.0.0.1', int(os.environ['SAGEMAKER_BIND_TO_PORT'])), Handler).serve_forever()
`;

let canMount: boolean;
beforeAll(async () => {
  const tmp = mkdtempSync(path.join(tmpdir(), 'opt-ml-'));
  const processes = new Processes({ tmp });
  canMount = await processes.mountsOptMl;
  await processes.close();
  rmSync(tmp, { recursive: true });
});

describe.each([['mounted where the kernel allows it', true], ['told by another name', false]])('/opt/ml, %s', (_, mountOptMl) => {
  let running: RunningCloud;
  let sageMaker: SageMakerClient;
  let s3: S3Client;
  let RoleArn: string;
  const file = (name: string) => path.join(running.folder, name);
  const isMounted = () => mountOptMl && canMount;

  beforeAll(async () => {
    running = await runningCloud({ mountOptMl, images: [{ pattern: '^probe$', environment: 'steps', serve: ['{python}', '-c', SERVER] }] });
    const { cloud } = running;
    const options = cloud.clientOptions(cloud.credentialsOf(ACCOUNT));
    sageMaker = new SageMakerClient(options);
    s3 = new S3Client(options);
    RoleArn = await role(cloud, ACCOUNT, 'worker', [{ Action: '*', Resource: '*' }], trust({ Service: 'sagemaker.amazonaws.com' }));
    await s3.send(new CreateBucketCommand({ Bucket: 'data', CreateBucketConfiguration: { LocationConstraint: 'eu-west-1' } }));
    await s3.send(new PutObjectCommand({ Bucket: 'data', Key: 'in/given.txt', Body: 'given' }));
  }, 30_000);
  afterAll(() => running.close(), 20_000);

  const job = async (ProcessingJobName: string, ...ContainerEntrypoint: string[]) => {
    const s3Input = { S3Uri: 's3://data/in', LocalPath: '/opt/ml/processing/input', S3DataType: 'S3Prefix' as const, S3InputMode: 'File' as const };
    await sageMaker.send(new CreateProcessingJobCommand({
      ProcessingJobName, RoleArn, AppSpecification: { ImageUri: 'probe', ContainerEntrypoint }, Environment: { TARGET: '/opt/ml/processing/output' },
      ProcessingInputs: [{ InputName: 'in', S3Input: s3Input }],
      ProcessingOutputConfig: { Outputs: [{ OutputName: 'out', S3Output: { S3Uri: `s3://data/${ProcessingJobName}`, LocalPath: '/opt/ml/processing/output', S3UploadMode: 'EndOfJob' } }] },
      ProcessingResources: { ClusterConfig: { InstanceCount: 1, InstanceType: 'ml.t3.medium', VolumeSizeInGB: 1 } },
    }));
    await until('the job has ended', async () => (await sageMaker.send(new DescribeProcessingJobCommand({ ProcessingJobName }))).ProcessingEndTime, 30);
    return sageMaker.send(new DescribeProcessingJobCommand({ ProcessingJobName }));
  };
  const output = async (Key: string) => (await s3.send(new GetObjectCommand({ Bucket: 'data', Key }))).Body?.transformToString();

  test('a job finds its input by its arguments and leaves its output by its variables', async () => {
    const { ProcessingJobStatus, FailureReason } = await job('told', 'bash', '-c', 'cat /opt/ml/processing/input/given.txt > $TARGET/made.txt; echo $TARGET > $TARGET/where.txt');
    expect([ProcessingJobStatus, FailureReason]).toEqual(['Completed', undefined]);
    expect(await output('told/made.txt')).toBe('given');
    expect((await output('told/where.txt'))?.trim() === '/opt/ml/processing/output').toBe(isMounted());
  }, 40_000);

  test('a path that is written in a job\'s own code is there where the kernel allows it, and its absence is told elsewhere', async () => {
    writeFileSync(file('job.py'), 'print(open("/opt/ml/processing/input/given.txt").read(), file=open("/opt/ml/processing/output/made.txt", "w"))');
    const { ProcessingJobStatus, FailureReason = '' } = await job('written', 'python3', file('job.py'));
    expect(ProcessingJobStatus).toBe(isMounted() ? 'Completed' : 'Failed');
    expect(FailureReason).toMatch(isMounted() ? /^$/ : /No such file or directory: '\/opt\/ml\/processing\/input\/given.txt'/);
  }, 40_000);

  test('a model\'s server finds the model', async () => {
    const folder = mkdtempSync(path.join(running.folder, 'model-'));
    writeFileSync(path.join(folder, 'model.txt'), 'trained');
    await packTarGz(folder, file('model.tar.gz'));
    await s3.send(new PutObjectCommand({ Bucket: 'data', Key: 'model.tar.gz', Body: readFileSync(file('model.tar.gz')) }));
    await sageMaker.send(new CreateModelCommand({ ModelName: 'model', ExecutionRoleArn: RoleArn, PrimaryContainer: { Image: 'probe', ModelDataUrl: 's3://data/model.tar.gz' } }));
    const variant = { VariantName: 'all', ModelName: 'model', InitialInstanceCount: 1, InstanceType: 'ml.t2.medium' as const };
    await sageMaker.send(new CreateEndpointConfigCommand({ EndpointConfigName: 'config', ProductionVariants: [variant] }));
    await sageMaker.send(new CreateEndpointCommand({ EndpointName: 'endpoint', EndpointConfigName: 'config' }));
    await until('the endpoint has settled', async () => (await sageMaker.send(new DescribeEndpointCommand({ EndpointName: 'endpoint' }))).EndpointStatus !== 'Creating', 30);
    expect(await sageMaker.send(new DescribeEndpointCommand({ EndpointName: 'endpoint' }))).toMatchObject({ EndpointStatus: 'InService' });
    const [, where, model] = /MODEL IN (\S+) (\S+)/.exec(logs(path.join(running.cloud.state, 'logs', 'sagemaker'))) ?? [];
    expect([model, where === '/opt/ml/model']).toEqual(['trained', isMounted()]);
  }, 40_000);
});

const logs = (folder: string) => readdirSync(folder).map((name) => readFileSync(path.join(folder, name), 'utf8')).join('\n');
