// As the README of @aws-solutions-constructs/aws-lambda-stepfunctions shows it, but for the runtime: it names nodejs16.x, which AWS no longer creates.
import { LambdaToStepfunctions } from '@aws-solutions-constructs/aws-lambda-stepfunctions';
import { App, Stack } from 'aws-cdk-lib';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as stepfunctions from 'aws-cdk-lib/aws-stepfunctions';

const stack = new Stack(new App(), 'LambdaStepFunctions', { env: { account: '111111111111', region: 'eu-west-1' } });
const startState = new stepfunctions.Pass(stack, 'StartState');

new LambdaToStepfunctions(stack, 'LambdaToStepfunctionsPattern', {
  lambdaFunctionProps: {
    runtime: lambda.Runtime.PYTHON_3_12,
    handler: 'index.handler',
    code: lambda.Code.fromAsset(`${__dirname}/lambda`),
  },
  stateMachineProps: {
    definition: startState,
  },
});
