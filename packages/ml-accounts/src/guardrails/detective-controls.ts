import { type IRuleTarget, Rule } from 'aws-cdk-lib/aws-events';
import { Construct } from 'constructs';
import { detectiveControlsProblems } from '../private/detective-controls-problems';
import { ValidationError } from '../private/validation-error';
import { DetectiveControl } from './detective-control';

/** Props of detective controls. */
export interface DetectiveControlsProps {
  /** Who hears of it: a topic, a queue, a function, a bus of the security account. One to five, the most that a rule has. */
  readonly targets: IRuleTarget[];
  /**
   * What they hear of, each once.
   * @default [DetectiveControl.JOBS_IN_NETWORK, DetectiveControl.NO_DIRECT_INTERNET, DetectiveControl.ENCRYPTED_VOLUMES]
   */
  readonly controls?: DetectiveControl[];
}

/**
 * Tells of what preventive controls did not prevent in an account and region: a rule of EventBridge for each control, over the calls of SageMaker that CloudTrail records. The account needs a trail
 * that logs management events (https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-service-event-cloudtrail.html); what AWS delivers so, it delivers as well as it can, not for certain.
 * @example
 * new DetectiveControls(this, 'Detective', { targets: [target] });
 */
export class DetectiveControls extends Construct {
  /** The rules, in the order of the controls. */
  readonly rules: Rule[];

  constructor(scope: Construct, id: string, props: DetectiveControlsProps) {
    super(scope, id);
    const { targets, controls = [DetectiveControl.JOBS_IN_NETWORK, DetectiveControl.NO_DIRECT_INTERNET, DetectiveControl.ENCRYPTED_VOLUMES] } = props;
    ValidationError.throwIfAny(this, detectiveControlsProblems(targets, controls.map(({ name }) => name)));
    this.rules = controls.map(({ name, description, _pattern }) => new Rule(this, name, { description, eventPattern: _pattern, targets }));
  }
}
