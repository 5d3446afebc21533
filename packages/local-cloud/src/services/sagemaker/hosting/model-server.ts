import { randomUUID } from 'node:crypto';
import { createWriteStream, mkdirSync, rmSync } from 'node:fs';
import * as path from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { unpackTarGz } from '../../../archive/tar';
import { freePort } from '../../../free-port';
import { imageRow } from '../../../processes/images';
import type { RunnerCloud } from '../../../runner-cloud';
import { AwsError } from '../../service';
import { JobFolder } from '../jobs/job-folder';
import { s3Location } from '../jobs/s3-transfer';
import type { Endpoint } from './hosting';
import type { Start } from './kept-alive';

export interface Container {
  readonly Image: string;
  readonly ModelDataUrl?: string;
  readonly Environment?: Readonly<Record<string, string>>;
}

/** A process that serves one variant. */
export interface ModelServer {
  readonly variant: string;
  readonly url: string;
  /** Why it does not answer any more, once its process has ended without having been told to. */
  readonly ended: string | undefined;
  stop(): Promise<void>;
}

export interface ServerOptions extends Start {
  readonly endpoint: Endpoint;
  readonly variant: string;
  readonly container: Container;
  readonly roleArn: string;
}

/** How long a container may take to answer /ping: SageMaker's default of four minutes is the registry's; a local process needs less. */
const HEALTHY_SECONDS = 60;
/** https://docs.aws.amazon.com/sagemaker/latest/dg/your-algorithms-inference-code.html#your-algorithms-inference-algo-ping-requests */
const PING_MILLISECONDS = 2000;
const ENVIRONMENTS = path.join(__dirname, '..', '..', '..', '..', 'environments');

/** Fetches a model with its role and starts its image's server (https://docs.aws.amazon.com/sagemaker/latest/dg/your-algorithms-inference-code.html). */
export async function startServer(cloud: RunnerCloud, { endpoint, variant, container, roleArn, onDeath, signal }: ServerOptions): Promise<ModelServer> {
  const row = imageRow(container.Image, cloud.images);
  if (!row.serve) throw new AwsError('ValidationException', `local-cloud: image ${container.Image} serves nothing here: its row of the image table has no serve command`);
  const credentials = await cloud.assumeServiceRole(roleArn, 'sagemaker.amazonaws.com', 'SageMaker');
  const folder = new JobFolder(path.join(cloud.folders.jobs, endpoint.account, `endpoint-${endpoint.name}-${randomUUID().slice(0, 8)}`), await cloud.processes.mountsOptMl);
  const forget = () => rmSync(folder.root, { recursive: true, force: true });
  try {
    if (container.ModelDataUrl) await fetchModel(new S3Client(cloud.clientOptions(credentials, endpoint.region)), container.ModelDataUrl, folder);
    const environment = await cloud.environments.ensure(row.environment);
    const port = await freePort();
    const lines: string[] = [];
    const child = cloud.processes.start({
      command: row.serve.map((part) => part.replace('{python}', environment.python).replace('{environments}', ENVIRONMENTS)),
      cwd: folder.at('/opt/ml/model'), bin: environment.bin, mounts: folder.mounts, serves: true,
      env: {
        ...cloud.processEnvironment(credentials, endpoint.region), OMP_NUM_THREADS: '1', SAGEMAKER_BIND_TO_PORT: String(port), SM_MODEL_DIR: folder.rewrite('/opt/ml/model'),
        ...Object.fromEntries(Object.entries(container.Environment ?? {}).map(([name, value]) => [name, folder.rewrite(value)])),
      },
      log: (line) => {
        lines.push(line);
        if (lines.length > 50) lines.shift();
        cloud.log.write(`sagemaker/endpoint-${endpoint.account}-${endpoint.name}`, line);
      },
    });
    const url = `http://127.0.0.1:${port}`;
    let stopped = false;
    let ended: string | undefined;
    const stop = async () => {
      stopped = true;
      await child.stop(1);
      forget();
    };
    if (!(await cloud.spans.during('server', endpoint.name, () => becomesHealthy(url, child.exit, signal)))) {
      await stop();
      throw new AwsError('ValidationException', `The primary container for production variant ${variant} did not pass the ping health check. Its last lines: ${lines.slice(-8).join(' | ')}`);
    }
    void child.exit.then((exit) => {
      if (stopped) return;
      ended = `its process ended ${exit.signal ? `by ${exit.signal}` : `with exit code ${exit.code}`}${lines.length > 0 ? `. The last it said: ${lines.slice(-8).join(' | ')}` : ''}`;
      forget();
      onDeath();
    }, () => undefined);
    return { variant, url, stop, get ended() { return ended; } };
  } catch (error) {
    forget();
    throw error;
  }
}

async function fetchModel(s3: S3Client, uri: string, folder: JobFolder): Promise<void> {
  const archive = path.join(folder.root, 'tmp', 'model.tar.gz');
  mkdirSync(path.dirname(archive), { recursive: true });
  const { Body } = await s3.send(new GetObjectCommand(s3Location(uri)));
  await pipeline(Body as Readable, createWriteStream(archive));
  await unpackTarGz(archive, folder.at('/opt/ml/model'));
  rmSync(archive);
}

async function becomesHealthy(url: string, exit: Promise<unknown>, unwanted: AbortSignal): Promise<boolean> {
  let ended = false;
  void exit.then(() => { ended = true; }, () => { ended = true; });
  const end = Date.now() + HEALTHY_SECONDS * 1000;
  while (!ended && !unwanted.aborted && Date.now() < end) {
    const answer = await fetch(`${url}/ping`, { signal: AbortSignal.timeout(PING_MILLISECONDS) }).catch(() => undefined);
    if (answer?.ok) return true;
    await pause(100);
  }
  return false;
}
