import type { IpPermission } from '@aws-sdk/client-ec2';
import { blockAround, contains } from '../../src/private/addresses/ipv4-block';

/** Who wants in: members of a security group, or whoever, whose addresses lie in these blocks. */
export interface Comer {
  readonly port: number;
  readonly securityGroupId?: string;
  readonly addresses: readonly string[];
}

/** Whether rules let somebody in by TCP: by the security group, or all of the addresses by blocks. Prefix lists are not looked into. */
export function lets(permissions: readonly IpPermission[], { port, securityGroupId, addresses }: Comer): boolean {
  const fitting = permissions.filter((permission) => isFor(permission, port));
  const blocks = fitting.flatMap(({ IpRanges = [] }) => IpRanges.map(({ CidrIp = '' }) => CidrIp));
  return fitting.some(({ UserIdGroupPairs = [] }) => securityGroupId !== undefined && UserIdGroupPairs.some(({ GroupId }) => GroupId === securityGroupId))
    || (addresses.length > 0 && addresses.every((own) => blocks.some((block) => holds(block, own))));
}

/** `-1` is every protocol, with every port: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_IpPermission.html */
function isFor({ IpProtocol, FromPort = 0, ToPort = 65535 }: IpPermission, port: number): boolean {
  return IpProtocol === '-1' || (IpProtocol === 'tcp' && FromPort <= port && port <= ToPort);
}

/** Both in CIDR notation. */
function holds(outer: string, inner: string): boolean {
  const [one, other] = [outer, inner].map(blockAround);
  return one !== undefined && other !== undefined && contains(one, other);
}
