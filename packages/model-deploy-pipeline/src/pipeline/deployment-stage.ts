import type { TestSuite } from '../testing/test-suite';
import type { ApprovalGate } from './approval-gate';
import type { DeploymentTargetReference } from './deployment-target-reference';

/** One environment that a model is promoted to. */
export interface DeploymentStage {
  /** The stage's name in the pipeline: `PreProd`. */
  readonly name: string;
  /** The configuration of the deployment repository that applies: `staging` or `prod`, a folder of `inference_config/`. */
  readonly configuration: string;
  /** The account. */
  readonly target: DeploymentTargetReference;
  /**
   * Who is asked before.
   * @default - nobody
   */
  readonly gate?: ApprovalGate;
  /**
   * What is tested there after the deployment.
   * @default - nothing
   */
  readonly tests?: TestSuite;
}
