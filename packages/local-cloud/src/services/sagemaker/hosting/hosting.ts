import { rolesPassedBy } from '../../../gateway/passed-roles';
import { noSpace } from '../../../no-space';
import type { RunnerCloud } from '../../../runner-cloud';
import { quietly } from '../../quietly';
import { type AccessRequest, AwsError, type CallContext, type Operation } from '../../service';
import { Collection, listed, type Place } from '../collection';
import type { Registry } from '../registry/registry';
import { keptAlive } from './kept-alive';
import { type Container, startServer, type ModelServer } from './model-server';

export interface Model {
  readonly name: string;
  readonly arn: string;
  readonly input: any;
  readonly created: Date;
}

export interface EndpointConfig {
  readonly name: string;
  readonly arn: string;
  readonly input: any;
  readonly created: Date;
}

export interface Endpoint {
  readonly name: string;
  readonly arn: string;
  readonly account: string;
  readonly region: string;
  readonly created: Date;
  updated: Date;
  config: string;
  status: 'Creating' | 'Updating' | 'InService' | 'Failed' | 'Deleting';
  failureReason?: string;
  servers: ModelServer[];
  /** Resolves when the endpoint is no longer changing. */
  settled: Promise<void>;
}

/** Models, endpoint configurations and endpoints: a server process for each variant. */
export class Hosting {
  readonly models: Collection<Model>;
  readonly configs: Collection<EndpointConfig>;
  readonly endpoints: Collection<Endpoint>;

  /** @param folder what it remembers over a restart */
  constructor(private readonly cloud: RunnerCloud, private readonly registry: Registry, folder: string) {
    this.models = new Collection('model', 'model', folder);
    this.configs = new Collection('endpoint configuration', 'endpoint-config', folder);
    this.endpoints = new Collection<Endpoint>('endpoint', 'endpoint', folder, { servers: () => [], settled: () => Promise.resolve() });
  }

  /** Starts the servers again that served when the cloud ended; an endpoint that was being deleted then is gone. */
  resume(): void {
    for (const endpoint of this.endpoints.all()) {
      const place = { ...endpoint, partition: this.cloud.partition };
      if (endpoint.status === 'Deleting') this.endpoints.delete(place, endpoint.name);
      else if (endpoint.status !== 'Failed') {
        endpoint.status = 'Updating';
        endpoint.settled = this.serve(endpoint, place, endpoint.config);
      }
    }
  }

  /** From now on what becomes of endpoints is not remembered. */
  freeze(): void {
    this.endpoints.freeze();
  }

  async close(): Promise<void> {
    await Promise.all(this.endpoints.all().flatMap(({ servers }) => servers).map((server) => server.stop()));
  }

  get operations(): Record<string, Operation> {
    return { ...this.modelOperations(), ...this.configOperations(), ...this.endpointOperations() };
  }

  private modelOperations(): Record<string, Operation> {
    const on = (action: string) => ({ ModelName }: any, context: CallContext): AccessRequest[] => [{ action: `sagemaker:${action}`, resource: this.models.arn(context, ModelName) }];
    return {
      CreateModel: {
        access: (input, context) => this.accessToCreateModel(input, context),
        run: async (input, context) => ({ ModelArn: this.createModel(input, context).arn }),
        differs: 'keeps a model of several containers, but an endpoint of it fails.',
      },
      DescribeModel: {
        access: on('DescribeModel'),
        run: async ({ ModelName }, context) => {
          const { input, arn, created } = this.models.get(context, ModelName);
          return { ...input, ModelArn: arn, CreationTime: created };
        },
      },
      DeleteModel: { access: on('DeleteModel'), run: async ({ ModelName }, context) => this.models.delete(context, ModelName) },
      ListModels: {
        access: () => [{ action: 'sagemaker:ListModels', resource: '*' }],
        run: async (input, context) => ({ Models: listed(this.models.list(context), ({ created }) => created, input).map(({ name, arn, created }) => ({ ModelName: name, ModelArn: arn, CreationTime: created })) }),
      },
    };
  }

  private configOperations(): Record<string, Operation> {
    const on = (action: string) => ({ EndpointConfigName }: any, context: CallContext): AccessRequest[] => [{ action: `sagemaker:${action}`, resource: this.configs.arn(context, EndpointConfigName) }];
    return {
      CreateEndpointConfig: {
        access: (input, context) => [...on('CreateEndpointConfig')(input, context), ...rolesPassedBy('sagemaker:CreateEndpointConfig', input, context)],
        run: async (input, context) => ({ EndpointConfigArn: this.createConfig(input, context).arn }),
        differs: 'keeps data capture, asynchronous and serverless inference, shadow variants, scaling and instance counts without effect: one process serves each production variant.',
      },
      DescribeEndpointConfig: {
        access: on('DescribeEndpointConfig'),
        run: async ({ EndpointConfigName }, context) => {
          const { input, arn, created } = this.configs.get(context, EndpointConfigName);
          return { ...input, EndpointConfigArn: arn, CreationTime: created };
        },
      },
      DeleteEndpointConfig: { access: on('DeleteEndpointConfig'), run: async ({ EndpointConfigName }, context) => this.configs.delete(context, EndpointConfigName) },
      ListEndpointConfigs: {
        access: () => [{ action: 'sagemaker:ListEndpointConfigs', resource: '*' }],
        run: async (input, context) => ({
          EndpointConfigs: listed(this.configs.list(context), ({ created }) => created, input).map(({ name, arn, created }) => ({ EndpointConfigName: name, EndpointConfigArn: arn, CreationTime: created })),
        }),
      },
    };
  }

