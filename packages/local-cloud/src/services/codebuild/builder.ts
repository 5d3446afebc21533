import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { unzip } from '../../archive/zip';
import type { SessionCredentials } from '../../cloud';
import { noSpace } from '../../no-space';
import { imageRow } from '../../processes/images';
import { removeFolder } from '../../processes/remove-folder';
import type { RunnerCloud } from '../../runner-cloud';
import { forgetOldest } from '../forget-oldest';
import { quietly } from '../quietly';
import { Records } from '../records';
import { AwsError } from '../service';
import { BuildArtifacts } from './artifacts';
import { beginPhase, type Build, endPhase, readOutcomes } from './build';
import { BuildLog } from './build-log';
import { type BuildSpec, PHASES, readBuildSpec } from './buildspec';
import type { EnvironmentVariable, Location, PipelineArtifacts, Project } from './project';
import { buildScript } from './script';

export interface BuildRequest {
  readonly variables?: readonly EnvironmentVariable[];
  readonly buildspec?: string;
  readonly pipeline?: PipelineArtifacts;
  readonly initiator: string;
}

const DEFAULT_TIMEOUT_MINUTES = 60;

/** Runs builds: the commands of a build specification as local processes, under the project's service role. */
export class Builder {
  readonly builds: Records<Build>;
  private number: number;

  constructor(private readonly cloud: RunnerCloud) {
    this.builds = new Records<Build>(path.join(cloud.folders.runner, 'codebuild', 'builds'), { done: () => Promise.resolve(), process: () => undefined });
    this.number = this.builds.values().at(-1)?.number ?? 0;
  }

  /** Builds that ran when the cloud ended have failed. */
  resume(): void {
    for (const build of this.builds.values().filter(({ endTime }) => !endTime)) {
      build.status = 'FAILED';
      const open = build.phases.at(-1);
      endPhase(open && !open.endTime ? open : beginPhase(build, 'BUILD'), 'FAILED', 'the local cloud ended while the build ran', 'INTERNAL_ERROR');
      build.endTime = new Date();
      void quietly(this.write, () => this.builds.save(build.id), () => this.tell(build));
    }
  }

  start(project: Project, request: BuildRequest): Build {
    const id = `${project.name}:${randomUUID()}`;
    const build: Build = {
      id, arn: project.arn.replace(/:project\/.*/, `:build/${id}`), number: ++this.number, project, startTime: new Date(), status: 'IN_PROGRESS', phases: [],
      logGroup: `/aws/codebuild/${project.name}`, logStream: id.split(':')[1], initiator: request.initiator, exported: {}, isStopping: false, done: Promise.resolve(),
    };
    this.builds.set(id, build);
    forgetOldest(this.builds, (one) => one.project.arn === project.arn, (one) => one.endTime !== undefined);
    build.done = this.run(build, request);
    return build;
  }

  private readonly write = (line: string): void => this.cloud.log.write('codebuild', line);

  private async run(build: Build, request: BuildRequest): Promise<void> {
    const { project } = build;
    await quietly(this.write, () => this.tell(build));
    const folder = path.join(this.cloud.folders.builds, build.logStream);
    try {
      const credentials = await this.cloud.assumeServiceRole(project.serviceRole, 'codebuild.amazonaws.com', `AWSCodeBuild-${build.logStream}`);
      const log = new BuildLog(new CloudWatchLogsClient(this.cloud.clientOptions(credentials, project.region)), build.logGroup, build.logStream, (error) => this.cloud.log.write('codebuild', `${build.id}: ${error.message}`));
      await log.open();
      try {
        await this.work(build, request, credentials, folder, (line) => {
          log.write(line);
          this.cloud.log.write(`codebuild/${build.logStream}`, line);
        });
      } finally {
        await log.close();
      }
    } catch (error) {
      build.status = 'FAILED';
      const phase = build.phases.at(-1);
      const message = noSpace(error, this.cloud.folders.root) ?? (error as Error).message;
      if (phase && !phase.endTime) endPhase(phase, 'FAILED', message, (error as AwsError).code ?? 'CLIENT_ERROR');
      else endPhase(beginPhase(build, 'PROVISIONING'), 'FAILED', message, 'CLIENT_ERROR');
      this.write(`${build.id}: ${(error as Error).stack}`);
    } finally {
      removeFolder(folder, this.write);
      build.endTime = new Date();
      // builds are kept, their processes and what hangs on them are not
      build.process = undefined;
      await quietly(this.write, () => this.builds.save(build.id), () => this.tell(build));
    }
  }

