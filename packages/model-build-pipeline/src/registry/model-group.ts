import { Aws } from 'aws-cdk-lib';
import { AccountPrincipal, Effect, PolicyDocument, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { CfnModelPackageGroup } from 'aws-cdk-lib/aws-sagemaker';
import { Construct } from 'constructs';
import { roleArn } from '../private/arns';
import { modelGroupProblems } from '../private/build-problems';
import { ValidationError } from '../private/validation-error';

/** Roles of another account that a model group lets in. */
export interface RegistryAccount {
  /** Its 12-digit id. */
  readonly account: string;
  /** Names of the roles; `*` stands for any characters. */
  readonly roleNames: string[];
}

/** Props of a model group. */
export interface ModelGroupProps {
  /** The group's name, at most 63 characters; other accounts must know it. */
  readonly modelGroupName: string;
  /** Who registers versions from another account: always as `PendingManualApproval`. */
  readonly writers: RegistryAccount[];
  /** Who reads versions and makes models of them in another account, which SageMaker allows for approved ones only. They may not change them. */
  readonly readers: RegistryAccount[];
}

/**
 * A model package group of the registry: the accounts that train register versions, which wait for approval; the accounts that serve read them and change nothing
 * (https://docs.aws.amazon.com/sagemaker/latest/dg/model-registry-deploy-xaccount.html; that page also grants UpdateModelPackage, which would be an approval, and the listing of versions, which nobody needs who is handed an approved one: they are left out).
 * @example
 * new ModelGroup(this, 'Models', { modelGroupName: 'credit', writers: [{ account: '444444444444', roleNames: ['training'] }], readers: [] });
 */
export class ModelGroup extends Construct {
  /** The group's ARN. */
  readonly modelGroupArn: string;
  /** The group's name. */
  readonly modelGroupName: string;

  constructor(scope: Construct, id: string, props: ModelGroupProps) {
    super(scope, id);
    ValidationError.throwIfAny(this, modelGroupProblems(props));
    this.modelGroupName = props.modelGroupName;
    this.modelGroupArn = `arn:${Aws.PARTITION}:sagemaker:${Aws.REGION}:${Aws.ACCOUNT_ID}:model-package-group/${props.modelGroupName}`;
    const versions = `arn:${Aws.PARTITION}:sagemaker:${Aws.REGION}:${Aws.ACCOUNT_ID}:model-package/${props.modelGroupName}/*`;
    new CfnModelPackageGroup(this, 'Group', {
      modelPackageGroupName: props.modelGroupName,
      modelPackageGroupPolicy: new PolicyDocument({
        statements: [...props.writers.flatMap((writer) => this.letWrite(writer, versions)), ...props.readers.map((reader) => this.letRead(reader, versions))],
      }),
    });
  }

  private letWrite(writer: RegistryAccount, versions: string): PolicyStatement[] {
    return [
      new PolicyStatement({ ...this.roles(writer), sid: `Find${writer.account}`, actions: ['sagemaker:DescribeModelPackageGroup'], resources: [this.modelGroupArn] }),
      new PolicyStatement({
        sid: `Register${writer.account}`, effect: Effect.ALLOW, principals: [new AccountPrincipal(writer.account)], actions: ['sagemaker:CreateModelPackage'], resources: [versions],
        conditions: { ArnLike: arnLike(writer), StringEquals: { 'sagemaker:ModelApprovalStatus': 'PendingManualApproval' } },
      }),
    ];
  }

  private letRead(reader: RegistryAccount, versions: string): PolicyStatement {
    return new PolicyStatement({ ...this.roles(reader), sid: `Read${reader.account}`, actions: ['sagemaker:DescribeModelPackage', 'sagemaker:CreateModel'], resources: [versions] });
  }

  private roles(who: RegistryAccount) {
    return { effect: Effect.ALLOW, principals: [new AccountPrincipal(who.account)], conditions: { ArnLike: arnLike(who) } };
  }
}

const arnLike = ({ account, roleNames }: RegistryAccount) => ({ 'aws:PrincipalArn': roleNames.map((name) => roleArn(account, name)) });
