import { RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib';
import { AttributeType, Table } from 'aws-cdk-lib/aws-dynamodb';
import { Vpc } from 'aws-cdk-lib/aws-ec2';
import { CfnEventBusPolicy, EventBus, Rule } from 'aws-cdk-lib/aws-events';
import * as targets from 'aws-cdk-lib/aws-events-targets';
import { ManagedPolicy, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Code, Function, Runtime } from 'aws-cdk-lib/aws-lambda';
import { CfnEndpoint, CfnEndpointConfig, CfnModel } from 'aws-cdk-lib/aws-sagemaker';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import * as sfn from 'aws-cdk-lib/aws-stepfunctions';
import * as tasks from 'aws-cdk-lib/aws-stepfunctions-tasks';
import type { Construct } from 'constructs';

export interface ReceiverProps extends StackProps {
  /** The account that may put events on the bus. */
  readonly sender: string;
}

/** An order that arrives is scored by a model; the score is stored, and a message says so. */
export class Receiver extends Stack {
  constructor(scope: Construct, id: string, props: ReceiverProps) {
    super(scope, id, props);
    const bus = new EventBus(this, 'Bus', { eventBusName: 'orders' });
    new CfnEventBusPolicy(this, 'Sender', {
      eventBusName: bus.eventBusName, statementId: 'sender',
      statement: { Effect: 'Allow', Principal: { AWS: `arn:${this.partition}:iam::${props.sender}:root` }, Action: 'events:PutEvents', Resource: bus.eventBusArn },
    });
    const machine = new sfn.StateMachine(this, 'Machine', { definitionBody: sfn.DefinitionBody.fromChainable(this.steps()) });
    new Rule(this, 'Orders', { eventBus: bus, eventPattern: { source: ['foreign.shop'] }, targets: [new targets.SfnStateMachine(machine)] });
  }

  private steps(): sfn.IChainable {
    const table = new Table(this, 'Scores', { tableName: 'foreign-scores', partitionKey: { name: 'order', type: AttributeType.STRING }, removalPolicy: RemovalPolicy.DESTROY });
    const queue = new Queue(this, 'Scored', { queueName: 'foreign-scored' });
    const order = sfn.JsonPath.stringAt('$.detail.order');
    const features = new tasks.LambdaInvoke(this, 'Features', { lambdaFunction: this.features(), payload: sfn.TaskInput.fromJsonPathAt('$.detail'), resultSelector: { 'values.$': '$.Payload' }, resultPath: '$.features' });
    const score = new tasks.CallAwsService(this, 'Score', {
      service: 'sagemakerruntime', action: 'invokeEndpoint', iamAction: 'sagemaker:InvokeEndpoint', iamResources: [this.endpoint()],
      parameters: { EndpointName: 'foreign-scores', ContentType: 'application/json', Body: sfn.JsonPath.objectAt('$.features.values') },
      resultSelector: { 'score.$': 'States.StringToJson($.Body)' }, resultPath: '$.scored',
    });
    const store = new tasks.DynamoPutItem(this, 'Store', {
      table, resultPath: sfn.JsonPath.DISCARD,
      item: { order: tasks.DynamoAttributeValue.fromString(order), score: tasks.DynamoAttributeValue.numberFromString(sfn.JsonPath.format('{}', sfn.JsonPath.stringAt('$.scored.score'))) },
    });
    const tell = new tasks.SqsSendMessage(this, 'Tell', { queue, messageBody: sfn.TaskInput.fromObject({ order }) });
    return features.next(score).next(store).next(tell);
  }

  /** A function in a network of its own. */
  private features(): Function {
    const vpc = new Vpc(this, 'Vpc', { availabilityZones: ['eu-west-1a', 'eu-west-1b'], natGateways: 1 });
    return new Function(this, 'FeaturesFunction', { vpc, runtime: Runtime.PYTHON_3_12, handler: 'index.handler', code: Code.fromAsset(`${__dirname}/features`) });
  }

  private endpoint(): string {
    const role = new Role(this, 'ModelRole', { assumedBy: new ServicePrincipal('sagemaker.amazonaws.com'), managedPolicies: [ManagedPolicy.fromAwsManagedPolicyName('AmazonSageMakerFullAccess')] });
    const model = new CfnModel(this, 'Model', { executionRoleArn: role.roleArn, primaryContainer: { image: `${this.account}.dkr.ecr.${this.region}.amazonaws.com/foreign-scores:1` } });
    const config = new CfnEndpointConfig(this, 'Config', { productionVariants: [{ modelName: model.attrModelName, variantName: 'all', initialVariantWeight: 1, initialInstanceCount: 1, instanceType: 'ml.t2.medium' }] });
    return new CfnEndpoint(this, 'Endpoint', { endpointName: 'foreign-scores', endpointConfigName: config.attrEndpointConfigName }).ref;
  }
}