  private endpointOperations(): Record<string, Operation> {
    const on = (action: string) => ({ EndpointName }: any, context: CallContext): AccessRequest[] => [{ action: `sagemaker:${action}`, resource: this.endpoints.arn(context, EndpointName) }];
    return {
      CreateEndpoint: {
        access: (input, context) => [...on('CreateEndpoint')(input, context), { action: 'sagemaker:CreateEndpoint', resource: this.configs.arn(context, input.EndpointConfigName) }],
        run: async (input, context) => ({ EndpointArn: this.createEndpoint(input, context).arn }),
      },
      UpdateEndpoint: {
        access: (input, context) => [...on('UpdateEndpoint')(input, context), { action: 'sagemaker:UpdateEndpoint', resource: this.configs.arn(context, input.EndpointConfigName) }],
        run: async (input, context) => ({ EndpointArn: this.updateEndpoint(input, context).arn }),
        differs: 'replaces all variants at once, when the new ones answer: DeploymentConfig has no effect.',
      },
      DescribeEndpoint: { access: on('DescribeEndpoint'), run: async ({ EndpointName }, context) => this.describe(this.endpoints.get(context, EndpointName), context) },
      DeleteEndpoint: { access: on('DeleteEndpoint'), run: async ({ EndpointName }, context) => this.deleteEndpoint(EndpointName, context) },
      ListEndpoints: {
        access: () => [{ action: 'sagemaker:ListEndpoints', resource: '*' }],
        run: async (input, context) => ({
          Endpoints: listed(this.endpoints.list(context), ({ created }) => created, input).map(({ name, arn, created, updated, status }) => ({ EndpointName: name, EndpointArn: arn, CreationTime: created, LastModifiedTime: updated, EndpointStatus: status })),
        }),
      },
    };
  }

  /** A model of a version in another account also needs that group's leave (https://docs.aws.amazon.com/sagemaker/latest/dg/model-registry-deploy-xaccount.html). */
  accessToCreateModel(input: any, context: CallContext): AccessRequest[] {
    const versions = containersOf(input).flatMap(({ ModelPackageName }) => ModelPackageName ?? []).map((arn) => this.registry.accessToVersion('sagemaker:DescribeModelPackage', arn));
    return [{ action: 'sagemaker:CreateModel', resource: this.models.arn(context, input.ModelName), context: { 'sagemaker:NetworkIsolation': String(input.EnableNetworkIsolation ?? false) } }, ...rolesPassedBy('sagemaker:CreateModel', input, context), ...versions];
  }

  createModel(input: any, context: Place): Model {
    for (const { ModelPackageName } of containersOf(input)) {
      const status = ModelPackageName && this.registry.version(ModelPackageName).ModelApprovalStatus;
      if (status && status !== 'Approved') throw new AwsError('ValidationException', `Model package ${ModelPackageName} is ${status}: only an Approved version can be deployed.`);
    }
    return this.models.add(context, { name: input.ModelName, arn: this.models.arn(context, input.ModelName), input, created: new Date() });
  }

  createConfig(input: any, context: Place): EndpointConfig {
    for (const { ModelName } of input.ProductionVariants) this.models.get(context, ModelName);
    return this.configs.add(context, { name: input.EndpointConfigName, arn: this.configs.arn(context, input.EndpointConfigName), input, created: new Date() });
  }

  createEndpoint({ EndpointName, EndpointConfigName }: any, context: Place): Endpoint {
    this.configs.get(context, EndpointConfigName);
    const now = new Date();
    const endpoint: Endpoint = {
      name: EndpointName, arn: this.endpoints.arn(context, EndpointName), account: context.account, region: context.region, created: now, updated: now, config: EndpointConfigName,
      status: 'Creating', servers: [], settled: Promise.resolve(),
    };
    this.endpoints.add(context, endpoint);
    endpoint.settled = this.serve(endpoint, context, EndpointConfigName);
    return endpoint;
  }

  updateEndpoint({ EndpointName, EndpointConfigName }: any, context: Place): Endpoint {
    const endpoint = this.endpoints.get(context, EndpointName);
    this.configs.get(context, EndpointConfigName);
    if (endpoint.status !== 'InService' && endpoint.status !== 'Failed') throw new AwsError('ValidationException', `Cannot update in-progress endpoint "${endpoint.arn}".`);
    endpoint.status = 'Updating';
    endpoint.settled = this.serve(endpoint, context, EndpointConfigName);
    return endpoint;
  }

