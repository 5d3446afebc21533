/** A new workload that acts as a role which the caller passes to a service. */
export interface PassRule {
  readonly kind: 'pass';
  readonly id: string;
  /** What is made: `function`. */
  readonly what: string;
  /** The services that may be handed the role: `iam:PassedToService`, and whom its trust policy has to name. */
  readonly services: readonly string[];
  /** All of them are needed. */
  readonly actions: readonly string[];
  /** One of them is needed too: what sets it running. @default - nothing */
  readonly oneOf?: readonly string[];
}

/** A workload that stands and acts as a role already: the caller changes or enters it. */
export interface TakeRule {
  readonly kind: 'take';
  readonly id: string;
  /** The CloudFormation type of what is taken. */
  readonly type: string;
  /** Needed on it. */
  readonly actions: readonly string[];
  /** Needed as well, on something else of the caller's choice. @default - nothing */
  readonly also?: readonly string[];
}

/** A way to change an identity in IAM. */
export interface IdentityRule {
  readonly kind: 'identity';
  readonly id: string;
  /** Whom or what the action is on. */
  readonly on: 'role' | 'user' | 'group' | 'policy';
  readonly actions: readonly string[];
  /** Whether inline policies that stand can be overwritten by it. @default false */
  readonly overwrites?: boolean;
  /** What the request holds, where the step is none with any other value. @default - what the policies want */
  readonly context?: Readonly<Record<string, string>>;
  /**
   * What the caller gains: `raised` the identity's policies are its own now, `unbounded` the boundary is gone, `trusted` the role trusts the caller,
   * `act` it acts as the identity, `joined` a user it acts as is in the group.
   */
  readonly gains: 'raised' | 'unbounded' | 'trusted' | 'act' | 'joined';
}

/** A way to rewrite a resource's own policy. */
export interface RewriteRule {
  readonly kind: 'rewrite';
  readonly id: string;
  readonly type: string;
  readonly action: string;
  /** What the request holds, where the step is none with any other value. @default - what the policies want */
  readonly context?: Readonly<Record<string, string>>;
}

/** A new identity whose policies the caller writes. */
export interface CreateRule {
  readonly kind: 'create';
  readonly id: string;
  readonly what: 'role' | 'user';
  readonly create: string;
  /** One of them gives it policies. */
  readonly raise: readonly string[];
  /** One of them lets the caller act as it; for a role that is its trust policy, which is written when it is created. */
  readonly enter: readonly string[];
}

/** What is written to a source, and then acts as a role. */
export interface FeedRule {
  readonly kind: 'feed';
  readonly id: string;
  /** The service of the source's ARN. */
  readonly service: string;
  /** One of them is needed. */
  readonly actions: readonly string[];
}

/** A manual approval that somebody may answer, so that what waits behind it goes on. */
export interface AnswerRule {
  readonly kind: 'answer';
  readonly id: string;
  readonly action: string;
}

export type ChainRule = AnswerRule | PassRule | TakeRule | IdentityRule | RewriteRule | CreateRule | FeedRule;
