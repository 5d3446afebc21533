declare const boundary: iam.IManagedPolicy;
declare const assetBucket: s3.IBucket;
declare const launchRole: LaunchRole;
declare const lead: iam.IRole;
declare const seeds: SeedCode;
declare const buildTarget: import('@mlops-foundation/model-build-pipeline').BuildTargetReference;
declare const preProd: import('@mlops-foundation/model-deploy-pipeline').DeploymentTargetReference;
declare const prod: import('@mlops-foundation/model-deploy-pipeline').DeploymentTargetReference;
