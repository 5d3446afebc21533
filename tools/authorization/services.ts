/** A service that requests are read of. */
export interface ServiceSource {
  /** botocore's name. */
  readonly name: string;
  /** The prefix of its actions, which is the name of its table in iam-data. @default - the name */
  readonly prefix?: string;
  /** The operations that are known. @default - all */
  readonly only?: RegExp;
  /** Whether its actions are the methods of HTTP and its resources the paths of requests. */
  readonly rest?: boolean;
}

/** EC2's networking, instances and launch templates: the whole service would be as large as all others. */
const NETWORKING = /^(Create|Delete|Describe|Modify|Attach|Detach|Associate|Disassociate|Replace|Authorize|Revoke|Allocate|Release|Accept|Reject|Enable|Disable|Update)(DefaultVpc|Vpcs?|VpcAttribute|VpcCidrBlock|VpcEndpoints?|VpcEndpointServices|VpcEndpointServiceConfigurations?|VpcEndpointServicePermissions|VpcEndpointConnections|VpcPeeringConnections?|Subnets?|SubnetAttribute|SubnetCidrBlock|SecurityGroups?|SecurityGroupRules?|SecurityGroupIngress|SecurityGroupEgress|SecurityGroupRuleDescriptions(Ingress|Egress)|SecurityGroupReferences|RouteTables?|Routes?|RouteTableAssociation|NetworkAcls?|NetworkAclEntry|NetworkAclAssociation|NetworkInterfaces?|NetworkInterfaceAttribute|NetworkInterfacePermissions?|InternetGateways?|EgressOnlyInternetGateways?|NatGateways?|NatGatewayAddress|Address|Addresses|DhcpOptions|FlowLogs|PrefixLists|ManagedPrefixLists?|TransitGateways?|TransitGatewayVpcAttachments?|Tags|Instances|InstanceAttribute|InstanceStatus|InstanceTypes|IamInstanceProfile|IamInstanceProfileAssociations?|LaunchTemplates?|LaunchTemplateVersions?|KeyPairs?|Images|Volumes?|Regions|AvailabilityZones)$|^(RunInstances|StartInstances|StopInstances|TerminateInstances|RebootInstances|GetManagedPrefixListEntries)$/;

/** All services, by the names that the AWS SDKs share with botocore. */
export const SERVICES: readonly ServiceSource[] = [
  { name: 'apigateway', rest: true },
  { name: 'athena' },
  { name: 'cloudformation' },
  { name: 'cloudwatch' },
  { name: 'codeartifact' },
  { name: 'codebuild' },
  { name: 'codecommit' },
  { name: 'codepipeline' },
  { name: 'dynamodb' },
  { name: 'dynamodbstreams', prefix: 'dynamodb' },
  { name: 'ec2', only: NETWORKING },
  { name: 'ecr' },
  { name: 'ecs' },
  { name: 'events' },
  { name: 'firehose' },
  { name: 'glue' },
  { name: 'iam' },
  { name: 'kinesis' },
  { name: 'kms' },
  { name: 'lakeformation' },
  { name: 'lambda' },
  { name: 'logs' },
  { name: 'organizations' },
  { name: 'pipes' },
  { name: 'ram' },
  { name: 's3' },
  { name: 'sagemaker' },
  { name: 'sagemaker-featurestore-runtime', prefix: 'sagemaker' },
  { name: 'sagemaker-metrics', prefix: 'sagemaker' },
  { name: 'sagemaker-runtime', prefix: 'sagemaker' },
  { name: 'scheduler' },
  { name: 'secretsmanager' },
  { name: 'servicecatalog' },
  { name: 'sns' },
  { name: 'sqs' },
  { name: 'ssm' },
  { name: 'stepfunctions', prefix: 'states' },
  { name: 'sts' },
];
