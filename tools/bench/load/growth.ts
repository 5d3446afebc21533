import { CloudFormationClient, CreateStackCommand, DeleteStackCommand, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { type Trend, trend } from '../arithmetic/trend';
import type { Figure } from '../figure';
import { type CloudProcess, eventually } from './cloud-process';
import { requests } from './endpoint';
import type { Pipelines } from './executions';
import { samplesFile } from './samples-file';
import { savedState } from './saved-state';

const ACCOUNT = '100000000099';
const STACK = 'bench-cycle';
const INVOCATIONS = 200;
/** Fewer say nothing about a slope. */
const FEWEST = 10;
/** Caches fill, code is compiled, and what has a bound (500 builds, executions and log streams, the logs of ten minutes) reaches it, before anything can be said. */
const WARM_UP = 0.5;

const TEMPLATE = {
  Resources: {
    Queue: { Type: 'AWS::SQS::Queue' },
    Bucket: { Type: 'AWS::S3::Bucket', Properties: { BucketEncryption: { ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }] } } },
    Role: { Type: 'AWS::IAM::Role', Properties: { AssumeRolePolicyDocument: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }] } } },
  },
};

/** Memory at one moment. */
export interface Sample {
  readonly minutes: number;
  /** MB by name. */
  readonly memory: Readonly<Record<string, number>>;
  /** kB by service. */
  readonly saved?: Readonly<Record<string, number>>;
}

/** The same work again and again: a stack deployed, a pipeline run, its artifacts deleted as a lifecycle rule would, an endpoint asked, the stack deleted. */
export async function growthFigures(cloud: CloudProcess, pipelines: Pipelines, url: string, minutes: number): Promise<Figure[]> {
  await pipelines.create('bench-cycle');
  const began = performance.now();
  const elapsed = () => (performance.now() - began) / 60_000;
  const samples: Sample[] = [];
  const keep = samplesFile();
  while (elapsed() < minutes) {
    await cycle(cloud, pipelines, url);
    const heap = (await cloud.ask({ call: 'heap' })) as number;
    samples.push({ minutes: elapsed(), memory: { ...cloud.memory(), [HEAP]: heap }, saved: savedState(cloud.state) });
    keep(samples[samples.length - 1]);
  }
  return figuresOf(samples);
}

const HEAP = 'what the runner keeps';

async function cycle(cloud: CloudProcess, pipelines: Pipelines, url: string): Promise<void> {
  const client = cloud.client(CloudFormationClient, ACCOUNT);
  const status = async () => {
    const { Stacks = [] } = await client.send(new DescribeStacksCommand({ StackName: STACK })).catch((error: Error) => {
      if (/does not exist/.test(error.message)) return { Stacks: [] };
      throw error;
    });
    return Stacks[0]?.StackStatus ?? 'DELETE_COMPLETE';
  };
  const reaches = (wanted: string) => eventually(wanted, async () => {
    const seen = await status();
    if (/FAILED|ROLLBACK/.test(seen)) throw new Error(`${STACK} is ${seen}`);
    return seen === wanted ? true : undefined;
  });
  await client.send(new CreateStackCommand({ StackName: STACK, TemplateBody: JSON.stringify(TEMPLATE), Capabilities: ['CAPABILITY_IAM'] }));
  await reaches('CREATE_COMPLETE');
  await pipelines.run('bench-cycle');
  await pipelines.tidy('bench-cycle');
  await requests(url, { amount: INVOCATIONS, connections: 4 });
  await client.send(new DeleteStackCommand({ StackName: STACK }));
  await reaches('DELETE_COMPLETE');
}

/**
 * How much a cycle may leave, in kB, and still be called flat: what is kept for a time on purpose, and goes again. A cycle opens two sessions, as on AWS one for the pipeline and
 * one for the build. The runner knows whose key is whose for the twelve hours that a session may last, the emulator holds a session for its hour; a Lambda worker is a
 * process of V8, which moves by as much.
 */
const ALLOWED: Readonly<Record<string, number>> = { [HEAP]: 2.5, 'emulator': 4, 'Lambda worker': 2, 'model server': 1 };
const RESIDENT = 'gateway and runner';
const TOLD = [HEAP, RESIDENT, 'emulator', 'Lambda worker', 'model server'];
/** Of the runner it is known what it keeps; its pages say no more than when V8 last closed the holes in its heap. */
const NO_VERDICT = 'with the holes in V8\'s heap, which it closes now and then';

/** Flat is what grows by no more with each cycle than is allowed, by two standard errors of the slope. */
export function figuresOf(samples: readonly Sample[]): Figure[] {
  const watched = samples.slice(Math.floor(samples.length * WARM_UP));
  const part = `load, memory over ${(samples.at(-1)?.minutes ?? 0).toFixed(0)} min`;
  const rows = TOLD.filter((name) => watched.some(({ memory }) => memory[name] !== undefined)).map((name): Figure => {
    const line = trend(watched.map(({ memory }, cycle) => [cycle, (memory[name] ?? 0) * 1024] as const));
    const level = watched.reduce((sum, { memory }) => sum + (memory[name] ?? 0), 0) / watched.length;
    return { part, name, value: line.slope, unit: 'kB', note: `a cycle, ± ${line.slopeError.toFixed(2)}, at ${level.toFixed(0)} MB: ${name === RESIDENT ? NO_VERDICT : verdict(line, ALLOWED[name], watched.length)}` };
  });
  return [{ part, name: 'cycles', value: samples.length, unit: '', note: `a stack, a pipeline, a build and ${INVOCATIONS} requests each; the second half of them counts` }, ...rows, ...savedFigures(part, watched)];
}

/** Less than this a cycle is a time that has become longer by a digit, or the like. */
const FEWEST_KILOBYTES = 0.05;

/** By how much a cycle makes larger what the emulator saves, service by service. */
function savedFigures(part: string, watched: readonly Sample[]): Figure[] {
  if (watched.length < FEWEST) return [];
  const services = Object.keys(watched.at(-1)?.saved ?? {});
  return services.flatMap((service): Figure[] => {
    const { slope, slopeError } = trend(watched.map(({ saved }, cycle) => [cycle, saved?.[service] ?? 0] as const));
    return slope < Math.max(FEWEST_KILOBYTES, 2 * slopeError) ? [] : [{ part, name: `the emulator saves, ${service}`, value: slope, unit: 'kB', note: `more with each cycle, ± ${slopeError.toFixed(2)}` }];
  });
}

function verdict({ slope, slopeError }: Trend, allowed: number, samples: number): string {
  if (samples < FEWEST) return `${samples} cycles after the warm-up are too few to say: give more --minutes`;
  const [least, most] = [slope - 2 * slopeError, slope + 2 * slopeError];
  if (most <= allowed) return 'flat';
  if (least <= allowed) return `not certain: between ${least.toFixed(1)} and ${most.toFixed(1)} kB, of which ${allowed} are allowed`;
  return `not flat, ${allowed} kB are allowed: grew by ${(slope * (samples - 1) / 1024).toFixed(1)} MB`;
}
