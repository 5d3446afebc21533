import type { NetworkFacts, NetworkRequirements } from '../network-facts';
import type { Finding } from '../rules';

/** Whether endpoints are found by their services' names. */
export function dnsFindings({ dnsSupport, dnsHostnames }: NetworkFacts, { vpcId }: NetworkRequirements): Finding[] {
  return [
    ...(dnsSupport ? [] : [{ rule: 'dns' as const, found: `enableDnsSupport of ${vpcId} is false` }]),
    ...(dnsHostnames ? [] : [{ rule: 'dns' as const, found: `enableDnsHostnames of ${vpcId} is false` }]),
  ];
}
