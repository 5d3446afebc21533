import { AdoptedNetwork } from '../../adopted-network';
import type { IWorkloadNetwork } from '../../workload-network';
import type { Problem } from '../validation-error';

/** Routes of a spoke that the check of its network, which was adopted, would find at the next deployment: what it asks of the network was said before, and the routes are made afterwards. */
export function adoptedSpokeProblems(network: IWorkloadNetwork, internetByHub: boolean): Problem[] {
  if (!(network instanceof AdoptedNetwork)) return [];
  const { allowsTransit, egress } = network._asked;
  return [
    ...(allowsTransit === false ? [{ prop: 'network', value: 'adopted without allowTransit', rule: 'routes to a transit gateway are wanted of a spoke: its check would find them', remedy: 'Adopt it with allowTransit: true' }] : []),
    ...(internetByHub && egress !== undefined && egress !== 'inspected' ? [{ prop: 'internetByHub', value: true, ...REFUSALS[egress] }] : []),
  ];
}

const REFUSALS: Readonly<Record<string, Pick<Problem, 'rule' | 'remedy'>>> = {
  none: { rule: 'the way to the internet is one that the network, which was adopted with NetworkEgress.none(), may have', remedy: 'Adopt it with egress: NetworkEgress.inspected(…), with the hub\'s allowedDomains' },
  nat: { rule: 'a network has one way to the internet, and this one was adopted with NetworkEgress.nat()', remedy: 'Remove its routes to NAT gateways and adopt it with egress: NetworkEgress.inspected(…), or leave internetByHub out' },
};
