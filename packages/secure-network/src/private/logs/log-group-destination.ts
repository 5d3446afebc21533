import { Aws, PhysicalName } from 'aws-cdk-lib';
import { FlowLogDestination, type FlowLogDestinationConfig, FlowLogDestinationType } from 'aws-cdk-lib/aws-ec2';
import { ManagedPolicy, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { ILogGroup } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';

/**
 * Flow logs that go to a log group by a role with a managed policy. The CDK's own destination writes it into the role, where no one sees it in a list of policies: NIST 800-53 AC-6, PCI DSS 7.1.2
 * (https://docs.aws.amazon.com/securityhub/latest/userguide/iam-controls.html). And it trusts the service whoever's flow log it writes for: this role is for flow logs of its own account and
 * region, whose ids are not known before there is a role (https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-iam-role.html).
 */
export class LogGroupDestination extends FlowLogDestination {
  constructor(private readonly logGroup: ILogGroup) {
    super();
  }

  bind(scope: Construct): FlowLogDestinationConfig {
    const flowLogs = new ServicePrincipal('vpc-flow-logs.amazonaws.com', {
      conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID }, ArnLike: { 'aws:SourceArn': `arn:${Aws.PARTITION}:ec2:${Aws.REGION}:${Aws.ACCOUNT_ID}:vpc-flow-log/*` } },
    });
    const iamRole = new Role(scope, 'IAMRole', { roleName: PhysicalName.GENERATE_IF_NEEDED, assumedBy: flowLogs });
    new ManagedPolicy(scope, 'Policy', {
      roles: [iamRole],
      statements: [new PolicyStatement({ actions: ['logs:CreateLogStream', 'logs:PutLogEvents', 'logs:DescribeLogStreams'], resources: [this.logGroup.logGroupArn] })],
    });
    return { logDestinationType: FlowLogDestinationType.CLOUD_WATCH_LOGS, logGroup: this.logGroup, iamRole };
  }
}
