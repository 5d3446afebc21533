export { BuildTarget, type BuildTargetProps, type ForeignBucket } from './pipeline/build-target';
export { BuildTargetReference, type BuildTargetReferenceProps } from './pipeline/build-target-reference';
export { ModelBuildPipeline, type ModelBuildPipelineProps, type RepositoryContract } from './pipeline/model-build-pipeline';
export { ModelGroup, type ModelGroupProps, type RegistryAccount } from './registry/model-group';
export { BuildSource } from './source/build-source';
