import { createHash } from 'node:crypto';
import * as path from 'node:path';
import { Aws, CustomResource, Duration, FileSystem, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { ManagedPolicy, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Code, Function, Runtime } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { acknowledge, inCompliancePacks } from '../acknowledge';
import { acknowledgeWildcards, type Allowed } from '../statements';

const ID = 'MlopsFoundationNetworkChecker';
const CODE = path.join(__dirname, '..', '..', '..', 'assets', 'check-network');

/** The function that checks the adopted networks of a stack: one for all of them. It reads, and changes nothing. */
export class NetworkChecker extends Construct {
  static of(scope: Construct): NetworkChecker {
    const stack = Stack.of(scope);
    return (stack.node.tryFindChild(ID) as NetworkChecker | undefined) ?? new NetworkChecker(stack);
  }

  private readonly policy: ManagedPolicy;
  private readonly function: Function;

  private constructor(stack: Stack) {
    super(stack, ID);
    const logGroup = new LogGroup(this, 'Logs', { retention: RetentionDays.ONE_YEAR, removalPolicy: RemovalPolicy.DESTROY });
    // its trust names no source: aws:SourceArn is for policies whose resource is a function (https://docs.aws.amazon.com/lambda/latest/dg/permissions-source-function-arn.html)
    const role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com'), description: 'Reads the networks that a stack adopts' });
    this.policy = new ManagedPolicy(this, 'Policy', { roles: [role] });
    logGroup.grantWrite(this.policy);
    this.allow({
      sid: 'ReadNetworks', actions: ['ec2:DescribeVpcs', 'ec2:DescribeSubnets', 'ec2:DescribeRouteTables', 'ec2:DescribeVpcEndpoints', 'ec2:DescribeSecurityGroups'], resources: ['*'],
      wildcards: 'These actions have no resource-level permission (https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonec2.html)',
    });
    this.function = new Function(this, 'Function', {
      description: 'Checks the networks that a stack adopts', code: Code.fromAsset(CODE), handler: 'index.handler', runtime: Runtime.NODEJS_24_X, role, logGroup, timeout: Duration.minutes(2),
      memorySize: 256,
    });
    acknowledge(logGroup, 'It holds ids of parts of a network and what is wrong with them; CloudWatch Logs encrypts it with a key of AWS\'s', 'CT.CLOUDWATCH.PR.3', ...inCompliancePacks('CloudWatchLogGroupEncrypted'));
    acknowledge(this.function, 'It asks the EC2 API of a network that may be wrong: run in that network it could not say so', 'CT.LAMBDA.PR.3', ...inCompliancePacks('LambdaInsideVPC'));
    acknowledge(this.function, 'CloudFormation calls it once for each network and tries again: a call that is lost fails the deployment by its time-out', ...['HIPAA.Security', 'NIST.800.53.R5'].flatMap((pack) => [`${pack}-LambdaDLQ`, `${pack}-LambdaConcurrency`]));
  }

  /**
   * Checks a network when it is deployed, and again when what is asked of it or the function's code has changed: under another logical id each time, so that
   * going back after a failure takes the new check away and does not repeat the old one.
   * @param properties what is told to the function
   */
  check(scope: Construct, vpcId: string, properties: Record<string, unknown>): CustomResource {
    this.allow({
      actions: ['ec2:DescribeVpcAttribute'], resources: [`arn:${Aws.PARTITION}:ec2:${Aws.REGION}:*:vpc/${vpcId}`],
      wildcards: 'A VPC may be shared by another account, whose it stays',
    });
    const asked = JSON.stringify([Stack.of(scope).resolve(properties), FileSystem.fingerprint(CODE)]);
    const digest = createHash('sha256').update(asked).digest('hex').slice(0, 8);
    const resource = new CustomResource(scope, `Check${digest}`, { serviceToken: this.function.functionArn, resourceType: 'Custom::NetworkCheck', properties, serviceTimeout: Duration.minutes(5) });
    resource.node.addDependency(this);
    return resource;
  }

  private allow({ wildcards, ...allowed }: Allowed & { readonly wildcards: string }): void {
    const statement = new PolicyStatement(allowed);
    this.policy.addStatements(statement);
    acknowledgeWildcards(this.policy, [statement], wildcards);
  }
}
