/** Who may do what where, as people have decided it. */
export interface Matrix {
  /** Accounts of each purpose. */
  readonly purposes: Readonly<Record<string, readonly string[]>>;
  /** Purposes under one name, for rows that speak of all of them. */
  readonly groups: Readonly<Record<string, readonly string[]>>;
  /** Texts that stand in braces in names: `{team}`. */
  readonly values: Readonly<Record<string, string>>;
  /** Accounts of the organization's units, by the unit's id. */
  readonly units: Readonly<Record<string, readonly string[]>>;
  /** Parameters with which each Service Catalog product is provisioned once. @default - none is */
  readonly products?: Readonly<Record<string, string>>;
  readonly cells: readonly Cell[];
  readonly accepted: readonly Accepted[];
  /** Mutants that no proof notices, each with the reason. */
  readonly survivors: readonly Survivor[];
}

/** One row: each persona of it, in each account of each purpose, does each action. */
export interface Cell {
  /** `cells[3]` */
  readonly at: string;
  /** Values of the tag `mlops:persona`, role ARNs with `*`, or services such as `codebuild.amazonaws.com`. In ARNs the same stands in braces as in resources. */
  readonly persona: readonly string[];
  /** Purposes of the accounts in which the persona's role stands, groups of purposes, or `*`. */
  readonly purpose: readonly string[];
  readonly action: readonly string[];
  /** ARNs; `{account}` is the account that the row speaks of and `{purpose}` its purpose, `{tooling}` the first account of a purpose, anything else one of {@link Matrix.values}. In values of the context too. */
  readonly resource: readonly string[];
  readonly context: Readonly<Record<string, string | readonly string[]>>;
  readonly expect: 'allow' | 'deny';
  /**
   * Asked as if the persona's own policies allowed everything: what a boundary, a trust or a resource's policy has to hold back whoever writes a policy tomorrow. A role
   * that nothing read has is supposed to be there. No chains are searched for.
   */
  readonly ifAllowed: boolean;
  /**
   * Asked as if the resource's own policy allowed everything to everybody: what the persona's own policies have to hold back by themselves
   * where the resource is another account's; in its own account a resource's policy is enough. No chains are searched for.
   */
  readonly ifGranted: boolean;
  /** For people who ask why. */
  readonly because?: string;
}

/** A role that a persona gets at by design: a commit is built by a role. */
export interface Accepted {
  readonly persona: readonly string[];
  /** ARN of the role, with `*`; braces as in rows, but for the account that a row speaks of. */
  readonly role: string;
  readonly because: string;
}

/** Mutants of which the proofs say the same as before, and why that is well. */
export interface Survivor {
  /** `survivors[3]` */
  readonly at: string;
  /** Which, as `mutate` names them: `<stack> <logical id>: <kind> <place>`, with `*`. */
  readonly mutant: string;
  readonly because: string;
}
