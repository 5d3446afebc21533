import type { Finding } from '../../../report/report';
import type { Item } from '../items';
import type { Scene } from '../scene';

const NETWORK = /:(ec2|route53profiles|route53resolver|network-firewall|vpc-lattice):/;

/** An account, or somebody of it (https://docs.aws.amazon.com/ram/latest/APIReference/API_CreateResourceShare.html). */
const ACCOUNT = /^(?:arn:[^:]+:iam::)?(\d{12})(?::|$)/;

/** Whoever a subnet, a transit gateway or a profile is shared with is in the network: nobody outside of the organization, unless people said so (https://docs.aws.amazon.com/ram/latest/userguide/getting-started-sharing.html). */
export function shares(scene: Scene): Finding[] {
  return scene.items.of('AWS::RAM::ResourceShare').filter(isOfNetwork).flatMap((share) => {
    const { items, settings: { trusted } } = scene;
    const place = share.place;
    const outside = share.text('AllowExternalPrincipals') === 'false' ? [] : [{
      rule: 'share-outside', level: 'warning' as const, place, message: `share ${share.words} of a network may be given to accounts outside of the organization${share.value('AllowExternalPrincipals') === undefined ? ', as is the default' : ''}`,
      remedy: 'set AllowExternalPrincipals to false',
    }];
    const strangers = share.texts('Principals[]').flatMap((one) => ACCOUNT.exec(one)?.[1] ?? []).filter((one) => trusted && !trusted.includes(one) && !items.all.some(({ account }) => account === one));
    return [...outside, ...strangers.map((one): Finding => ({ rule: 'share-stranger', level: 'error', place, message: `share ${share.words} of a network names account ${one}, which neither was read nor is trusted`, remedy: 'take it away, or name it under trusted in the matrix' }))];
  });
}

/** By the ARNs that it shares; those that are open are taken for what they refer to. */
function isOfNetwork(share: Item): boolean {
  const text = JSON.stringify(share.resource.Properties?.ResourceArns ?? []);
  const { Resources = {} } = share.deployed.stack.template;
  return NETWORK.test(text) || share.texts('ResourceArns[]').some((arn) => NETWORK.test(arn)) || Object.entries(Resources).some(([id, { Type }]) => /^AWS::(EC2|Route53|NetworkFirewall|VpcLattice)/.test(Type) && text.includes(`"${id}"`));
}
