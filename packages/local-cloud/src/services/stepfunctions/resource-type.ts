import { randomUUID } from 'node:crypto';
import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { parse } from 'yaml';
import { coerce } from '../../model/coerce';
import type { RunnerCloud } from '../../runner-cloud';
import { AwsError, type ResourceContext, type ResourceHandler, type ResourceResult } from '../service';
import type { StateMachines } from './state-machines';

const NAME_LENGTH = 80;

/**
 * `AWS::StepFunctions::StateMachine`
 * (https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-stepfunctions-statemachine.html): the emulator's own would keep the Tasks as
 * they are. A new name or type replaces it.
 */
export function stateMachineResource(cloud: Pick<RunnerCloud, 'rootOf' | 'clientOptions' | 'serviceModels' | 'authorize'>, machines: StateMachines): ResourceHandler {
  const inputOf = async (properties: any, context: ResourceContext) => {
    const { Tags, TracingConfiguration: _, ...rest } = properties;
    const model = cloud.serviceModels.of('stepfunctions');
    return {
      ...coerce(model, { shape: 'CreateStateMachineInput' }, rest),
      definition: await definitionOf(cloud, properties, context), tags: (Tags ?? []).map(({ Key, Value }: any) => ({ key: Key, value: Value })),
    };
  };
  // as on AWS, whoever deploys may make state machines, and may give them their role
  const allow = async (action: string, arn: string, { RoleArn }: any, { principal }: ResourceContext) => {
    await cloud.authorize(principal, action, arn);
    await cloud.authorize(principal, 'iam:PassRole', RoleArn, { 'iam:PassedToService': 'states.amazonaws.com' });
  };
  const create = async (properties: any, context: ResourceContext): Promise<ResourceResult> => {
    const { StateMachineName, StateMachineType = 'STANDARD' } = properties;
    const name = StateMachineName ?? generatedName(context);
    const { partition, region, account } = context;
    await allow('states:CreateStateMachine', `arn:${partition}:states:${region}:${account}:stateMachine:${name}`, properties, context);
    const { stateMachineArn } = await machines.call(context, 'CreateStateMachine', { ...(await inputOf(properties, context)), name, type: StateMachineType });
    return described(machines, stateMachineArn, context);
  };
  return {
    create, differs: 'is created without TracingConfiguration.',
    async update(stateMachineArn, properties, old, context) {
      if (properties.StateMachineName !== old.StateMachineName || properties.StateMachineType !== old.StateMachineType) return create(properties, context);
      await allow('states:UpdateStateMachine', stateMachineArn, properties, context);
      const { tags, ...input } = await inputOf(properties, context);
      await machines.call(context, 'UpdateStateMachine', { ...input, stateMachineArn });
      const gone = (old.Tags ?? []).map(({ Key }: any) => Key).filter((key: string) => !tags.some((tag: any) => tag.key === key));
      if (gone.length > 0) await machines.call(context, 'UntagResource', { resourceArn: stateMachineArn, tagKeys: gone });
      if (tags.length > 0) await machines.call(context, 'TagResource', { resourceArn: stateMachineArn, tags });
      return described(machines, stateMachineArn, context);
    },
    async delete(stateMachineArn, _, context) {
      await machines.call(context, 'DeleteStateMachine', { stateMachineArn }).catch((error: Error) => {
        if (!error.message.startsWith('StateMachineDoesNotExist')) throw error;
      });
    },
  };
}

async function described(machines: StateMachines, stateMachineArn: string, context: ResourceContext): Promise<ResourceResult> {
  const { name, revisionId } = await machines.call(context, 'DescribeStateMachine', { stateMachineArn });
  return { physicalId: stateMachineArn, attributes: { Arn: stateMachineArn, Name: name, StateMachineRevisionId: revisionId } };
}

/** The definition from whichever property holds it, with its substitutions. */
async function definitionOf(cloud: Pick<RunnerCloud, 'rootOf' | 'clientOptions'>, properties: any, { account, region }: ResourceContext): Promise<string> {
  // lowering has made a text of Definition: its numbers are numbers
  const { DefinitionString, Definition, DefinitionS3Location: location, DefinitionSubstitutions = {} } = properties;
  let text: string | undefined = DefinitionString ?? Definition;
  if (location) {
    const s3 = new S3Client(cloud.clientOptions(cloud.rootOf(account), region));
    const { Body } = await s3.send(new GetObjectCommand({ Bucket: location.Bucket, Key: location.Key, VersionId: location.Version }));
    text = await Body?.transformToString();
  }
  if (text === undefined) throw new AwsError('InvalidRequest', 'a state machine needs one of DefinitionString, Definition and DefinitionS3Location');
  for (const [name, value] of Object.entries(DefinitionSubstitutions)) text = text.replaceAll(`\${${name}}`, String(value));
  // a file may be YAML
  return text.trimStart().startsWith('{') ? text : JSON.stringify(parse(text));
}

/** As CloudFormation names what a template does not: stack, logical id and something of its own. */
function generatedName({ stackId, logicalId }: ResourceContext): string {
  const end = randomUUID().replace(/-/g, '').slice(0, 12);
  return `${`${stackId.split('/')[1]}-${logicalId}`.slice(0, NAME_LENGTH - end.length - 1)}-${end}`;
}