  private async work(build: Build, request: BuildRequest, credentials: SessionCredentials, folder: string, log: (line: string) => void): Promise<void> {
    const s3 = new S3Client(this.cloud.clientOptions(credentials, build.project.region));
    const source = path.join(folder, 'src');
    mkdirSync(source, { recursive: true });
    const download = beginPhase(build, 'DOWNLOAD_SOURCE');
    const secondary = await this.download(s3, request.pipeline, build.project, folder, source);
    const spec = this.specOf(build.project, request, source);
    endPhase(download, 'SUCCEEDED');
    await this.execute(build, request, spec, { credentials, folder, source, secondary, log });
    if (build.status !== 'IN_PROGRESS') return;
    const upload = beginPhase(build, 'UPLOAD_ARTIFACTS');
    const artifacts = new BuildArtifacts(s3, source, path.join(folder, 'artifacts'));
    const outputs = request.pipeline?.outputs ?? [];
    for (const { name, location } of outputs) await artifacts.toPipeline(spec, location, outputs.length > 1 ? name : undefined);
    if (!request.pipeline && build.project.artifacts.type === 'S3') await artifacts.toBucket(spec, build);
    endPhase(upload, 'SUCCEEDED');
    build.status = 'SUCCEEDED';
  }

  private async download(s3: S3Client, pipeline: PipelineArtifacts | undefined, project: Project, folder: string, source: string): Promise<Record<string, string>> {
    const fetch = async ({ bucket, key }: Location, target: string) => {
      const { Body } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
      unzip((await Body?.transformToByteArray()) ?? new Uint8Array(), target);
    };
    const [, bucket, key] = project.source.type === 'S3' ? /^([^/]+)\/(.+)$/.exec(project.source.location ?? '') ?? [] : [];
    if (bucket) await fetch({ bucket, key }, source);
    if (!['CODEPIPELINE', 'S3', 'NO_SOURCE'].includes(project.source.type)) throw new AwsError('CLIENT_ERROR', `local-cloud: sources of type ${project.source.type} are not in the table of what runs`);
    if (pipeline?.primary) await fetch(pipeline.primary, source);
    const secondary: Record<string, string> = {};
    for (const [name, location] of Object.entries(pipeline?.secondary ?? {})) {
      secondary[name] = path.join(folder, `src-${name}`);
      mkdirSync(secondary[name], { recursive: true });
      await fetch(location, secondary[name]);
    }
    return secondary;
  }

