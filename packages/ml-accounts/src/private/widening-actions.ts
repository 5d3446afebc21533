/** What no role under the boundary ever does, within the services that it may use. */
export const WIDENING_ACTIONS: readonly string[] = [
  // who may use a key, and whether its data can be read at all; policies find the team's key by its alias
  'kms:PutKeyPolicy', 'kms:ScheduleKeyDeletion', 'kms:DisableKey', 'kms:DisableKeyRotation', 'kms:CreateAlias', 'kms:UpdateAlias', 'kms:DeleteAlias',
  // who may reach a bucket, and where its objects go
  's3:PutBucketPolicy', 's3:DeleteBucketPolicy', 's3:PutBucketAcl', 's3:PutBucketOwnershipControls', 's3:PutBucketPublicAccessBlock', 's3:PutAccountPublicAccessBlock',
  's3:PutAccessPointPolicy', 's3:PutReplicationConfiguration',
  // ways out of the network, its perimeter and its logs
  'ec2:CreateInternetGateway', 'ec2:AttachInternetGateway', 'ec2:CreateEgressOnlyInternetGateway', 'ec2:CreateNatGateway', 'ec2:CreateRoute', 'ec2:ReplaceRoute',
  'ec2:CreateVpcPeeringConnection', 'ec2:AcceptVpcPeeringConnection', 'ec2:AttachVpnGateway', 'ec2:CreateTransitGatewayVpcAttachment',
  'ec2:CreateVpcEndpoint', 'ec2:AuthorizeSecurityGroupEgress', 'ec2:AuthorizeSecurityGroupIngress', 'ec2:ModifyVpcEndpoint', 'ec2:DeleteVpcEndpoints', 'ec2:DeleteFlowLogs',
  // who sees the data of the catalogue
  'lakeformation:PutDataLakeSettings', 'lakeformation:GrantPermissions', 'lakeformation:BatchGrantPermissions', 'glue:PutResourcePolicy',
  // whom registry, images, events, logs and builds let in, or go to
  'sagemaker:PutModelPackageGroupPolicy', 'sagemaker:DeleteModelPackageGroupPolicy', 'ecr:SetRepositoryPolicy', 'events:PutPermission', 'logs:PutResourcePolicy',
  'logs:PutSubscriptionFilter', 'codebuild:PutResourcePolicy',
  // a notebook outside of Studio, with its own role
  'sagemaker:CreatePresignedNotebookInstanceUrl',
];
