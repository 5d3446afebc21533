import type { PolicyGraph, Principal } from '../../assembly/graph/policy-graph';
import type { Access, Ask, Changes } from '../access';
import type { Possibility } from '../possible';
import { type Fact, Facts } from './facts';

/** What one principal has gained. */
export class Reached {
  readonly facts = new Facts();
  private readonly madeByArn = new Map<string, Principal>();

  constructor(private readonly graph: PolicyGraph, private readonly access: Access) {}

  principal(arn: string): Principal | undefined {
    return this.graph.principal(arn) ?? this.madeByArn.get(arn);
  }

  make(principal: Principal): void {
    if (!this.principal(principal.arn)) this.madeByArn.set(principal.arn, principal);
  }

  isMade({ arn }: Principal): boolean {
    return this.madeByArn.has(arn);
  }

  /** Whom the principal acts as; those of whom nothing is known stand in {@link unknown}. */
  get acting(): Principal[] {
    return this.facts.all('act').flatMap(({ of }) => this.principal(of) ?? []);
  }

  get unknown(): string[] {
    return this.facts.all('act').filter(({ of }) => !this.principal(of)).map(({ of }) => of);
  }

  changesOf(principal: Principal): Changes {
    const groups = [...principal.groups, ...this.facts.whatOf('joined', principal.arn)];
    return {
      raised: [principal.arn, ...groups].some((arn) => this.facts.has('raised', arn)),
      overwritten: this.facts.whatOf('overwritten', principal.arn),
      unbounded: this.facts.has('unbounded', principal.arn),
      further: groups.flatMap((group) => this.graph.principal(group)?.identity ?? []),
    };
  }

  /** What the principal's power rests on. */
  needsOf(principal: Principal): Fact[] {
    const facts: Fact[] = [{ kind: 'raised', of: principal.arn }, { kind: 'unbounded', of: principal.arn }];
    const groups = (['joined', 'overwritten'] as const).flatMap((kind) => this.facts.whatOf(kind, principal.arn).map((what): Fact => ({ kind, of: principal.arn, what })));
    return [...facts.filter(({ kind, of }) => this.facts.has(kind, of)), ...groups, ...principal.groups.filter((group) => this.facts.has('raised', group)).map((of): Fact => ({ kind: 'raised', of }))];
  }

  /** Everybody that may do something at the end, and how. */
  waysTo(ask: Ask): { readonly principal: Principal; readonly needs: readonly Fact[]; readonly found: Possibility }[] {
    const held = this.graph.resource(ask.resource);
    const rewritten = held !== undefined && this.facts.has('rewritten', held.arn);
    return this.acting.flatMap((principal) => {
      const may = (changes: Changes) => this.access.decide(principal, ask, changes);
      const all: Changes = { ...this.changesOf(principal), rewritten };
      if (may(all).decision !== 'allowed') return [];
      // what is not needed at the end is no step on the way
      const without: readonly (readonly [Fact['kind'], Partial<Changes>])[] = [['rewritten', { rewritten: false }], ['overwritten', { overwritten: [] }], ['unbounded', { unbounded: false }], ['raised', { raised: false }]];
      const least = without.reduce<{ changes: Changes; idle: readonly Fact['kind'][] }>(({ changes, idle }, [kind, less]) => {
        const fewer = { ...changes, ...less };
        return may(fewer).decision === 'allowed' ? { changes: fewer, idle: [...idle, kind] } : { changes, idle };
      }, { changes: all, idle: [] });
      const needs: Fact[] = [...this.needsOf(principal), ...(rewritten ? [{ kind: 'rewritten' as const, of: held.arn }] : [])];
      return [{ principal, needs: needs.filter(({ kind }) => !least.idle.includes(kind)), found: { decision: may(least.changes), ask } }];
    });
  }
}
