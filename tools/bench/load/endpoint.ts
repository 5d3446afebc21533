import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { CreateBucketCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { CreateEndpointCommand, CreateEndpointConfigCommand, CreateModelCommand, DescribeEndpointCommand, SageMakerClient } from '@aws-sdk/client-sagemaker';
import autocannon from 'autocannon';
import type { Figure } from '../figure';
import { type CloudProcess, eventually } from './cloud-process';
import { serviceRole } from './roles';

const ACCOUNT = '100000000099';
const BUCKET = 'bench-models';
const NAME = 'bench';
const RATE = 500;
const SECONDS = 10;
const CONNECTIONS = 32;

/** The least that a model does, so that the way to it is measured. */
const MODEL = `
import json
def model_fn(folder): return 2
def input_fn(body, kind): return json.loads(body)["instances"]
def predict_fn(rows, model): return [model * row["x"] for row in rows]
def output_fn(result, accept): return json.dumps({"predictions": result})
`;

/** An endpoint with one variant, in service. @returns where it is asked */
export async function serving(cloud: CloudProcess): Promise<string> {
  const s3 = cloud.client(S3Client, ACCOUNT);
  await s3.send(new CreateBucketCommand({ Bucket: BUCKET, CreateBucketConfiguration: { LocationConstraint: 'eu-west-1' } }));
  await s3.send(new PutObjectCommand({ Bucket: BUCKET, Key: 'model.tar.gz', Body: archive(cloud.folder) }));
  const sagemaker = cloud.client(SageMakerClient, ACCOUNT);
  const Environment = { SAGEMAKER_PROGRAM: 'inference.py', SAGEMAKER_SUBMIT_DIRECTORY: '/opt/ml/model' };
  await sagemaker.send(new CreateModelCommand({
    ModelName: NAME, ExecutionRoleArn: await serviceRole(cloud, ACCOUNT, 'sagemaker.amazonaws.com'), PrimaryContainer: { Image: 'bench/server', ModelDataUrl: `s3://${BUCKET}/model.tar.gz`, Environment },
  }));
  await sagemaker.send(new CreateEndpointConfigCommand({ EndpointConfigName: NAME, ProductionVariants: [{ VariantName: 'one', ModelName: NAME, InstanceType: 'ml.m5.large', InitialInstanceCount: 1 }] }));
  await sagemaker.send(new CreateEndpointCommand({ EndpointName: NAME, EndpointConfigName: NAME }));
  await eventually('the endpoint in service', async () => {
    const { EndpointStatus, FailureReason } = await sagemaker.send(new DescribeEndpointCommand({ EndpointName: NAME }));
    if (EndpointStatus === 'Failed') throw new Error(`the endpoint failed: ${FailureReason}`);
    return EndpointStatus === 'InService' ? true : undefined;
  });
  return `${cloud.endpoint}/endpoints/${NAME}/invocations`;
}

function archive(folder: string): Buffer {
  const model = mkdtempSync(path.join(folder, 'model-'));
  writeFileSync(path.join(model, 'inference.py'), MODEL);
  execFileSync('tar', ['-czf', `${model}.tar.gz`, '-C', model, '.']);
  return readFileSync(`${model}.tar.gz`);
}

/** Requests over HTTP with the key of the account's root: the gateway reads the key, asks IAM, passes on. */
export function requests(url: string, more: { readonly amount?: number; readonly duration?: number; readonly overallRate?: number; readonly connections?: number }) {
  return autocannon({
    url, method: 'POST', connections: CONNECTIONS, ...more,
    headers: { 'content-type': 'application/json', 'authorization': `AWS4-HMAC-SHA256 Credential=${ACCOUNT}/20260101/eu-west-1/sagemaker/aws4_request, SignedHeaders=host, Signature=0` },
    body: JSON.stringify({ instances: [{ x: 1 }, { x: 2 }] }),
  });
}

/** 500 a second, then as many as there can be. */
export async function endpointFigures(url: string): Promise<Figure[]> {
  await requests(url, { amount: 200 });
  const steady = await requests(url, { duration: SECONDS, overallRate: RATE });
  const most = await requests(url, { duration: SECONDS });
  return [...figuresOf(`load, endpoint at ${RATE} a second`, steady), ...figuresOf(`load, endpoint with ${CONNECTIONS} callers that never wait`, most)];
}

function figuresOf(part: string, { requests: { average }, latency, non2xx, errors, timeouts }: autocannon.Result): Figure[] {
  return [
    { part, name: 'answers', value: average, unit: '/s' },
    { part, name: 'errors', value: non2xx + errors + timeouts, unit: '', note: 'other answers than 2xx, broken connections, time-outs' },
    ...([50, 90, 99] as const).map((percent): Figure => ({ part, name: `latency, ${percent} % within`, value: latency[`p${percent}`], unit: 'ms' })),
    { part, name: 'latency, longest', value: latency.max, unit: 'ms' },
  ];
}
