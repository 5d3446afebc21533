import {
  CloudFormationClient, CreateStackCommand, DeleteStackCommand, DescribeStackEventsCommand, UpdateStackCommand, waitUntilStackCreateComplete, waitUntilStackDeleteComplete, waitUntilStackUpdateComplete,
} from '@aws-sdk/client-cloudformation';
import { EC2 } from '@aws-sdk/client-ec2';
import { CloudUnderTest } from '../codebuild/cloud-under-test';

export type Resources = Record<string, { readonly Type: string; readonly Properties: object; readonly DependsOn?: string | readonly string[] }>;

export const ref = (id: string) => ({ Ref: id });
export const attribute = (id: string, name: string) => ({ 'Fn::GetAtt': [id, name] });
export const vpc = (more: object = {}) => ({ Type: 'AWS::EC2::VPC', Properties: { CidrBlock: '10.0.0.0/16', ...more } });
export const subnet = (CidrBlock: string, AvailabilityZone: string, more: object = {}) => ({ Type: 'AWS::EC2::Subnet', Properties: { VpcId: ref('Vpc'), CidrBlock, AvailabilityZone, ...more } });
export const ofVpc = (id: string) => ({ Filters: [{ Name: 'vpc-id', Values: [id] }] });

const WAITING = { maxWaitTime: 60, minDelay: 0.1, maxDelay: 0.2 };

/** A local cloud on which stacks are made of resources, and asked by EC2's API. */
export class DeployedNetworks {
  static async start(): Promise<DeployedNetworks> {
    return new DeployedNetworks(await CloudUnderTest.start());
  }

  readonly ec2: EC2;
  private readonly formation: CloudFormationClient;

  private constructor(readonly cloud: CloudUnderTest) {
    this.ec2 = cloud.client(EC2);
    this.formation = cloud.client(CloudFormationClient);
  }

  stop(): Promise<void> {
    return this.cloud.stop();
  }

  /** @param values of further outputs. @returns the outputs: each resource's id under its name, and those values */
  async create(StackName: string, resources: Resources, values: Record<string, unknown> = {}): Promise<Record<string, string>> {
    await this.formation.send(new CreateStackCommand({ StackName, TemplateBody: templateOf(resources, values) }));
    return outputsOf(await waitUntilStackCreateComplete({ client: this.formation, ...WAITING }, { StackName }));
  }

  async update(StackName: string, resources: Resources, values: Record<string, unknown> = {}): Promise<Record<string, string>> {
    await this.formation.send(new UpdateStackCommand({ StackName, TemplateBody: templateOf(resources, values) }));
    return outputsOf(await waitUntilStackUpdateComplete({ client: this.formation, ...WAITING }, { StackName }));
  }

  /** @throws Error when it cannot be deleted */
  async delete(StackName: string): Promise<void> {
    await this.formation.send(new DeleteStackCommand({ StackName }));
    await waitUntilStackDeleteComplete({ client: this.formation, ...WAITING }, { StackName });
  }

  /** Makes a stack that cannot be made. @returns why not, in the words of its events */
  async failure(StackName: string, resources: Resources): Promise<string> {
    await expect(this.create(StackName, resources)).rejects.toThrow(/ROLLBACK_COMPLETE|FAILURE/);
    const { StackEvents = [] } = await this.formation.send(new DescribeStackEventsCommand({ StackName }));
    return StackEvents.filter(({ ResourceStatus }) => ResourceStatus === 'CREATE_FAILED').map(({ ResourceStatusReason }) => ResourceStatusReason).join('\n');
  }
}

const templateOf = (resources: Resources, values: Record<string, unknown>) => JSON.stringify({
  Resources: resources, Outputs: Object.fromEntries([...Object.keys(resources).map((id) => [id, ref(id)] as const), ...Object.entries(values)].map(([id, Value]) => [id, { Value }])),
});

const outputsOf = (ended: { readonly reason?: any }): Record<string, string> =>
  Object.fromEntries(ended.reason.Stacks[0].Outputs.map(({ OutputKey, OutputValue }: { OutputKey: string; OutputValue: string }) => [OutputKey, OutputValue]));
