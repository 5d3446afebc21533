import type { CloudFormation } from './cloudformation';
import type { CopySources } from './copy-sources';
import type { ForeignBuckets } from './foreign-buckets';
import type { IdentityPolicies } from './identity-policies';
import type { ObjectKeys } from './keys';
import type { PassedOn } from './passed-on';
import type { Principal } from './principal';
import type { RunnerServices } from './runner-services';
import type { Sessions } from './sessions';
import type { StateMachineApi } from './state-machines';
import type { Sts } from './sts';
import type { Upstream } from './upstream';

/** What the gateway hands requests to. */
export interface GatewayParts {
  readonly upstream: Upstream;
  readonly runnerServices: RunnerServices;
  readonly sts: Sts;
  readonly cloudFormation: CloudFormation;
  readonly stateMachines: StateMachineApi;
  readonly objectKeys: ObjectKeys;
  readonly foreignBuckets: ForeignBuckets;
  readonly copySources: CopySources;
  readonly identities: IdentityPolicies;
  readonly passedOn: PassedOn;
  readonly sessions: Sessions;
  readonly events: { readonly forward: (account: string, region: string, entries: readonly any[]) => Promise<void> };
  readonly partition: string;
  /** The folder of all state, which a message may have to name. */
  readonly root: string;
  readonly principalOf: (accessKeyId: string) => Promise<Principal>;
  readonly log: (line: string) => void;
}
