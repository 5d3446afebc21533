import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { CodeBuildClient, BatchGetBuildsCommand, CreateProjectCommand, StartBuildCommand } from '@aws-sdk/client-codebuild';
import { CodeCommitClient, CreateRepositoryCommand } from '@aws-sdk/client-codecommit';
import { CreateProcessingJobCommand, DescribeProcessingJobCommand, SageMakerClient } from '@aws-sdk/client-sagemaker';
import { role, runningCloud, trust } from '../gateway/running-cloud';
import { below, commandOf, until } from './waiting';

// Runs in a process of its own, in whose environment, home and network traps are laid: see safety.test.ts.
const ACCOUNT = '111111111111';
const OTHER = '222222222222';
const SCRIPT = [
  'echo "HOME IS $HOME"', 'env', 'cat ~/.aws/credentials ~/.gitconfig', 'git config --list --show-origin',
  'python3 -c "import urllib.request as u; u.urlopen(\'http://192.0.2.1/\', timeout=3)" 2>&1 | tail -1',
  'python3 -c "import urllib.request as u; u.urlopen(\'https://example.com/\', timeout=3)" 2>&1 | tail -1',
  'if command -v curl > /dev/null; then curl -sS -m 3 http://192.0.2.1/; else echo "curl: (7) is not here"; fi',
  'python3 -c "import os, urllib.request as u; print(\'LOOPBACK ANSWERS\', u.urlopen(os.environ[\'AWS_ENDPOINT_URL\'] + \'/_local/identity\').status)"',
  `node -e "fetch('http://192.0.2.1/').catch((e) => console.log('NODE SAYS', e.cause.message)).then(() => fetch('https://example.com/')).catch((e) => console.log('NODE SAYS', e.cause.message))"`,
  'node -e "fetch(process.env.AWS_ENDPOINT_URL + \'/_local/identity\').then((a) => console.log(\'NODE REACHES LOOPBACK\', a.status))"',
  'true',
];

async function main(report: string): Promise<void> {
  const running = await runningCloud({ images: [{ pattern: '^probe$', environment: 'steps' }] });
  const { cloud } = running;
  const probe = path.join(running.folder, 'probe.sh');
  writeFileSync(probe, SCRIPT.join('\n'));
  try {
    await cloud.bootstrap([ACCOUNT, OTHER]);
    const { Stacks = [] } = await new CloudFormationClient(cloud.clientOptions(cloud.credentialsOf(OTHER))).send(new DescribeStacksCommand({ StackName: 'CDKToolkit' }));
    const options = cloud.clientOptions(cloud.credentialsOf(ACCOUNT));
    const RoleArn = await role(cloud, ACCOUNT, 'worker', [{ Action: '*', Resource: '*' }], trust({ Service: ['codebuild.amazonaws.com', 'sagemaker.amazonaws.com'] }));
    await new CodeCommitClient(options).send(new CreateRepositoryCommand({ repositoryName: 'probe' }));
    await Promise.all([build(new CodeBuildClient(options), RoleArn, probe), job(new SageMakerClient(options), RoleArn, probe)]);
    const lines: string[] = [];
    const exit = await cloud['server'].processes.start({ command: ['bash', probe], cwd: running.folder, env: { AWS_ENDPOINT_URL: cloud.endpoint }, log: (line) => lines.push(line) }).exit;
    writeFileSync(report, JSON.stringify({
      bootstrapped: Stacks.map(({ StackId, StackStatus }) => `${StackId?.split(':')[4]} ${StackStatus}`), exit, process: lines.join('\n'), build: logs(cloud.state, 'codebuild'), job: logs(cloud.state, 'sagemaker'), cdk: environmentOf(cloud.environmentFor(ACCOUNT)), emulator: emulatorEnvironment(),
    }));
  } finally {
    await running.close();
  }
}

async function build(client: CodeBuildClient, serviceRole: string, probe: string): Promise<void> {
  const buildspec = JSON.stringify({ version: '0.2', phases: { build: { commands: [`bash ${probe}`] } } });
  await client.send(new CreateProjectCommand({
    name: 'probe', serviceRole, artifacts: { type: 'NO_ARTIFACTS' }, source: { type: 'NO_SOURCE', buildspec }, environment: { type: 'LINUX_CONTAINER', image: 'probe', computeType: 'BUILD_GENERAL1_SMALL' },
  }));
  const { build: started } = await client.send(new StartBuildCommand({ projectName: 'probe' }));
  await until('the build has ended', async () => (await client.send(new BatchGetBuildsCommand({ ids: [started?.id ?? ''] }))).builds?.[0].endTime, 60);
}

async function job(client: SageMakerClient, RoleArn: string, probe: string): Promise<void> {
  await client.send(new CreateProcessingJobCommand({
    ProcessingJobName: 'probe', RoleArn, AppSpecification: { ImageUri: 'probe', ContainerEntrypoint: ['bash', probe] },
    ProcessingResources: { ClusterConfig: { InstanceCount: 1, InstanceType: 'ml.t3.medium', VolumeSizeInGB: 1 } },
  }));
  await until('the job has ended', async () => (await client.send(new DescribeProcessingJobCommand({ ProcessingJobName: 'probe' }))).ProcessingEndTime, 60);
}

function logs(state: string, folder: string): string {
  const at = path.join(state, 'logs', folder);
  return readdirSync(at).map((name) => readFileSync(path.join(at, name), 'utf8')).join('\n');
}

const environmentOf = (variables: Record<string, string>) => Object.entries(variables).map(([name, value]) => `${name}=${value}`).join('\n');

function emulatorEnvironment(): string {
  const emulator = below(process.pid).find((pid) => commandOf(pid).includes('-m ministack'));
  return execFileSync('ps', ['eww', '-o', 'args=', '-p', String(emulator)], { encoding: 'utf8' });
}

void main(process.argv[2]);
