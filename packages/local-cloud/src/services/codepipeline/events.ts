import type { Cloud } from '../../cloud';
import type { ActionExecution, Execution } from './pipeline';

/** State changes as EventBridge carries them (https://docs.aws.amazon.com/codepipeline/latest/userguide/detect-state-changes-cloudwatch-events.html). */
export class PipelineEvents {
  constructor(private readonly cloud: Cloud) {}

  pipeline(execution: Execution, state: string): Promise<void> {
    return this.tell(execution, 'CodePipeline Pipeline Execution State Change', { state, 'execution-trigger': { 'trigger-type': execution.trigger.triggerType, 'trigger-detail': execution.trigger.triggerDetail } });
  }

  stage(execution: Execution, stage: string, state: string): Promise<void> {
    return this.tell(execution, 'CodePipeline Stage Execution State Change', { stage, state });
  }

  action(execution: Execution, { action, stage, id, externalId, error }: ActionExecution, state: string): Promise<void> {
    const { category, owner, provider, version } = action.actionTypeId;
    const result = externalId || error ? { 'execution-result': { 'external-execution-id': externalId, 'error-code': error?.code, 'external-execution-summary': error?.message } } : {};
    return this.tell(execution, 'CodePipeline Action Execution State Change', {
      stage, state, 'action': action.name, 'action-execution-id': id, 'region': execution.pipeline.region, 'type': { category, owner, provider, version }, ...result,
    });
  }

  private tell({ pipeline, id }: Execution, detailType: string, detail: Record<string, unknown>): Promise<void> {
    return this.cloud.events.emit({
      'account': pipeline.account, 'region': pipeline.region, 'source': 'aws.codepipeline', 'detail-type': detailType, 'resources': [pipeline.arn],
      'detail': { 'pipeline': pipeline.structure.name, 'execution-id': id, 'version': pipeline.structure.version, ...detail },
    });
  }
}
