import type { IVpc } from 'aws-cdk-lib/aws-ec2';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { CfnResolverQueryLoggingConfig, CfnResolverQueryLoggingConfigAssociation } from 'aws-cdk-lib/aws-route53resolver';
import { Construct } from 'constructs';

/**
 * Every DNS query of a VPC, in a log group that outlives its stack. Route 53 gives itself the right to write when the configuration is made
 * (https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver-query-logs-choosing-target-resource.html), for deliveries of this account and region only
 * (https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/AWS-logs-infrastructure-CWL.html).
 */
export class QueryLogs extends Construct {
  constructor(scope: Construct, id: string, { vpc, encryptionKey }: { readonly vpc: IVpc; readonly encryptionKey?: IKey }) {
    super(scope, id);
    const logGroup = new LogGroup(this, 'LogGroup', { retention: RetentionDays.ONE_YEAR, encryptionKey });
    const config = new CfnResolverQueryLoggingConfig(this, 'Config', { destinationArn: logGroup.logGroupArn });
    new CfnResolverQueryLoggingConfigAssociation(this, 'Association', { resolverQueryLogConfigId: config.attrId, resourceId: vpc.vpcId });
  }
}
