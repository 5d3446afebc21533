/** A finding that a construct accepts, where it stood when an app was synthesized. */
export interface Suppression {
  /** Name of the package, or `examples/foundation`, whose code gives the reason. */
  readonly package: string;
  /** Construct path from the outermost construct of that package on, which stands there by its class: `SecureNetwork/Acls`. */
  readonly at: string;
  /** Without the brackets in which cdk-nag names a wildcard, an ARN, a logical id. */
  readonly rule: string;
  readonly reason: string;
}

/** What an app says of itself once it is synthesized. */
export interface SynthesizedApp {
  /** `packages/secure-network/integ/integ.defaults.ts`, `examples/foundation reliable` */
  readonly name: string;
  readonly suppressions: readonly Suppression[];
  /** Acknowledgements, each path and rule once. */
  readonly entries: number;
  readonly resources: number;
  /** What cdk-nag and the readers of templates find and nobody acknowledged; not looked for in examples. */
  readonly findings: readonly string[];
}

/** A program that makes a CDK app. */
export interface AppSource {
  readonly name: string;
  /** From the root of the repository. */
  readonly file: string;
  readonly argument?: string;
  /** Whether it must pass every gate. */
  readonly gated: boolean;
}
