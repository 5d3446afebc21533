import { ExpectedResult, IntegTest, Match } from '@aws-cdk/integ-tests-alpha';
import { App, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { SnsTopic } from 'aws-cdk-lib/aws-events-targets';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { DetectiveControls, PackageIndex, PackageMirror } from '../src';

// traces would put this machine's paths into the snapshot
const app = new App({ context: { 'aws:cdk:disable-creation-stack-traces': true } });
const stack = new Stack(app, 'integ-ml-accounts-mirror');
const mirror = new PackageMirror(stack, 'Mirror', {
  domainName: 'integ-libraries', indexes: [PackageIndex.pypi({ allowedPackages: ['pandas', 'scikit-learn'] })], removalPolicy: RemovalPolicy.DESTROY,
});
const topic = new Topic(stack, 'Security', { enforceSSL: true });
const { rules } = new DetectiveControls(stack, 'Detective', { targets: [new SnsTopic(topic)] });

const test = new IntegTest(app, 'Mirror', { testCases: [stack] });
for (const { ruleName } of rules) {
  test.assertions.awsApiCall('EventBridge', 'listTargetsByRule', { Rule: ruleName }).expect(ExpectedResult.objectLike({ Targets: [Match.objectLike({ Arn: topic.topicArn })] }));
}
// the local cloud keeps CodeArtifact's resources without effect, so what is asked is that they were made, and that what refers to them knows their names
test.assertions.awsApiCall('CloudFormation', 'describeStackResource', { StackName: stack.stackName, LogicalResourceId: stack.getLogicalId(mirror.node.findChild('Repository') as never) })
  .expect(ExpectedResult.objectLike({ StackResourceDetail: { ResourceType: 'AWS::CodeArtifact::Repository', ResourceStatus: 'CREATE_COMPLETE' } }));
