import type { RunningProcess } from '../../processes/processes';
import type { PhaseName } from './buildspec';
import type { Project } from './project';

export interface BuildPhase {
  readonly phaseType: string;
  phaseStatus?: string;
  readonly startTime: Date;
  endTime?: Date;
  contexts?: { readonly statusCode: string; readonly message: string }[];
}

/** A build that runs or has run. */
export interface Build {
  readonly id: string;
  readonly arn: string;
  readonly number: number;
  readonly project: Project;
  readonly startTime: Date;
  endTime?: Date;
  status: 'IN_PROGRESS' | 'SUCCEEDED' | 'FAILED' | 'STOPPED' | 'TIMED_OUT' | 'FAULT';
  readonly phases: BuildPhase[];
  readonly logGroup: string;
  readonly logStream: string;
  readonly initiator: string;
  exported: Record<string, string>;
  /** Somebody wants it to end: it may not have a process yet. */
  isStopping: boolean;
  process?: RunningProcess;
  /** Resolves when it has ended, however. */
  done: Promise<void>;
}

/** Ends a build, in whatever it is about; resolves when it has ended. */
export async function stopBuild(build: Build): Promise<void> {
  if (build.endTime) return;
  build.isStopping = true;
  await build.process?.stop();
  await build.done;
}

export function beginPhase(build: Build, phaseType: string): BuildPhase {
  const phase: BuildPhase = { phaseType, startTime: new Date() };
  build.phases.push(phase);
  return phase;
}

export function endPhase(phase: BuildPhase, phaseStatus: string, message?: string, statusCode = 'COMMAND_EXECUTION_ERROR'): void {
  phase.phaseStatus = phaseStatus;
  phase.endTime = new Date();
  if (message) phase.contexts = [{ statusCode, message }];
}

/** Reads the outcomes that a build's script wrote: `build FAILED 3 Error while …`. */
export function readOutcomes(text: string): { name: PhaseName; status: string; message?: string }[] {
  return text.split('\n').filter(Boolean).map((line) => {
    const [name, status, , ...message] = line.split(' ');
    return { name: name as PhaseName, status, message: message.join(' ') || undefined };
  });
}

/** The first thing that went wrong, in a sentence. */
export function failureOf(build: Build): string | undefined {
  return build.phases.flatMap(({ contexts = [], phaseType }) => contexts.map(({ message }) => `${phaseType}: ${message}`))[0];
}

/** A build has ended when nothing of it is left: who reads its status then finds neither processes nor files. */
export function describeBuild(build: Build) {
  const { project } = build;
  const buildStatus = build.endTime ? build.status : 'IN_PROGRESS';
  return {
    id: build.id, arn: build.arn, buildNumber: build.number, projectName: project.name, startTime: build.startTime, endTime: build.endTime, buildStatus,
    buildComplete: buildStatus !== 'IN_PROGRESS', currentPhase: build.endTime ? 'COMPLETED' : build.phases.at(-1)?.phaseType, initiator: build.initiator,
    source: project.source, artifacts: { location: project.artifacts.location }, environment: project.environment, serviceRole: project.serviceRole, timeoutInMinutes: project.timeoutInMinutes,
    logs: { groupName: build.logGroup, streamName: build.logStream, cloudWatchLogs: { status: 'ENABLED' } },
    phases: build.phases.map((phase) => ({ ...phase, durationInSeconds: phase.endTime ? Math.round((phase.endTime.getTime() - phase.startTime.getTime()) / 1000) : undefined })),
    exportedEnvironmentVariables: Object.entries(build.exported).map(([name, value]) => ({ name, value })),
  };
}
