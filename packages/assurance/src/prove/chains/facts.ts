/** What somebody has gained on the way. */
export type Fact =
  | { readonly kind: 'act' | 'raised' | 'unbounded'; readonly of: string }
  | { readonly kind: 'rewritten' | 'answered'; readonly of: string }
  | { readonly kind: 'joined' | 'overwritten'; readonly of: string; /** The group; the name of the policy. */ readonly what: string };

/** How a fact is gained. */
export interface Step {
  readonly rule: string;
  /** Who does it; undefined for the one who starts. */
  readonly by?: string;
  readonly gains: Fact;
  /** What must have been gained before, beside acting as `by`. */
  readonly needs: readonly Fact[];
  /** One sentence. */
  readonly text: string;
  /** The statements that allow it. */
  readonly statements: readonly string[];
}

export const keyOf = (fact: Fact): string => [fact.kind, fact.of, ...('what' in fact ? [fact.what] : [])].join(' ');

/** All that has been gained, and every way in which it was. */
export class Facts {
  private readonly ways = new Map<string, Step[]>();
  private readonly list: Fact[] = [];

  has(kind: Fact['kind'], of: string): boolean {
    return this.ways.has(`${kind} ${of}`);
  }

  /** @returns whether it is news */
  add(step: Step): boolean {
    const key = keyOf(step.gains);
    const known = this.ways.get(key);
    if (!known) {
      this.ways.set(key, [step]);
      this.list.push(step.gains);
      return true;
    }
    if (!known.some(({ rule, by }) => rule === step.rule && by === step.by)) known.push(step);
    return false;
  }

  all(kind: Fact['kind']): readonly Fact[] {
    return this.list.filter((fact) => fact.kind === kind);
  }

  /** Groups that a user joined, policies of a principal that are overwritten. */
  whatOf(kind: 'joined' | 'overwritten', of: string): readonly string[] {
    return this.list.flatMap((fact) => ('what' in fact && fact.kind === kind && fact.of === of ? [fact.what] : []));
  }

  /** The steps to a fact, each once, in the order in which they are taken; of several ways the one that was found first, which is the shortest. */
  chainTo(fact: Fact, taken: Step[] = []): Step[] {
    const [step] = this.ways.get(keyOf(fact)) ?? [];
    if (!step || taken.includes(step)) return taken;
    if (step.by) this.chainTo({ kind: 'act', of: step.by }, taken);
    step.needs.forEach((need) => this.chainTo(need, taken));
    if (step.by) taken.push(step);
    return taken;
  }

  /** Other ways to the same. */
  othersTo(fact: Fact): readonly Step[] {
    return (this.ways.get(keyOf(fact)) ?? []).slice(1);
  }
}
