import type { RunnerCloud } from '../../../runner-cloud';
import type { SessionCredentials } from '../../../cloud';
import type { ArtifactStore } from '../artifact-store';
import type { Action, ActionExecution, Execution } from '../pipeline';

/** What an action works with. */
export interface ActionContext {
  readonly cloud: RunnerCloud;
  readonly execution: Execution;
  readonly action: Action;
  readonly record: ActionExecution;
  /** With variables resolved. */
  readonly configuration: Readonly<Record<string, string>>;
  /** The action's role, or the pipeline's where it has none. */
  readonly credentials: SessionCredentials;
  readonly artifacts: ArtifactStore;
  readonly signal: AbortSignal;
  /** Remembers what was changed of the record, should the cloud end now. */
  readonly keep: () => void;
}

/** Does the work of an action; returns its output variables. Throws when it fails. */
export type ActionProvider = (context: ActionContext) => Promise<Readonly<Record<string, string>> | void>;
