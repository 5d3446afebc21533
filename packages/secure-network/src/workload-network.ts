import type { IConnectable, ISecurityGroup, IVpc, SubnetSelection } from 'aws-cdk-lib/aws-ec2';

/**
 * A network in which jobs, notebooks and model containers run: one that was made by `SecureNetwork`, or one that there was before.
 * Other constructs take its three parts, which are types of aws-cdk-lib. Its `connections` are those of the workloads' security group.
 */
export interface IWorkloadNetwork extends IConnectable {
  /** The VPC. */
  readonly vpc: IVpc;
  /** The isolated subnets in which jobs and endpoints run. */
  readonly subnets: SubnetSelection;
  /** For jobs and model containers: it reaches the endpoints by HTTPS, and its own members for distributed training. */
  readonly workloadSecurityGroup: ISecurityGroup;
}
