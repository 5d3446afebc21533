/**
 * Domains under which only AWS answers: names of its services, and of instances in the VPC (https://docs.aws.amazon.com/general/latest/gr/rande.html, https://docs.aws.amazon.com/vpc/latest/userguide/AmazonDNS-concepts.html,
 * https://docs.aws.amazon.com/sagemaker/latest/dg/studio-interface-endpoint.html).
 */
const OF_AWS = ['amazonaws.com', 'amazonaws.com.cn', 'amazonaws.eu', 'api.aws', 'api.amazonwebservices.com.cn', 'api.amazonwebservices.eu', 'sagemaker.aws', 'ec2.internal', 'compute.internal'];

/** `*.pypi.org` of a DNS firewall and `.pypi.org` of Network Firewall, which means `pypi.org` too. */
const isWide = (domain: string): boolean => /^(\*\.|\.)/.test(domain);
const base = (domain: string): string => domain.replace(/^(\*\.|\.)/, '').replace(/\.$/, '').toLowerCase();

/** Of some domains those that are neither AWS's nor among others, or under a wide one of these. */
export function unaskedDomains(domains: readonly string[], asked: readonly string[]): string[] {
  const isUnder = (domain: string, other: string) => base(domain).endsWith(`.${base(other)}`);
  const isAsked = (domain: string) => asked.some((one) => (base(domain) === base(one) && (isWide(one) || !isWide(domain))) || (isWide(one) && isUnder(domain, one)));
  return domains.filter((domain) => domain !== '*' && !isAsked(domain) && !OF_AWS.some((one) => base(domain) === one || isUnder(domain, one)));
}
