import { DescribeModelPackageCommand, SageMakerClient } from '@aws-sdk/client-sagemaker';
import type { Life } from '../../life';
import { actionsOf } from '../../pipelines';
import type { Decision } from '../facts/decision';

/** The status that somebody gave a version in the registry. */
export async function versionDecision({ people: { leo } }: Life, arn: string): Promise<Decision> {
  const { ModelApprovalStatus, ApprovalDescription, LastModifiedBy, LastModifiedTime } = await leo.use(SageMakerClient).send(new DescribeModelPackageCommand({ ModelPackageName: arn }));
  return {
    what: 'The status in the registry', where: arn, answer: ModelApprovalStatus ?? '', by: LastModifiedBy?.IamIdentity?.Arn, at: LastModifiedTime?.toISOString(), said: ApprovalDescription,
  };
}

/** What was answered at a gate of the deploy pipeline. */
export async function gateDecision({ deployExecution, people: { leo }, project: { deployPipeline } }: Life, stage: string, what: string): Promise<Decision> {
  const actions = await actionsOf(leo, deployPipeline, deployExecution);
  const gate = actions.find(({ stageName, input }) => stageName === stage && input?.actionTypeId?.category === 'Approval');
  if (!gate) throw new Error(`execution ${deployExecution} of ${deployPipeline} has no approval at ${stage}`);
  return {
    what, where: `${deployPipeline} / ${stage} / ${gate.actionName}`, answer: gate.status === 'Succeeded' ? 'Approved' : gate.status ?? '', by: gate.updatedBy,
    at: gate.lastUpdateTime?.toISOString(), said: gate.output?.executionResult?.externalExecutionSummary,
  };
}
