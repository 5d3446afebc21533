import { CloudWatchLogsClient, GetLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import {
  BatchGetBuildsCommand, type Build, CodeBuildClient, CreateProjectCommand, type CreateProjectCommandInput, StartBuildCommand, type StartBuildCommandInput,
} from '@aws-sdk/client-codebuild';
import { stringify } from 'yaml';
import { type CloudUnderTest, eventually, IMAGE } from './cloud-under-test';

/** Projects and builds of a test file. */
export class Builds {
  readonly client: CodeBuildClient;

  constructor(private readonly cloud: CloudUnderTest, private readonly serviceRole: string) {
    this.client = cloud.client(CodeBuildClient);
  }

  /** A project without a source. */
  async project(name: string, specification: object | string, changes: Partial<CreateProjectCommandInput> = {}): Promise<string> {
    const buildspec = typeof specification === 'string' ? specification : stringify({ version: 0.2, ...specification });
    await this.client.send(new CreateProjectCommand({
      name, serviceRole: this.serviceRole, source: { type: 'NO_SOURCE', buildspec }, artifacts: { type: 'NO_ARTIFACTS' },
      environment: { type: 'LINUX_CONTAINER', image: IMAGE, computeType: 'BUILD_GENERAL1_SMALL' }, ...changes,
    }));
    return name;
  }

  async start(projectName: string, input: Partial<StartBuildCommandInput> = {}): Promise<string> {
    return (await this.client.send(new StartBuildCommand({ projectName, ...input }))).build?.id ?? '';
  }

  async look(id: string): Promise<Build> {
    return (await this.client.send(new BatchGetBuildsCommand({ ids: [id] }))).builds?.[0] ?? {};
  }

  async ended(id: string): Promise<Build> {
    return eventually(async () => {
      const build = await this.look(id);
      return build.buildComplete ? build : undefined;
    }, `the end of ${id}`);
  }

  /** Runs a build of a specification to its end. */
  async run(name: string, specification: object | string, input: Partial<StartBuildCommandInput> = {}, changes: Partial<CreateProjectCommandInput> = {}): Promise<Build> {
    return this.ended(await this.start(await this.project(name, specification, changes), input));
  }

  /** What a build printed, as CloudWatch Logs has it. */
  async output({ logs }: Build): Promise<string[]> {
    const { events = [] } = await this.cloud.client(CloudWatchLogsClient)
      .send(new GetLogEventsCommand({ logGroupName: logs?.groupName, logStreamName: logs?.streamName ?? '', startFromHead: true }));
    return events.map(({ message }) => message?.trimEnd() ?? '');
  }
}

/** A phase's status, by its type. */
export const phasesOf = ({ phases = [] }: Build): Record<string, string | undefined> => Object.fromEntries(phases.map(({ phaseType, phaseStatus }) => [phaseType, phaseStatus]));

export const messagesOf = ({ phases = [] }: Build): string => phases.flatMap(({ contexts = [] }) => contexts.map(({ message }) => message)).join('\n');
