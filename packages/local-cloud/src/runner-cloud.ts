import type { Cloud, SessionCredentials } from './cloud';
import type { BusPolicies } from './events/bus-policies';
import type { ServiceModels } from './model/service-model';
import type { Environments } from './processes/environments';
import type { ImageRow } from './processes/images';
import type { Processes } from './processes/processes';
import type { Organizations } from './services/organizations/organizations';
import type { StateMachines } from './services/stepfunctions/state-machines';
import type { Spans } from './spans';

/** The cloud as services see it that run processes. */
export interface RunnerCloud extends Cloud {
  readonly environments: Environments;
  readonly processes: Processes;
  readonly busPolicies: BusPolicies;
  readonly images: readonly ImageRow[];
  readonly organizations: Organizations;
  readonly serviceModels: ServiceModels;
  readonly stateMachines: StateMachines;
  /** Tells how long others than the local cloud worked. */
  readonly spans: Spans;
  /** The variables by which the AWS SDKs in a process find this cloud and act as a role. */
  processEnvironment(credentials: SessionCredentials, region: string): Record<string, string>;
}