  private specOf(project: Project, { buildspec }: BuildRequest, source: string): BuildSpec {
    const given = buildspec ?? project.source.buildspec ?? 'buildspec.yml';
    if (/\n|^\s*\{/.test(given)) return readBuildSpec(given);
    const file = path.join(source, given);
    if (!existsSync(file)) throw new AwsError('YAML_FILE_ERROR', `stat ${given}: no such file or directory: the source has no build specification`);
    return readBuildSpec(readFileSync(file, 'utf8'));
  }

  private async execute(build: Build, request: BuildRequest, spec: BuildSpec, at: { credentials: SessionCredentials; folder: string; source: string; secondary: Record<string, string>; log: (line: string) => void }): Promise<void> {
    const { project } = build;
    const minutes = project.timeoutInMinutes ?? DEFAULT_TIMEOUT_MINUTES;
    const environment = await this.cloud.environments.ensure(imageRow(project.environment.image, this.cloud.images).environment);
    const files = { outcomes: path.join(at.folder, 'outcomes'), exported: path.join(at.folder, 'exported') };
    writeFileSync(path.join(at.folder, 'build.sh'), buildScript(spec, files));
    const variables = { ...(await this.variables(build, request, spec, at.credentials)), ...this.builtIn(build, request, at) };
    if (build.isStopping) {
      build.status = 'STOPPED';
      return;
    }
    build.process = this.cloud.processes.start({
      command: ['bash', path.join(at.folder, 'build.sh')], cwd: at.source, bin: environment.bin, log: at.log, timeoutSeconds: minutes * 60,
      env: variables,
    });
    const exit = await build.process.exit;
    for (const { name, status, message } of readOutcomes(existsSync(files.outcomes) ? readFileSync(files.outcomes, 'utf8') : '')) {
      endPhase(beginPhase(build, name.toUpperCase()), status, message);
    }
    if (existsSync(files.exported)) build.exported = Object.fromEntries(readFileSync(files.exported, 'utf8').split('\n').filter(Boolean).map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]));
    if (exit.timedOut) build.status = 'TIMED_OUT';
    else if (build.isStopping) build.status = 'STOPPED';
    else if (exit.code !== 0) build.status = 'FAILED';
    if (exit.timedOut) endPhase(beginPhase(build, phaseUnderWay(build, spec)), 'TIMED_OUT', `Build has timed out after ${minutes} minutes`, 'BUILD_TIMED_OUT');
    else if (build.status === 'FAILED' && exit.signal) endPhase(beginPhase(build, phaseUnderWay(build, spec)), 'FAILED', `the build's shell was ended by ${exit.signal}`);
  }

  /** Variables of the project, of the specification and of the start, later ones winning (https://docs.aws.amazon.com/codebuild/latest/userguide/build-env-ref-env-vars.html). */
  private async variables({ project }: Build, request: BuildRequest, spec: BuildSpec, credentials: SessionCredentials): Promise<Record<string, string>> {
    const ssm = new SSMClient(this.cloud.clientOptions(credentials, project.region));
    const parameter = async (Name: string) => (await ssm.send(new GetParameterCommand({ Name, WithDecryption: true }))).Parameter?.Value ?? '';
    const variables: Record<string, string> = { ...spec.env?.variables };
    for (const [name, value] of Object.entries(spec.env?.['parameter-store'] ?? {})) variables[name] = await parameter(value);
    for (const { name, value, type = 'PLAINTEXT' } of [...(project.environment.environmentVariables ?? []), ...(request.variables ?? [])]) {
      if (type === 'SECRETS_MANAGER') throw new AwsError('CLIENT_ERROR', `local-cloud: variable ${name} comes from Secrets Manager, which is not in the table of what runs`);
      variables[name] = type === 'PARAMETER_STORE' ? await parameter(value) : value;
    }
    return variables;
  }

  private builtIn(build: Build, { pipeline }: BuildRequest, at: { credentials: SessionCredentials; source: string; secondary: Record<string, string> }): Record<string, string> {
    const { project } = build;
    return {
      CODEBUILD_BUILD_ID: build.id, CODEBUILD_BUILD_ARN: build.arn, CODEBUILD_BUILD_NUMBER: String(build.number), CODEBUILD_BUILD_IMAGE: project.environment.image,
      CODEBUILD_INITIATOR: build.initiator, CODEBUILD_SRC_DIR: at.source, CODEBUILD_START_TIME: String(build.startTime.getTime()), CODEBUILD_LOG_PATH: build.logStream,
      ...(pipeline?.revision ? { CODEBUILD_RESOLVED_SOURCE_VERSION: pipeline.revision } : {}),
      ...Object.fromEntries(Object.entries(at.secondary).map(([name, folder]) => [`CODEBUILD_SRC_DIR_${name}`, folder])),
      ...this.cloud.processEnvironment(at.credentials, project.region),
    };
  }

  /** https://docs.aws.amazon.com/codebuild/latest/userguide/sample-build-notifications-ref.html */
  private async tell(build: Build): Promise<void> {
    const { project } = build;
    await this.cloud.events.emit({
      'account': project.account, 'region': project.region, 'source': 'aws.codebuild', 'detail-type': 'CodeBuild Build State Change', 'resources': [build.arn],
      'detail': { 'build-status': build.status, 'project-name': project.name, 'build-id': build.arn, 'current-phase': build.endTime ? 'COMPLETED' : 'SUBMITTED', 'version': '1' },
    });
  }
}

/** The phase that had no outcome yet when the build's shell ended. */
function phaseUnderWay({ phases }: Build, spec: BuildSpec): string {
  const names = PHASES.filter((name) => spec.phases[name]).map((name) => name.toUpperCase());
  return names.find((name) => phases.every(({ phaseType }) => phaseType !== name)) ?? 'BUILD';
}
