import { Token } from 'aws-cdk-lib';
import type { SecureNetworkProps } from '../../secure-network';
import type { Problem } from '../validation-error';

/** What is wrong with a network's IPv6. A pool's id that is a token is not looked at. */
export function ipv6Problems({ ipv6, egress }: Pick<SecureNetworkProps, 'ipv6' | 'egress'>): Problem[] {
  if (!ipv6) return [];
  const { ipamPoolId } = ipv6;
  return [
    ...(ipamPoolId === undefined || Token.isUnresolved(ipamPoolId) || /^ipam-pool-[0-9a-f]+$/.test(ipamPoolId)
      ? [] : [{ prop: 'ipv6.ipamPoolId', value: ipamPoolId, rule: 'a pool\'s id is ipam-pool- and hexadecimal digits', remedy: 'Copy it from IPAM: ipam-pool-0123456789abcdef0' }]),
    ...(egress === undefined || egress.kind === 'none'
      ? [] : [{ prop: 'egress', value: egress.kind, rule: 'no egress leads IPv6 packets out, and a client tries the IPv6 address of a name first: it would wait for an answer that never comes', remedy: 'Choose NetworkEgress.none(), or leave ipv6 out' }]),
  ];
}
