import type { Construct } from 'constructs';
import { NetworkDns } from '../dns/network-dns';
import { DomainFirewall } from '../private/egress/domain-firewall';
import type { OpenNetwork } from '../private/egress/open-network';
import { routeByFirewall, routeByNat } from '../private/egress/way-out';
import { SubnetTier } from '../subnet-tier';

/** Options of an inspected way out. */
export interface InspectedEgressProps {
  /**
   * The domains that may be reached, by HTTPS and HTTP: `pypi.org`, or `.pythonhosted.org` for it and all below it
   * (https://docs.aws.amazon.com/network-firewall/latest/developerguide/stateful-rule-groups-domain-names.html). At least one.
   */
  readonly allowedDomains: string[];
  /**
   * For how many rules the firewall keeps room; each domain takes two. Another number makes another rule group.
   * @default 1000
   */
  readonly capacity?: number;
  /**
   * Whether the firewall can be deleted only after that was allowed by an update. A stack whose first creation fails cannot take such a firewall away again by itself.
   * @default true
   */
  readonly deletionProtection?: boolean;
}

/**
 * Whether, and how, a network reaches the internet. No choice lets the internet in.
 * @example
 * NetworkEgress.inspected({ allowedDomains: ['pypi.org', '.pythonhosted.org'] });
 */
export class NetworkEgress {
  /** No way to the internet: neither gateway nor route. */
  static none(): NetworkEgress {
    return new NetworkEgress('none', []);
  }

  /**
   * To the domains of a list, by AWS Network Firewall: it reads the server's name of each TLS handshake and the host of each HTTP request, drops everything else, and
   * logs what it dropped. Each zone has a firewall endpoint and a NAT gateway of its own; packets go and come through the same one. The network's resolver
   * answers for these domains too. Zones are given by name.
   *
   * A server's name is what the client says: somebody who controls both ends can lie. It keeps honest code honest and makes the rest conspicuous.
   */
  static inspected(props: InspectedEgressProps): NetworkEgress {
    return new NetworkEgress('inspected', [SubnetTier.INSPECTION, SubnetTier.EGRESS], props.allowedDomains, (scope, network) => {
      const firewall = new DomainFirewall(scope, 'Firewall', { ...network, allowedDomains: props.allowedDomains, capacity: props.capacity ?? 1000, deleteProtection: props.deletionProtection ?? true });
      routeByFirewall(scope, network, firewall);
      return firewall;
    });
  }

  /** To anywhere, by a NAT gateway in each zone: for a sandbox. Security groups and network ACLs let HTTP and HTTPS out only. */
  static nat(): NetworkEgress {
    return new NetworkEgress('nat', [SubnetTier.EGRESS], undefined, (scope, network) => {
      routeByNat(scope, network);
      return undefined;
    });
  }

  /** The resolver of a network that chooses none. @internal */
  get _dns(): NetworkDns {
    return this.kind === 'nat' ? NetworkDns.open() : NetworkDns.closed();
  }

  private constructor(
    /** What the choice is called: `none`, `inspected` or `nat`. */
    readonly kind: string,
    /** @internal */
    readonly _tiers: readonly SubnetTier[],
    /** The domains that may be reached; undefined where any or none is. */
    readonly allowedDomains?: string[],
    /** @returns the firewall, where there is one @internal */
    readonly _open: (scope: Construct, network: OpenNetwork) => DomainFirewall | undefined = () => undefined,
  ) {}
}
