import { withRequestKeys } from '../../../gateway/request-keys';
import { coerce } from '../../../model/coerce';
import type { RunnerCloud } from '../../../runner-cloud';
import { AwsError, type CallContext, type ResourceContext, type ResourceHandler } from '../../service';
import type { Endpoint, Hosting } from './hosting';

type Authorize = (operation: string, input: any, context: CallContext) => Promise<void>;

/** AWS::SageMaker::Model, EndpointConfig and Endpoint, made by the operations that CloudFormation calls in the stack's role. */
export function hostingResourceTypes(cloud: RunnerCloud, hosting: Hosting): Record<string, ResourceHandler> {
  const typed = (shape: string, properties: any) => coerce(cloud.serviceModels.of('sagemaker'), { shape }, properties);
  const generated = (given: string | undefined, { logicalId, stackId }: ResourceContext) => given ?? `${logicalId}-${stackId.split('/').pop()?.slice(0, 8)}-${Date.now().toString(36)}`.slice(-63);
  const { operations } = hosting;
  const allow: Authorize = async (operation, input, context) => {
    const { account, region, partition } = context;
    const asked = withRequestKeys(await operations[operation].access(input, context), { service: 'sagemaker', operation, parameters: input, account, region, partition });
    for (const { action, resource, context: conditions, resourcePolicy } of asked) await cloud.authorize(context.principal, action, resource, conditions, resourcePolicy);
  };
  const model = async (properties: any, context: ResourceContext) => {
    const input = { ...typed('CreateModelInput', properties), ModelName: generated(properties.ModelName, context) };
    await allow('CreateModel', input, context);
    const { name, arn } = hosting.createModel(input, context);
    return { physicalId: arn, attributes: { ModelName: name } };
  };
  const config = async (properties: any, context: ResourceContext) => {
    const input = { ...typed('CreateEndpointConfigInput', properties), EndpointConfigName: generated(properties.EndpointConfigName, context) };
    await allow('CreateEndpointConfig', input, context);
    const { name, arn } = hosting.createConfig(input, context);
    return { physicalId: arn, attributes: { EndpointConfigName: name } };
  };
  return {
    'AWS::SageMaker::Model': {
      create: model,
      // every property of a model replaces it
      update: (_, properties, __, context) => model(properties, context),
      delete: async (arn, _, context) => hosting.models.delete(context, nameOf(arn)),
    },
    'AWS::SageMaker::EndpointConfig': {
      create: config,
      update: (_, properties, __, context) => config(properties, context),
      delete: async (arn, _, context) => hosting.configs.delete(context, nameOf(arn)),
    },
    'AWS::SageMaker::Endpoint': {
      async create(properties, context) {
        const input = { EndpointName: generated(properties.EndpointName, context), EndpointConfigName: nameOf(properties.EndpointConfigName) };
        await allow('CreateEndpoint', input, context);
        return settled(hosting.createEndpoint(input, context));
      },
      async update(arn, properties, old, context) {
        const input = { EndpointName: nameOf(arn), EndpointConfigName: nameOf(properties.EndpointConfigName) };
        if (properties.EndpointName !== old.EndpointName) return this.create(properties, context);
        await allow('UpdateEndpoint', input, context);
        return settled(hosting.updateEndpoint(input, context));
      },
      delete: async (arn, _, context) => hosting.deleteEndpoint(nameOf(arn), context),
    },
  };
}

/** CloudFormation waits until the endpoint is in service. @throws AwsError with the reason when it is not */
async function settled(endpoint: Endpoint) {
  await endpoint.settled;
  if (endpoint.status !== 'InService' || endpoint.failureReason) throw new AwsError('ValidationException', endpoint.failureReason ?? `endpoint ${endpoint.name} is ${endpoint.status}`);
  return { physicalId: endpoint.arn, attributes: { EndpointName: endpoint.name, EndpointArn: endpoint.arn } };
}

const nameOf = (nameOrArn: string) => nameOrArn.replace(/^arn:.*\//, '');
