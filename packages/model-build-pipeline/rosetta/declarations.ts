declare const dataBucket: s3.IBucket;
declare const modelStore: ForeignBucket;
declare const source: BuildSource;
declare const target: BuildTargetReference;
declare const modelGroup: ModelGroup;
declare const contract: RepositoryContract;
