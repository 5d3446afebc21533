/** Who may do what where, as people have decided it. */
export interface Matrix {
  /** Accounts of each purpose. */
  readonly purposes: Readonly<Record<string, readonly string[]>>;
  /** Accounts of the organization's units, by the unit's id. */
  readonly units: Readonly<Record<string, readonly string[]>>;
  /** Parameters with which each Service Catalog product is provisioned once. @default - none is */
  readonly products?: Readonly<Record<string, string>>;
  readonly cells: readonly Cell[];
  readonly accepted: readonly Accepted[];
}

/** One row: each persona of it, in each account of each purpose, does each action. */
export interface Cell {
  /** `cells[3]` */
  readonly at: string;
  /** Values of the tag `mlops:persona`, or role ARNs. */
  readonly persona: readonly string[];
  /** Purposes of the accounts in which the persona's role stands. */
  readonly purpose: readonly string[];
  readonly action: readonly string[];
  /** ARNs; `{account}` is the persona's account, `{region}` any, `{tooling}` the account of a purpose. */
  readonly resource: readonly string[];
  readonly context: Readonly<Record<string, string | readonly string[]>>;
  readonly expect: 'allow' | 'deny';
  /** For people who ask why. */
  readonly because?: string;
}

/** A role that a persona gets at by design: a commit is built by a role. */
export interface Accepted {
  readonly persona: readonly string[];
  /** ARN of the role, with `*`. */
  readonly role: string;
  readonly because: string;
}
