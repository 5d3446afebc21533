import { Aws, RemovalPolicy, Stack, Tags } from 'aws-cdk-lib';
import { ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { type IKey, Key } from 'aws-cdk-lib/aws-kms';
import { StringParameter } from 'aws-cdk-lib/aws-ssm';
import { Construct } from 'constructs';
import type { IPermissionsBoundary } from '../people/i-permissions-boundary';
import { PermissionsBoundary } from '../people/permissions-boundary';
import { parameterName, TAGS, teamPrefix } from '../private/contract';
import { pathProblem } from '../private/parameter-problems';
import { ValidationError } from '../private/validation-error';
import type { AccountPurpose } from '../topology/account-purpose';
import { MlDataBucket } from './ml-data-bucket';

/** Props of an account's baseline. */
export interface AccountBaselineProps {
  /** The team that the account belongs to. */
  readonly team: string;
  /** What the account is for. */
  readonly purpose: AccountPurpose;
  /**
   * The limit of everything that people and projects of the team may do here, where the account has one: `PermissionsBoundary.fromPolicyName`.
   * @default - a PermissionsBoundary of the team is made
   */
  readonly boundary?: IPermissionsBoundary;
  /**
   * What happens to key and bucket when the stack goes.
   * @default RemovalPolicy.RETAIN
   */
  readonly removalPolicy?: RemovalPolicy;
}

/**
 * What every account of a team starts with: a key, the data bucket, a permissions boundary, and the SSM parameters by which what is not CDK finds them.
 * @example
 * const baseline = new AccountBaseline(this, 'Baseline', { team: 'credit', purpose: AccountPurpose.DEV });
 */
export class AccountBaseline extends Construct {
  /** The customer-managed key of the account's data. */
  readonly key: IKey;
  /** The bucket of the account's data. */
  readonly dataBucket: MlDataBucket;
  /** The limit of everything that people and projects of the team may do here. */
  readonly boundary: IPermissionsBoundary;
  private readonly team: string;

  constructor(scope: Construct, id: string, props: AccountBaselineProps) {
    super(scope, id);
    this.team = props.team;
    const removalPolicy = props.removalPolicy ?? RemovalPolicy.RETAIN;
    this.key = this.createKey(removalPolicy);
    this.dataBucket = new MlDataBucket(this, 'Data', { team: props.team, purpose: props.purpose, encryptionKey: this.key, removalPolicy });
    this.boundary = props.boundary ?? new PermissionsBoundary(this, 'Boundary', { team: props.team });
    this.publish('key-arn', this.key.keyArn);
    this.publish('data-bucket', this.dataBucket.bucket.bucketName);
    this.publish('boundary-arn', this.boundary.policy.managedPolicyArn);
    Tags.of(this).add(TAGS.team, props.team);
    Tags.of(this).add(TAGS.purpose, props.purpose);
  }

  /**
   * Publishes a value under `/mlops/<team>/<path>`: the interface for what is not CDK.
   * @param path `network/vpc-id`
   * @param value the value
   */
  publish(path: string, value: string): void {
    ValidationError.throwIfAny(this, [pathProblem(path)]);
    const id = path.split(/[/-]/).map((part) => part[0].toUpperCase() + part.slice(1)).join('');
    new StringParameter(this, `${id}Parameter`, { parameterName: parameterName(this.team, path), stringValue: value });
  }

  private createKey(removalPolicy: RemovalPolicy): Key {
    const key = new Key(this, 'Key', { alias: teamPrefix(this.team), description: `Data of team ${this.team}`, enableKeyRotation: true, removalPolicy });
    // CloudWatch Logs uses a key only if its policy says so: https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html
    // China's domain is in its services' regional names: https://docs.amazonaws.cn/en_us/IAM/latest/UserGuide/reference_policies_elements_principal.html#principal-services
    const domain = Stack.of(this).region.startsWith('cn-') ? 'amazonaws.com.cn' : 'amazonaws.com';
    key.grantEncryptDecrypt(new ServicePrincipal(`logs.${Aws.REGION}.${domain}`, {
      conditions: { ArnLike: { 'kms:EncryptionContext:aws:logs:arn': `arn:${Aws.PARTITION}:logs:${Aws.REGION}:${Aws.ACCOUNT_ID}:*` } },
    }));
    return key;
  }
}
