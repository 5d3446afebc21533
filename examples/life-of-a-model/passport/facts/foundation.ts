/** An account of the topology, and what is deployed to it. */
export interface Account {
  /** `tooling`, `data-lake`, … */
  readonly purpose: string;
  readonly id: string;
  readonly stacks: readonly Stack[];
}

export interface Stack {
  readonly name: string;
  readonly status: string;
  /** How many resources its template declares. */
  readonly resources: number;
}

/** A project as its lead created it. */
export interface Project {
  readonly name: string;
  readonly id: string;
  readonly arn: string;
  readonly status: string;
  readonly created?: string;
  /** The session that created it. */
  readonly createdBy?: string;
}

/** Something that the walk ran with. */
export interface Tool {
  readonly name: string;
  readonly version: string;
}

/** What the local cloud did with the deployed resources, by their types. */
export interface Treatments {
  readonly resources: number;
  readonly kinds: readonly Treated[];
}

export interface Treated {
  /** `runs`: done for real by a process; `native`: created by the emulator; `stored`: kept without an effect. */
  readonly treatment: string;
  readonly resources: number;
  readonly types: readonly string[];
}
