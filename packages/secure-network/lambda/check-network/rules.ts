/** What must hold in a network, or had better. */
export interface Rule {
  readonly severity: 'problem' | 'warning';
  readonly rule: string;
  readonly remedy: string;
}

/** How many addresses a subnet had better have: each instance of a job, each endpoint instance and each notebook takes one. */
export const FEW_ADDRESSES = 16;

/**
 * The rules by their ids. AWS's pages behind them: private names of endpoints
 * (https://docs.aws.amazon.com/vpc/latest/privatelink/interface-endpoints.html), gateway endpoints
 * (https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html), endpoint policies
 * (https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html), SageMaker in a VPC
 * (https://docs.aws.amazon.com/sagemaker/latest/dg/train-vpc.html).
 */
export const RULES = {
  'vpc': { severity: 'problem', rule: 'The VPC is one of this account and region, or shared with it', remedy: 'Correct vpcId' },
  'dns': { severity: 'problem', rule: 'The private names of endpoints take DNS support and DNS hostnames', remedy: 'Turn both on in the VPC' },
  'subnet': { severity: 'problem', rule: 'Each subnet is one of the VPC', remedy: 'Correct subnetIds' },
  'zone': { severity: 'problem', rule: 'Each subnet lies in its own zone, the one that is given for it', remedy: 'Give subnetIds and availabilityZones in one order, a subnet for each zone' },
  'parameters': { severity: 'problem', rule: 'As many subnets are adopted as are published', remedy: 'Set subnetCount to their number' },
  'addresses': { severity: 'warning', rule: `A subnet has ${FEW_ADDRESSES} free addresses at least`, remedy: 'Use larger subnets, or free addresses' },
  'way-out': { severity: 'problem', rule: 'No route of the subnets leads out of the VPC but by what egress says: a firewall\'s endpoint where it is inspected', remedy: 'Remove the route, or say by egress which way out is meant' },
  'connection': { severity: 'problem', rule: 'No route of the subnets leads to another network, whatever the egress', remedy: 'Remove the route; of a spoke, allow its transit gateway by allowTransit' },
  'public': { severity: 'problem', rule: 'No route of the subnets leads to an internet gateway, whatever the egress', remedy: 'Remove the route' },
  'route-table': { severity: 'problem', rule: 'The route table of each subnet is seen: its own, or the main one of the VPC', remedy: 'Give the subnet a route table, and check from an account that sees it' },
  's3': { severity: 'problem', rule: 'Each route table of the subnets has an S3 gateway endpoint', remedy: 'Create one for these tables' },
  'endpoint': { severity: 'problem', rule: 'Each required service has an interface endpoint in the VPC', remedy: 'Create it, or require other sets by endpoints' },
  'endpoint-id': { severity: 'problem', rule: 'The endpoint that is given for a service is one of the VPC for it', remedy: 'Correct interfaceEndpointIds' },
  'endpoint-state': { severity: 'problem', rule: 'Endpoints are available', remedy: 'Wait, have them accepted, or create them anew' },
  'endpoint-dns': { severity: 'problem', rule: 'Endpoints take their service\'s name in the VPC', remedy: 'Turn on their private DNS' },
  'endpoint-policy': { severity: 'problem', rule: 'An endpoint\'s policy lets in whom it names, to what it names: accounts, an organisation, resources', remedy: 'Give it a policy with principals, aws:PrincipalOrgID, aws:PrincipalAccount, aws:ResourceOrgID or aws:ResourceAccount, or named resources' },
  'endpoint-group': { severity: 'problem', rule: 'An endpoint lets the workloads\' security group in on port 443', remedy: 'Allow it in a security group of the endpoint' },
  'endpoint-clients': { severity: 'problem', rule: 'An endpoint lets the networks that reach it by a hub in on port 443', remedy: 'Allow their blocks in a security group of the endpoint, or correct endpointClients' },
  'workload-group': { severity: 'problem', rule: 'The workloads\' security group is one of the VPC', remedy: 'Correct workloadSecurityGroupId' },
  'workload-ingress': { severity: 'problem', rule: 'The workloads\' security group lets in private blocks and security groups only', remedy: 'Remove the rule, or name private blocks in it' },
  'default-group': { severity: 'warning', rule: 'The default security group allows nothing', remedy: 'Remove its rules' },
} as const satisfies Record<string, Rule>;

export type RuleId = keyof typeof RULES;

/** One thing that is not as a rule says. */
export interface Finding {
  readonly rule: RuleId;
  /** What was found, with its id: `rtb-1 sends 0.0.0.0/0 to igw-1`. */
  readonly found: string;
}
