import type { Statement } from '@mlops-foundation/policy-evaluation';
import type { Principal } from '../../assembly/graph/policy-graph';

/** Roles by whom their trust policies name, so that not each role has to be asked for each principal. */
export class TrustIndex {
  private readonly byName = new Map<string, Principal[]>();

  constructor(principals: readonly Principal[]) {
    for (const role of principals) for (const name of new Set((role.trust?.statements ?? []).flatMap(namesOf))) {
      const known = this.byName.get(name);
      if (known) known.push(role);
      else this.byName.set(name, [role]);
    }
  }

  /** Roles whose trust policies speak of a principal, its account or everybody; whether they allow is another question. */
  assumableBy({ arn, account }: Principal): Principal[] {
    const [, partition] = arn.split(':');
    return [...new Set([arn, account, `arn:${partition}:iam::${account}:root`, '*'].flatMap((name) => this.byName.get(name) ?? []))];
  }
}

function namesOf({ Effect, Principal }: Statement): string[] {
  if (Effect !== 'Allow' || Principal === undefined) return [];
  return Principal === '*' ? ['*'] : [Principal.AWS ?? []].flat();
}

/** Whether a role's trust policy names a service. Conditions on the service's source are the service's to meet. */
export function namesService({ trust }: Principal, service: string): boolean {
  return (trust?.statements ?? []).some(({ Effect, Principal }) => Effect === 'Allow' && Principal !== undefined && Principal !== '*' && [Principal.Service ?? []].flat().includes(service));
}
