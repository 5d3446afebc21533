import { StringParameter } from 'aws-cdk-lib/aws-ssm';
import { Construct } from 'constructs';
import { parameterName } from './private/contract';
import { NETWORK_PARAMETERS, pathProblem } from './private/adoption/network-path';
import { ValidationError } from './private/validation-error';
import type { IWorkloadNetwork } from './workload-network';

/** Where a network's parameters lie. */
export interface NetworkParametersProps {
  /** What the names begin with, known at synthesis: `/mlops/fraud/network`. */
  readonly path: string;
}

/**
 * A network's ids as SSM parameters, for what is another stack, or not CDK: `vpc-id`, `subnet-ids`, `security-group-ids` and `availability-zones` below a
 * path, several values joined by commas. `AdoptedNetwork.fromParameters` reads them.
 * @example
 * const network = new SecureNetwork(this, 'Network', { availabilityZones: ['eu-west-1a', 'eu-west-1b'] });
 * NetworkParameters.publish(this, 'Published', network, { path: NetworkParameters.pathOf('fraud') });
 */
export class NetworkParameters extends Construct {
  /** The path of a team's network: `/mlops/<team>/network`. */
  static pathOf(team: string): string {
    return parameterName(team, 'network');
  }

  /** Creates the parameters of a network. */
  static publish(scope: Construct, id: string, network: IWorkloadNetwork, props: NetworkParametersProps): NetworkParameters {
    return new NetworkParameters(scope, id, network, props);
  }

  private constructor(scope: Construct, id: string, network: IWorkloadNetwork, { path }: NetworkParametersProps) {
    super(scope, id);
    ValidationError.throwIfAny(this, [pathProblem(path)]);
    const { subnetIds, availabilityZones } = network.vpc.selectSubnets(network.subnets);
    this.put('VpcId', path, NETWORK_PARAMETERS.vpcId, network.vpc.vpcId);
    this.put('SubnetIds', path, NETWORK_PARAMETERS.subnetIds, subnetIds.join(','));
    this.put('SecurityGroupIds', path, NETWORK_PARAMETERS.securityGroupIds, network.workloadSecurityGroup.securityGroupId);
    this.put('AvailabilityZones', path, NETWORK_PARAMETERS.availabilityZones, availabilityZones.join(','));
  }

  private put(id: string, path: string, name: string, stringValue: string): void {
    new StringParameter(this, id, { parameterName: `${path}/${name}`, stringValue });
  }
}
