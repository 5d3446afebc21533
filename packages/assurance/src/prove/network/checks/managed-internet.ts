import { Unresolved } from '../../../assembly/intrinsics';
import type { Finding } from '../../../report/report';
import type { Item } from '../items';
import { decidedFor, type Scene } from '../scene';

/** A property by which SageMaker gives a resource a way to the internet through a VPC of its own, whatever the routes of its subnets say. */
interface Setting {
  readonly property: string;
  /** The value that gives the way, which is the default too. */
  readonly open: string;
  readonly closed: string;
  readonly subnets: string;
}

/**
 * Both are on where nobody says anything (https://docs.aws.amazon.com/sagemaker/latest/dg/appendix-notebook-and-internet-access.html,
 * https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateDomain.html).
 */
const SETTINGS: Readonly<Record<string, Setting>> = {
  'AWS::SageMaker::NotebookInstance': { property: 'DirectInternetAccess', open: 'Enabled', closed: 'Disabled', subnets: 'SubnetId' },
  'AWS::SageMaker::Domain': { property: 'AppNetworkAccessType', open: 'PublicInternetOnly', closed: 'VpcOnly', subnets: 'SubnetIds[]' },
};

/** Nothing has a way to the internet past its VPC that nobody asked for: no firewall sees it, so that only `nat` allows it. */
export function managedInternet(scene: Scene): Finding[] {
  return Object.entries(SETTINGS).flatMap(([type, setting]) => scene.items.of(type).flatMap((item) => ofItem(scene, item, setting)));
}

function ofItem(scene: Scene, item: Item, { property, open, closed, subnets }: Setting): Finding[] {
  const value = item.value(property);
  if (value instanceof Unresolved) {
    item.undecided(property, value.why);
    return [];
  }
  if ((value ?? open) !== open) return [];
  const networks = scene.topology.subnetsOf(item, subnets).map(({ vpc }) => vpc.item);
  const asked = (networks.length > 0 ? networks : [item]).every((network) => decidedFor(scene, network).internet === 'nat');
  return asked ? [] : [{
    rule: 'internet-path', level: 'error', place: item.place, remedy: `set ${property} to ${closed}, or say in the matrix that the network may have internet: nat`,
    message: `there is a way to the internet, past the VPC and its firewalls: ${item.type} ${item.words} → ${property} ${open}${value === undefined ? ' (the default)' : ''} → a VPC of SageMaker`,
  }];
}
