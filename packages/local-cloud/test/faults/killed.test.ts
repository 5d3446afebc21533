import { existsSync, readdirSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import {
  CreatePipelineCommand, DescribeEndpointCommand, DescribePipelineExecutionCommand, DescribeTrainingJobCommand, ListPipelineExecutionStepsCommand, StartPipelineExecutionCommand,
} from '@aws-sdk/client-sagemaker';
import { CloudUnderTest, eventually } from '../services/codebuild/cloud-under-test';
import { building, PipelinesUnderTest, s3Source } from '../services/codepipeline/pipelines';
import { Endpoints } from '../services/sagemaker/endpoints';
import { python } from '../services/sagemaker/machine-learning';

let cloud: CloudUnderTest;
let endpoints: Endpoints;

beforeAll(async () => {
  cloud = await CloudUnderTest.start();
  endpoints = await Endpoints.in(cloud);
});

afterAll(() => cloud.stop());

const sleeper = (mark: string) => [...python('import sys, time', 'print("epoch 1 of", sys.argv[1], flush=True)', 'time.sleep(120)'), mark];

/** Ends the process that was called with a mark, as the kernel does when memory runs out, once it has said something. */
async function kill(mark: string, log: () => string): Promise<void> {
  await eventually(async () => log().includes(`epoch 1 of ${mark}`), `${mark} at work`);
  for (const pid of cloud.processesWith(mark)) process.kill(Number(pid), 'SIGKILL');
}

/** All that jobs said. */
function said(): string {
  const folder = path.join(cloud.local.state, 'logs', 'sagemaker');
  return existsSync(folder) ? readdirSync(folder).map((name) => readFileSync(path.join(folder, name), 'utf8')).join('\n') : '';
}

/** Runs a pipeline that trains and then does something else. @returns how it, its steps and its training job ended */
async function trained(PipelineName: string, command: string[], MaxRuntimeInSeconds: number, meanwhile: () => Promise<void>) {
  const { learning, learning: { client, role: RoleArn } } = endpoints;
  const train = { Name: 'Train', Type: 'Training', Arguments: learning.trainingInput(command, { StoppingCondition: { MaxRuntimeInSeconds } }) };
  const after = { Name: 'After', Type: 'Processing', DependsOn: ['Train'], Arguments: learning.processingInput(['true']) };
  const token = { ClientRequestToken: 'x'.repeat(32) };
  await client.send(new CreatePipelineCommand({ PipelineName, RoleArn, ...token, PipelineDefinition: JSON.stringify({ Version: '2020-12-01', Steps: [train, after] }) }));
  const { PipelineExecutionArn } = await client.send(new StartPipelineExecutionCommand({ PipelineName, ...token }));
  await meanwhile();
  const execution = await eventually(async () => {
    const seen = await client.send(new DescribePipelineExecutionCommand({ PipelineExecutionArn }));
    return seen.PipelineExecutionStatus !== 'Executing' && seen;
  }, 'the end of the execution');
  const { PipelineExecutionSteps: steps = [] } = await client.send(new ListPipelineExecutionStepsCommand({ PipelineExecutionArn }));
  const job = await client.send(new DescribeTrainingJobCommand({ TrainingJobName: steps[0].Metadata?.TrainingJob?.Arn?.split('/').pop() }));
  return { execution, steps, job };
}

test('a training job that is killed has failed by that signal, and the pipeline at its step', async () => {
  const { execution, steps, job } = await trained('killed', sleeper('mark-of-train'), 60, () => kill('mark-of-train', said));
  expect(execution).toMatchObject({ PipelineExecutionStatus: 'Failed', FailureReason: expect.stringContaining('Train') });
  expect(steps.map(({ StepName, StepStatus }) => [StepName, StepStatus])).toEqual([['Train', 'Failed']]);
  expect(job).toMatchObject({ TrainingJobStatus: 'Failed', SecondaryStatus: 'Failed' });
  // 137 is what a container's end by SIGKILL is on AWS: 128 and the signal's number
  expect(job.FailureReason).toBe('AlgorithmError: the job\'s process was ended by SIGKILL. The last it said: epoch 1 of mark-of-train, exit code: 137');
  expect(cloud.processesWith('mark-of-train')).toEqual([]);
});

test('a training job that takes longer than it may fails the pipeline at its step, and leaves no process', async () => {
  const { execution, steps, job } = await trained('overdue', sleeper('mark-of-overdue'), 1, async () => undefined);
  expect(execution.PipelineExecutionStatus).toBe('Failed');
  expect(steps.map(({ StepName, StepStatus, FailureReason }) => [StepName, StepStatus, FailureReason])).toEqual([['Train', 'Failed', 'ClientError: the job ended as MaxRuntimeExceeded']]);
  expect(job).toMatchObject({ TrainingJobStatus: 'Stopped', SecondaryStatus: 'MaxRuntimeExceeded' });
  expect(cloud.processesWith('mark-of-overdue')).toEqual([]);
});

test('a build that is killed fails its pipeline with the phase and the signal', async () => {
  const pipelines = await PipelinesUnderTest.in(cloud);
  const name = await pipelines.create('killed', [[s3Source()], [building('Build', await pipelines.project('killed', ['kill -KILL $$']))]]);
  const id = await pipelines.start(name);
  expect(await pipelines.ended(name, id)).toMatchObject({ status: 'Failed' });
  const failed = (await pipelines.actions(name, id)).find(({ status }) => status === 'Failed');
  expect(failed?.output?.executionResult?.errorDetails?.message).toBe('Build terminated with state: FAILED. BUILD: the build\'s shell was ended by SIGKILL');
});

test('a model\'s server that is killed is told to those who ask, and replaced', async () => {
  await endpoints.serving('mortal');
  const server = `
import json, os, signal
from http.server import BaseHTTPRequestHandler, HTTPServer
class Handler(BaseHTTPRequestHandler):
    def answer(self, text):
        self.send_response(200); self.send_header("content-length", str(len(text))); self.end_headers(); self.wfile.write(text.encode())
    def do_GET(self): self.answer("")
    def do_POST(self):
        if self.rfile.read(int(self.headers["content-length"])) == b"die":
            print("out of memory", flush=True)
            os.kill(os.getpid(), signal.SIGKILL)
        self.answer(json.dumps(os.getpid()))
HTTPServer(("127.0.0.1", int(os.environ["SAGEMAKER_BIND_TO_PORT"])), Handler).serve_forever()
`;
  await endpoints.endpoint('dies', await endpoints.config('dies', await endpoints.model('dies', { server })));
  const { said: first } = await endpoints.invoke('dies');
  await expect(endpoints.invoke('dies', 'die')).rejects.toMatchObject({ name: 'ModelError', message: expect.stringMatching(/^Received server error \(0\) from primary with message "local-cloud: the model's server broke off: /) });
  const answers: string[] = [];
  const { said: second } = await eventually(() => endpoints.invoke('dies').catch((error: Error) => void answers.push(error.message)), 'an answer of the next server');
  expect(second).not.toBe(first);
  // who asked meanwhile was told so, and nothing else
  for (const answer of answers) expect(answer).toMatch(/its process ended by SIGKILL\. The last it said: .*out of memory; it is being replaced: call again in a moment|broke off/);
  expect((await endpoints.client.send(new DescribeEndpointCommand({ EndpointName: 'dies' }))).EndpointStatus).toBe('InService');
  expect((await endpoints.invoke('mortal')).said).toMatchObject({ model: 'mortal' });
});
