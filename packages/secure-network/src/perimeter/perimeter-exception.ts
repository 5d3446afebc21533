import { Aws, Token } from 'aws-cdk-lib';
import { AnyPrincipal, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { AccountsByRegion } from '../private/perimeter/accounts-of-aws';
import { exceptionProblems } from '../private/perimeter/exception-problems';
import { OWNED_BY_AWS, type OwnedByAws } from '../private/perimeter/owned-by-aws';
import { partitionOf } from '../private/partition-of';
import type { Problem } from '../private/validation-error';

/** What else may be reached by an endpoint. */
export interface PerimeterExceptionProps {
  /** What the policy's statement is called: letters and digits, `PartnerData`. */
  readonly name: string;
  /** The ids of the endpoints by which it is reached: `S3`, `DynamoDb`, or those of entries in the catalogue, such as `EcrApi`. */
  readonly endpoints: string[];
  /** What may be done, by name: `s3:GetObject`. */
  readonly actions: string[];
  /** ARNs of the resources; a bucket by its whole name. */
  readonly resources: string[];
  /** Who says that they are whose they should be: the address of a page. */
  readonly source: string;
  /**
   * 12-digit ids of the accounts that own the resources. A bucket's name tells of no owner: whoever is first has it.
   * @default - whoever does
   */
  readonly owners?: string[];
  /**
   * Whether requests may carry other credentials than those of trusted principals, or none.
   * @default false
   */
  readonly anyPrincipal?: boolean;
}

/**
 * Resources outside of a perimeter that may be reached through an endpoint all the same: those of AWS that its services and agents fetch, each with the page that names
 * it, and others of your own choice.
 *
 * SageMaker pulls its own images for training, processing and endpoints with credentials of its own, by no endpoint of yours
 * (https://docs.aws.amazon.com/sagemaker/latest/dg-ecr-paths/sagemaker-algo-docker-registry-paths.html): the images here are for those who pull them themselves, in a notebook or a build.
 * @example
 * new DataPerimeter({ trustedAccounts: ['111111111111'], exceptions: [PerimeterException.JOB_FILES, PerimeterException.JUMP_START] });
 */
export class PerimeterException {
  /** What every job needs: image layers of ECR; and the sample files of SageMaker, in the partition `aws`, which has them. Read only. */
  static readonly JOB_FILES = new PerimeterException(OWNED_BY_AWS.jobFiles);

  /** Image layers of ECR alone. */
  static readonly IMAGE_LAYERS = new PerimeterException(OWNED_BY_AWS.imageLayers);

  /** Models and scripts of SageMaker JumpStart, those behind an agreement included. */
  static readonly JUMP_START = new PerimeterException(OWNED_BY_AWS.jumpStart);

  /** Deep Learning Containers: PyTorch, TensorFlow, Hugging Face. */
  static readonly DEEP_LEARNING_CONTAINERS = new PerimeterException(OWNED_BY_AWS.deepLearningContainers);

  /** SageMaker's images of scikit-learn and XGBoost. */
  static readonly SCIKIT_LEARN = new PerimeterException(OWNED_BY_AWS.scikitLearn);

  /** The image of SageMaker Clarify. */
  static readonly CLARIFY = new PerimeterException(OWNED_BY_AWS.clarify);

  /** The image of SageMaker Model Monitor. */
  static readonly MODEL_MONITOR = new PerimeterException(OWNED_BY_AWS.modelMonitor);

  /** The image of SageMaker Debugger's rules. */
  static readonly DEBUGGER = new PerimeterException(OWNED_BY_AWS.debugger);

  /** Packages of CodeArtifact, other than Python's, which its own endpoint hands out. */
  static readonly CODE_ARTIFACT = new PerimeterException(OWNED_BY_AWS.codeArtifact);

  /** What the agent of Systems Manager downloads on Linux: itself, packages, patch baselines. */
  static readonly SSM_AGENT = new PerimeterException(OWNED_BY_AWS.ssmAgent);

  /** The agent of CloudWatch. */
  static readonly CLOUD_WATCH_AGENT = new PerimeterException(OWNED_BY_AWS.cloudWatchAgent);

  /** Packages of Amazon Linux 2 and 2023. */
  static readonly AMAZON_LINUX = new PerimeterException(OWNED_BY_AWS.amazonLinux);

  /** Answers of custom resources whose function runs in the network. The one exception that writes, to addresses that CloudFormation signed. */
  static readonly CLOUD_FORMATION_RESPONSES = new PerimeterException(OWNED_BY_AWS.cloudFormationResponses);

  /** Resources of your own choice. Whoever reads from a stranger's bucket tells it the names that are asked for: name `owners` where you can. */
  static of(props: PerimeterExceptionProps): PerimeterException {
    const { name, endpoints, actions, resources, source, anyPrincipal } = props;
    return new PerimeterException({ name, endpoints, actions, resources, anyPrincipal, sources: [source] }, props);
  }

  /** What the policy's statement is called. */
  readonly name: string;
  /** The ids of the endpoints by which the resources are reached. */
  readonly endpoints: string[];
  /** The pages that name the resources. */
  readonly sources: string[];

  private constructor(private readonly owned: OwnedByAws, private readonly given?: PerimeterExceptionProps) {
    this.name = owned.name;
    this.endpoints = [...owned.endpoints];
    this.sources = [...owned.sources];
  }

  /** @internal */
  _problems(prop: string, region: string, endpoints: ReadonlySet<string>): Problem[] {
    if (this.given) return exceptionProblems(prop, this.given, endpoints);
    const accounts = this.owned.owners ?? this.owned.resourcesOf?.accounts;
    if (!accounts || Token.isUnresolved(region) || region in accounts) return [];
    return [{ prop, value: this.name, rule: `AWS has none in the region ${region} (${this.sources[0]})`, remedy: 'Leave it out there' }];
  }

  /**
   * @param region of the endpoint; of one that is not known yet every region's resources are meant
   * @param trusted conditions on who asks, each enough by itself
   * @internal
   */
  _statements(region: string, trusted: readonly { readonly name: string; readonly condition: Record<string, unknown> }[]): PolicyStatement[] {
    const { name, actions, anyPrincipal } = this.owned;
    const resources = this.resourcesIn(region);
    const owners = this.given?.owners ?? (this.owned.owners ? accountsIn(this.owned.owners, region) : undefined);
    const owner = owners ? { 'aws:ResourceAccount': owners } : {};
    const who = anyPrincipal ? [{ sid: name, condition: {} }] : trusted.map((one) => ({ sid: `${one.name}To${name}`, condition: one.condition }));
    return who.map(({ sid, condition }) => {
      const wanted = { ...condition, ...owner };
      return new PolicyStatement({ sid, principals: [new AnyPrincipal()], actions: [...actions], resources, conditions: Object.keys(wanted).length > 0 ? { StringEquals: wanted } : undefined });
    });
  }

  private resourcesIn(region: string): string[] {
    const { resources, resourcesIn = {}, resourcesOf } = this.owned;
    if (this.given) return [...resources];
    const partition = partitionOf(region);
    const only = Object.entries(resourcesIn).filter(([one]) => partition === undefined || one === partition).flatMap(([, some]) => some);
    const named = resourcesOf ? Object.entries(resourcesOf.accounts).filter(([one]) => Token.isUnresolved(region) || one === region).map(([one, account]) => resourcesOf.resource.replace('ACCOUNT', account).replace('REGION', one)) : [];
    return [...resources, ...only, ...named].map((resource) => `arn:${Aws.PARTITION}:${resource}`);
  }
}

/** Each once: of the region, or of all where it is not known yet. */
function accountsIn(owners: AccountsByRegion, region: string): string[] {
  const accounts = Object.entries(owners).filter(([one]) => Token.isUnresolved(region) || one === region).map(([, account]) => account);
  return [...new Set(accounts)].sort();
}
