import type { Vpc } from 'aws-cdk-lib/aws-ec2';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { DnsFirewall } from '../private/dns/dns-firewall';
import { QueryLogs } from '../private/dns/query-logs';

/** Options of a closed resolver. */
export interface ClosedDnsProps {
  /**
   * Names that are resolved besides those of AWS: `example.com`, or `*.example.com` for all below it.
   * @default - none
   */
  readonly allowedDomains?: string[];
}

/**
 * Which names a network resolves. Queries go through AWS's resolver whatever routes and security groups say, so that without a firewall a name is a way out
 * (https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver-dns-firewall.html). All queries are logged.
 * @example
 * new SecureNetwork(this, 'Network', { availabilityZones: ['eu-west-1a', 'eu-west-1b'], dns: NetworkDns.closed({ allowedDomains: ['*.corp.example.com'] }) });
 */
export class NetworkDns {
  /** AWS's names and those that are allowed; every other query is answered as if the name had no record. */
  static closed(props: ClosedDnsProps = {}): NetworkDns {
    return new NetworkDns(props.allowedDomains ?? []);
  }

  /** Every name: for a network whose firewall is somebody else's, such as AWS Firewall Manager's. */
  static open(): NetworkDns {
    return new NetworkDns();
  }

  /** The names that are resolved besides those of AWS; undefined where all are. */
  readonly allowedDomains?: string[];

  private constructor(allowedDomains?: string[]) {
    this.allowedDomains = allowedDomains;
  }

  /** @param reachable domains as a firewall writes them: `.example.com` for it and all below it @internal */
  _of(scope: Construct, vpc: Vpc, reachable: readonly string[], encryptionKey?: IKey): DnsFirewall | undefined {
    new QueryLogs(scope, 'QueryLogs', { vpc, encryptionKey });
    return this.allowedDomains && new DnsFirewall(scope, 'DnsFirewall', { vpc, allowedDomains: [...this.allowedDomains, ...reachable.flatMap(namesOf)] });
  }
}

const namesOf = (domain: string): string[] => (domain.startsWith('.') ? [domain.slice(1), `*${domain}`] : [domain]);
