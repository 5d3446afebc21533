import { Aws, Fn } from 'aws-cdk-lib';
import { type AccountsByRegion, CLARIFY, CODE_ARTIFACT, DEBUGGER, DEEP_LEARNING_CONTAINERS, MODEL_MONITOR, SCIKIT_LEARN } from './accounts-of-aws';

/** A bucket or registry of AWS, or several of one use, as an endpoint's policy lets them be reached. */
export interface OwnedByAws {
  /** What the policy's statement is called. */
  readonly name: string;
  /** The ids of the endpoints by which they are reached. */
  readonly endpoints: readonly string[];
  readonly actions: readonly string[];
  /** Resources without `arn:` and the partition. */
  readonly resources: readonly string[];
  /** Resources that only these partitions have: elsewhere the same name may be anybody's bucket. */
  readonly resourcesIn?: Readonly<Record<string, readonly string[]>>;
  /** Resources in whose name the region's account stands for `ACCOUNT`, and which have no other region's. */
  readonly resourcesOf?: { readonly accounts: AccountsByRegion; readonly resource: string };
  /** Whose the resources must be, where they do not say it. */
  readonly owners?: AccountsByRegion;
  /** Whether requests carry no credentials, or AWS's own: a URL that it signed. */
  readonly anyPrincipal?: boolean;
  /** Pages that name them. */
  readonly sources: readonly string[];
}

const read = (endpoint: string) => ({ endpoints: [endpoint], actions: ['s3:GetObject'] });
const objects = (...buckets: string[]) => buckets.map((bucket) => `s3:::${bucket}/*`);

const IMAGE_PATHS = 'https://docs.aws.amazon.com/sagemaker/latest/dg-ecr-paths/sagemaker-algo-docker-registry-paths.html';
/** AWS's table of what its services own, for those who build a data perimeter. */
const OWNED = 'https://github.com/aws-samples/data-perimeter-policy-examples/blob/main/service_owned_resources.md';

const images = (name: string, owners: AccountsByRegion, source = IMAGE_PATHS): OwnedByAws => ({
  name, owners, sources: [source],
  endpoints: ['EcrApi', 'EcrDocker'], actions: ['ecr:BatchCheckLayerAvailability', 'ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'], resources: [`ecr:${Aws.REGION}:*:repository/*`],
});

const LAYERS = objects(`prod-${Aws.REGION}-starport-layer-bucket`);
const LAYERS_PAGE = 'https://docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html#ecr-minimum-s3-perms';

/** Each by its use. */
export const OWNED_BY_AWS = {
  jobFiles: {
    name: 'ImageLayersAndSageMakerFiles', ...read('S3'), resources: LAYERS, resourcesIn: { aws: objects('sagemaker-sample-files') }, anyPrincipal: true,
    sources: [LAYERS_PAGE, 'https://github.com/aws/amazon-sagemaker-examples'],
  },
  imageLayers: { name: 'ImageLayers', ...read('S3'), resources: LAYERS, anyPrincipal: true, sources: [LAYERS_PAGE] },
  jumpStart: {
    name: 'JumpStartModels', endpoints: ['S3'], actions: ['s3:GetObject', 's3:ListBucket'],
    resources: ['jumpstart-cache-prod', 'jumpstart-private-cache-prod'].flatMap((name) => [`s3:::${name}-${Aws.REGION}`, `s3:::${name}-${Aws.REGION}/*`]),
    sources: ['https://docs.aws.amazon.com/sagemaker/latest/dg/jumpstart-deploy.html', OWNED],
  },
  deepLearningContainers: images('DeepLearningContainers', DEEP_LEARNING_CONTAINERS),
  scikitLearn: images('ScikitLearnAndXgboostImages', SCIKIT_LEARN),
  clarify: images('ClarifyImages', CLARIFY),
  modelMonitor: images('ModelMonitorImages', MODEL_MONITOR, 'https://docs.aws.amazon.com/sagemaker/latest/dg/model-monitor-pre-built-container.html'),
  debugger: images('DebuggerImages', DEBUGGER),
  codeArtifact: {
    name: 'CodeArtifactPackages', ...read('S3'), resources: [], resourcesOf: { accounts: CODE_ARTIFACT, resource: 's3:::assets-ACCOUNT-REGION/*' }, anyPrincipal: true,
    sources: ['https://docs.aws.amazon.com/codeartifact/latest/ug/create-s3-gateway-endpoint.html'],
  },
  ssmAgent: {
    name: 'SsmAgentFiles', ...read('S3'), anyPrincipal: true, sources: ['https://docs.aws.amazon.com/systems-manager/latest/userguide/ssm-agent-technical-details.html', OWNED],
    resources: objects(...['aws-ssm', 'amazon-ssm', 'amazon-ssm-packages', 'aws-ssm-distributor-file', 'aws-ssm-document-attachments', 'patch-baseline-snapshot'].map((name) => `${name}-${Aws.REGION}`), `${Aws.REGION}-birdwatcher-prod`),
  },
  cloudWatchAgent: {
    name: 'CloudWatchAgentFiles', ...read('S3'), resources: objects(`amazoncloudwatch-agent-${Aws.REGION}`), anyPrincipal: true,
    sources: ['https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/download-cloudwatch-agent-commandline.html', OWNED],
  },
  amazonLinux: {
    name: 'AmazonLinuxPackages', ...read('S3'), resources: objects(`al2023-repos-${Aws.REGION}-de612dc2`, `amazonlinux-2-repos-${Aws.REGION}`), anyPrincipal: true,
    sources: ['https://docs.aws.amazon.com/linux/al2023/ug/live-patching.html', OWNED],
  },
  cloudFormationResponses: {
    name: 'CloudFormationResponses', endpoints: ['S3'], actions: ['s3:PutObject'], resources: objects(`cloudformation-custom-resource-response-${Fn.join('', Fn.split('-', Aws.REGION))}`, `cloudformation-waitcondition-${Aws.REGION}`),
    anyPrincipal: true, sources: ['https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/vpc-interface-endpoints.html', OWNED],
  },
} as const satisfies Readonly<Record<string, OwnedByAws>>;
