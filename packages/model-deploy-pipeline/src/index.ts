export { ApprovalGate, type ApprovalGateProps } from './pipeline/approval-gate';
export type { DeploymentStage } from './pipeline/deployment-stage';
export { DeploymentTarget, type DeploymentTargetProps, type ModelStore } from './pipeline/deployment-target';
export { DeploymentTargetReference, type DeploymentTargetReferenceProps } from './pipeline/deployment-target-reference';
export { ModelDeployPipeline, type ModelDeployPipelineProps } from './pipeline/model-deploy-pipeline';
export { type ModelGroupAttributes, ModelGroupSource } from './pipeline/model-group-source';
export { PromotionTrigger } from './pipeline/promotion-trigger';
export { ModelEndpoint, type ModelEndpointProps } from './serving/model-endpoint';
export { TestSuite, type TestSuiteProps } from './testing/test-suite';