  async deleteEndpoint(name: string, context: Place): Promise<void> {
    const endpoint = this.endpoints.get(context, name);
    endpoint.status = 'Deleting';
    this.endpoints.save(context, endpoint);
    await endpoint.settled;
    await Promise.all(endpoint.servers.map((server) => server.stop()));
    this.endpoints.delete(context, name);
  }

  /** New servers come up beside the old ones; only when all are healthy the traffic moves and the old ones end. */
  private async serve(endpoint: Endpoint, context: Place, configName: string): Promise<void> {
    const wasUpdating = endpoint.status === 'Updating';
    const write = (line: string) => this.cloud.log.write('sagemaker', `endpoint ${endpoint.name}: ${line}`);
    await quietly(write, () => this.tell(endpoint));
    try {
      const variants: any[] = this.configs.get(context, configName).input.ProductionVariants;
      const servers = await this.all(variants.map(({ ModelName, VariantName }) => this.server(endpoint, context, ModelName, VariantName)));
      const old = endpoint.servers;
      endpoint.servers = servers;
      endpoint.config = configName;
      endpoint.status = 'InService';
      endpoint.failureReason = undefined;
      await Promise.all(old.map((server) => server.stop()));
    } catch (error) {
      // an update that fails leaves what served before in service
      endpoint.status = wasUpdating && endpoint.servers.length > 0 ? 'InService' : 'Failed';
      endpoint.failureReason = noSpace(error, this.cloud.folders.root) ?? (error as Error).message;
      write((error as Error).stack ?? String(error));
    }
    endpoint.updated = new Date();
    await quietly(write, () => this.endpoints.save(context, endpoint), () => this.tell(endpoint));
  }

  /** Every server, or none: one that fails takes those that came up with it. */
  private async all(starting: readonly Promise<ModelServer>[]): Promise<ModelServer[]> {
    const outcomes = await Promise.allSettled(starting);
    const servers = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []));
    const failed = outcomes.find(({ status }) => status === 'rejected') as PromiseRejectedResult | undefined;
    if (!failed) return servers;
    await Promise.all(servers.map((server) => server.stop()));
    throw failed.reason;
  }

  private async server(endpoint: Endpoint, context: Place, modelName: string, variant: string): Promise<ModelServer> {
    const { input } = this.models.get(context, modelName);
    const containers = containersOf(input);
    if (containers.length !== 1) throw new AwsError('ValidationException', `local-cloud: model ${modelName} has ${containers.length} containers; one alone is in the table of what runs`);
    const wanted = { endpoint, variant, container: this.resolved(containers[0]), roleArn: input.ExecutionRoleArn };
    return keptAlive((options) => startServer(this.cloud, { ...wanted, ...options }), (line) => this.cloud.log.write('sagemaker', `endpoint ${endpoint.name}: ${line}`));
  }

  /** A container that names a version is that version's, with the model's own variables on top. */
  private resolved(container: any): Container {
    if (!container.ModelPackageName) return container;
    const [first] = (this.registry.version(container.ModelPackageName).InferenceSpecification as any).Containers;
    return { ...first, Environment: { ...first.Environment, ...container.Environment } };
  }

  private describe(endpoint: Endpoint, context: Place) {
    const variants: any[] = this.configs.find(context, endpoint.config)?.input.ProductionVariants ?? [];
    return {
      EndpointName: endpoint.name, EndpointArn: endpoint.arn, EndpointConfigName: endpoint.config, EndpointStatus: endpoint.status, FailureReason: endpoint.failureReason,
      CreationTime: endpoint.created, LastModifiedTime: endpoint.updated,
      ProductionVariants: variants.map(({ VariantName, InitialInstanceCount, InitialVariantWeight }) => ({
        VariantName, CurrentInstanceCount: InitialInstanceCount, DesiredInstanceCount: InitialInstanceCount, CurrentWeight: InitialVariantWeight, DesiredWeight: InitialVariantWeight,
      })),
    };
  }

  /** https://docs.aws.amazon.com/sagemaker/latest/dg/automating-sagemaker-with-eventbridge.html#eventbridge-endpoint */
  private async tell({ account, region, arn, name, status, config }: Endpoint): Promise<void> {
    const words: Record<string, string> = { Creating: 'CREATING', Updating: 'UPDATING', InService: 'IN_SERVICE', Failed: 'FAILED', Deleting: 'DELETING' };
    await this.cloud.events.emit({
      account, region, 'source': 'aws.sagemaker', 'detail-type': 'SageMaker Endpoint State Change', 'resources': [arn],
      'detail': { EndpointName: name, EndpointArn: arn, EndpointConfigName: config, EndpointStatus: words[status] },
    });
  }
}

export function containersOf({ PrimaryContainer, Containers = [] }: any): any[] {
  return PrimaryContainer ? [PrimaryContainer] : Containers;
}
