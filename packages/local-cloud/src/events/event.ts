/** An event as EventBridge delivers it (https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-events-structure.html). */
export interface AwsEvent {
  readonly 'version': '0';
  readonly 'id': string;
  readonly 'account': string;
  readonly 'region': string;
  /** ISO 8601, UTC, seconds. */
  readonly 'time': string;
  readonly 'source': string;
  readonly 'detail-type': string;
  readonly 'resources': readonly string[];
  readonly 'detail': Record<string, unknown>;
}

/** Delivers an event to the rules of a bus, and to whatever their targets are, in this account or another. */
export interface EventSink {
  /** Returns when every matching target has been handed the event. A target that fails is logged and does not stop the others. */
  emit(event: Pick<AwsEvent, 'account' | 'region' | 'source' | 'detail-type' | 'resources' | 'detail'>, bus?: string): Promise<void>;
}

/** What a rule's target of a runner service does: registered by target ARN service (`codepipeline`, `codebuild`, `sagemaker`). */
export interface EventTarget {
  /** @param roleArn the role EventBridge assumes for this target */
  deliver(targetArn: string, input: string, roleArn: string | undefined, target: unknown): Promise<void>;
}
