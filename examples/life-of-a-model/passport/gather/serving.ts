import { createHash } from 'node:crypto';
import { CloudFormationClient, GetTemplateCommand, ListStacksCommand, ListStackResourcesCommand } from '@aws-sdk/client-cloudformation';
import {
  DescribeEndpointCommand, DescribeEndpointConfigCommand, DescribeModelCommand, DescribeModelPackageCommand, SageMakerClient, type DescribeModelCommandOutput,
} from '@aws-sdk/client-sagemaker';
import type { Life } from '../../life';
import { Person } from '../../people/person';
import type { StoredObject } from '../facts/origin';
import type { Serving } from '../facts/serving';
import { storedObject } from './objects';

/** The endpoint of an account, from its name down to the bytes of the model it was given. */
export async function servingFacts({ cloud, people: { leo }, project: { endpoint }, topology }: Life, purpose: string): Promise<Serving> {
  const it = Person.administrator(cloud, 'IT', topology.accounts[purpose]);
  const sagemaker = it.use(SageMakerClient);
  const { EndpointConfigName, EndpointStatus, LastModifiedTime } = await sagemaker.send(new DescribeEndpointCommand({ EndpointName: endpoint }));
  const { ProductionVariants = [] } = await sagemaker.send(new DescribeEndpointConfigCommand({ EndpointConfigName }));
  const [variant] = ProductionVariants;
  const model = await sagemaker.send(new DescribeModelCommand({ ModelName: variant?.ModelName }));
  return {
    purpose, account: it.account, endpoint, status: EndpointStatus ?? '', since: LastModifiedTime?.toISOString(), instance: variant?.InstanceType, instances: variant?.InitialInstanceCount,
    version: versionOf(model), subnets: model.VpcConfig?.Subnets ?? [], artifact: await artifactOf(leo, model), artifactRead: new Date().toISOString(), templateSha256: await templateDigest(it, endpoint),
  };
}

const containerOf = ({ PrimaryContainer, Containers }: DescribeModelCommandOutput) => PrimaryContainer ?? Containers?.[0];
const versionOf = (model: DescribeModelCommandOutput) => containerOf(model)?.ModelPackageName;

/** What the model is made of, through the registry: in the accounts that serve nobody but the model's own role may read it. */
async function artifactOf(person: Person, model: DescribeModelCommandOutput): Promise<StoredObject> {
  const ModelPackageName = versionOf(model);
  const uri = ModelPackageName
    ? (await person.use(SageMakerClient).send(new DescribeModelPackageCommand({ ModelPackageName }))).InferenceSpecification?.Containers?.[0]?.ModelDataUrl
    : containerOf(model)?.ModelDataUrl;
  if (!uri) throw new Error(`model ${model.ModelName} names no artifact`);
  return storedObject(person, uri);
}

/** Of the template of the stack that holds the endpoint. */
async function templateDigest(person: Person, endpoint: string): Promise<string | undefined> {
  const cloudFormation = person.use(CloudFormationClient);
  const { StackSummaries = [] } = await cloudFormation.send(new ListStacksCommand({ StackStatusFilter: ['CREATE_COMPLETE', 'UPDATE_COMPLETE'] }));
  for (const { StackName } of StackSummaries) {
    const { StackResourceSummaries = [] } = await cloudFormation.send(new ListStackResourcesCommand({ StackName }));
    if (!StackResourceSummaries.some(({ PhysicalResourceId }) => PhysicalResourceId?.split('/').pop() === endpoint)) continue;
    const { TemplateBody = '' } = await cloudFormation.send(new GetTemplateCommand({ StackName, TemplateStage: 'Original' }));
    return createHash('sha256').update(TemplateBody).digest('hex');
  }
  return undefined;
}
