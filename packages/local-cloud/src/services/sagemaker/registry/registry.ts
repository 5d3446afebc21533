import * as path from 'node:path';
import type { Cloud } from '../../../cloud';
import { rolesPassedBy } from '../../../gateway/passed-roles';
import { Records } from '../../records';
import { type AccessRequest, AwsError, type CallContext, type Operation, type ResourceHandler } from '../../service';
import { Collection, listed, type Place, placed } from '../collection';

interface Group {
  readonly name: string;
  readonly arn: string;
  readonly description?: string;
  readonly created: Date;
  readonly versions: Version[];
  /** The number of the newest version there ever was: numbers are not used again. */
  counted: number;
  readonly tags: { Key: string; Value: string }[];
  policy?: string;
}

/** A version of a model, in the words of DescribeModelPackage. */
export interface Version {
  readonly ModelPackageArn: string;
  readonly ModelPackageGroupName: string;
  readonly ModelPackageVersion: number;
  readonly CreationTime: Date;
  readonly ModelPackageStatus: 'Completed';
  ModelApprovalStatus: string;
  [member: string]: unknown;
}

/** The model registry: groups, versions and who may do what with them. */
export class Registry {
  private readonly groups: Collection<Group>;
  private readonly versions: Records<Version>;

  /** @param folder what it remembers over a restart */
  constructor(private readonly cloud: Cloud, folder: string) {
    this.groups = new Collection<Group>('model package group', 'model-package-group', folder, { versions: () => [] });
    this.versions = new Records(path.join(folder, 'model-package'));
    for (const version of this.versions.values()) this.groups.find(place(version.ModelPackageArn), version.ModelPackageGroupName)?.versions.push(version);
  }

  /** @throws AwsError ValidationException */
  version(arn: string): Version {
    const [, partition, , region, account, resource] = arn.split(':');
    const [, group, number] = /^model-package\/(.+)\/(\d+)$/.exec(resource ?? '') ?? [];
    const found = group && this.groups.find({ account, region }, group)?.versions.find(({ ModelPackageVersion }) => ModelPackageVersion === Number(number));
    if (!found) throw new AwsError('ValidationException', `ModelPackage ${arn || partition} does not exist.`);
    return found;
  }

  /** What has to be allowed on a version, its group's policy included. */
  accessToVersion(action: string, arn: string, context?: AccessRequest['context']): AccessRequest {
    const [, , , region, account, resource = ''] = arn.split(':');
    const group = resource.split('/').slice(1, -1).join('/');
    return { action, resource: arn, context, resourcePolicy: this.groups.find({ account, region }, group)?.policy };
  }

  get operations(): Record<string, Operation> {
    return {
      CreateModelPackageGroup: {
        access: ({ ModelPackageGroupName }, context) => [{ action: 'sagemaker:CreateModelPackageGroup', resource: this.groups.arn(context, ModelPackageGroupName) }],
        run: async (input, context) => ({ ModelPackageGroupArn: this.createGroup(input, context).arn }),
      },
      DescribeModelPackageGroup: {
        access: (input, context) => [this.accessToGroup('DescribeModelPackageGroup', input.ModelPackageGroupName, context)],
        run: async (input, context) => {
          const group = this.group(input.ModelPackageGroupName, context);
          return {
            ModelPackageGroupName: group.name, ModelPackageGroupArn: group.arn, ModelPackageGroupDescription: group.description, CreationTime: group.created, ModelPackageGroupStatus: 'Completed', CreatedBy: {},
          };
        },
      },
      ListModelPackageGroups: {
        access: () => [{ action: 'sagemaker:ListModelPackageGroups', resource: '*' }],
        run: async (input, context) => ({
          ModelPackageGroupSummaryList: listed(this.groups.list(context), ({ created }) => created, input)
            .map(({ name, arn, created, description }) => ({ ModelPackageGroupName: name, ModelPackageGroupArn: arn, CreationTime: created, ModelPackageGroupDescription: description, ModelPackageGroupStatus: 'Completed' })),
        }),
      },
      DeleteModelPackageGroup: {
        access: (input, context) => [this.accessToGroup('DeleteModelPackageGroup', input.ModelPackageGroupName, context)],
        run: async (input, context) => this.deleteGroup(input.ModelPackageGroupName, context),
      },
      PutModelPackageGroupPolicy: {
        access: (input, context) => [this.accessToGroup('PutModelPackageGroupPolicy', input.ModelPackageGroupName, context)],
        run: async (input, context) => {
          const group = this.group(input.ModelPackageGroupName, context);
          group.policy = input.ResourcePolicy;
          this.keep(group);
          return { ModelPackageGroupArn: group.arn };
        },
      },
      GetModelPackageGroupPolicy: {
        access: (input, context) => [this.accessToGroup('GetModelPackageGroupPolicy', input.ModelPackageGroupName, context)],
        run: async (input, context) => {
          const { policy, arn } = this.group(input.ModelPackageGroupName, context);
          if (!policy) throw new AwsError('ValidationException', `Cannot find resource policy for: ${arn}`);
          return { ResourcePolicy: policy };
        },
      },
      CreateModelPackage: {
        access: (input, context) => this.accessToCreate(input, context),
        run: async (input, context) => ({ ModelPackageArn: (await this.createVersion(input, context)).ModelPackageArn }),
        differs: 'needs ModelPackageGroupName; validation, scanning and life cycles have no effect.',
      },
      DescribeModelPackage: {
        access: ({ ModelPackageName }) => [this.accessToVersion('sagemaker:DescribeModelPackage', ModelPackageName)],
        run: async ({ ModelPackageName }) => this.version(ModelPackageName),
      },
      UpdateModelPackage: {
        access: ({ ModelPackageArn, ModelApprovalStatus }) =>
          [this.accessToVersion('sagemaker:UpdateModelPackage', ModelPackageArn, ModelApprovalStatus ? { 'sagemaker:ModelApprovalStatus': ModelApprovalStatus } : undefined)],
        run: async (input, context) => ({ ModelPackageArn: (await this.updateVersion(input, context)).ModelPackageArn }),
      },
      DeleteModelPackage: {
        access: ({ ModelPackageName }) => [this.accessToVersion('sagemaker:DeleteModelPackage', ModelPackageName)],
        run: async ({ ModelPackageName }, context) => {
          const version = this.version(ModelPackageName);
          const { versions } = this.group(version.ModelPackageGroupName, { ...context, ...place(ModelPackageName) });
          versions.splice(versions.indexOf(version), 1);
          this.versions.delete(ModelPackageName);
        },
      },
      ListModelPackages: {
        access: (input, context) => (input.ModelPackageGroupName
          ? [this.accessToGroup('ListModelPackages', input.ModelPackageGroupName, context)] : [{ action: 'sagemaker:ListModelPackages', resource: '*' }]),
        run: async (input, context) => {
          const versions = input.ModelPackageGroupName ? this.group(input.ModelPackageGroupName, context).versions : [];
          const wanted = versions.filter(({ ModelApprovalStatus }) => !input.ModelApprovalStatus || input.ModelApprovalStatus === ModelApprovalStatus);
          return { ModelPackageSummaryList: listed(wanted, ({ CreationTime }) => CreationTime, input) };
        },
      },
    };
  }

  get resourceTypes(): Record<string, ResourceHandler> {
    const result = (group: Group) => ({ physicalId: group.arn, attributes: { ModelPackageGroupArn: group.arn, CreationTime: group.created.toISOString(), ModelPackageGroupStatus: 'Completed' } });
    const policyOf = ({ ModelPackageGroupPolicy: policy }: any) => (typeof policy === 'object' ? JSON.stringify(policy) : policy);
    return {
      'AWS::SageMaker::ModelPackageGroup': {
        create: async (properties, context) => {
          const group = this.createGroup(properties, context);
          group.policy = policyOf(properties);
          this.keep(group);
          return result(group);
        },
        update: async (arn, properties, old, context) => {
          if (properties.ModelPackageGroupName !== old.ModelPackageGroupName) throw new AwsError('ValidationException', 'a model package group cannot be renamed: its versions would be lost');
          const group = this.group(arn, context);
          group.policy = policyOf(properties);
          this.keep(group);
          return result(group);
        },
        delete: async (arn, _, context) => this.deleteGroup(arn, context),
      },
    };
  }

  private group(nameOrArn: string, context: Place): Group {
    const at = placed(nameOrArn, context);
    return this.groups.get(at, at.name);
  }

  private keep(group: Group): void {
    this.groups.save(place(group.arn), group);
  }

  private createGroup({ ModelPackageGroupName, ModelPackageGroupDescription, Tags = [] }: any, context: Place): Group {
    return this.groups.add(context, {
      name: ModelPackageGroupName, arn: this.groups.arn(context, ModelPackageGroupName), description: ModelPackageGroupDescription, created: new Date(), versions: [], counted: 0, tags: Tags,
    });
  }

  private deleteGroup(nameOrArn: string, context: Place): void {
    const group = this.group(nameOrArn, context);
    if (group.versions.length > 0) throw new AwsError('ConflictException', `Model package group ${group.arn} has ${group.versions.length} version(s): delete them first`);
    this.groups.delete(placed(nameOrArn, context), group.name);
  }

  private accessToGroup(action: string, nameOrArn: string, context: CallContext): AccessRequest {
    const at = placed(nameOrArn, context);
    return { action: `sagemaker:${action}`, resource: this.groups.arn(at, at.name), resourcePolicy: this.groups.find(at, at.name)?.policy };
  }

  /** `sagemaker:ModelApprovalStatus` and the ARN a version will have: https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsagemaker.html */
  private accessToCreate(input: any, context: CallContext): AccessRequest[] {
    const roles = rolesPassedBy('sagemaker:CreateModelPackage', input, context);
    const status = { 'sagemaker:ModelApprovalStatus': input.ModelApprovalStatus ?? 'PendingManualApproval' };
    if (!input.ModelPackageGroupName) return [{ action: 'sagemaker:CreateModelPackage', resource: `arn:${context.partition}:sagemaker:${context.region}:${context.account}:model-package/${input.ModelPackageName ?? '*'}`, context: status }, ...roles];
    const at = placed(input.ModelPackageGroupName, context);
    const group = this.groups.find(at, at.name);
    const next = (group?.counted ?? 0) + 1;
    const resource = `arn:${at.partition}:sagemaker:${at.region}:${at.account}:model-package/${at.name}/${next}`;
    return [{ action: 'sagemaker:CreateModelPackage', resource, context: status, resourcePolicy: group?.policy }, ...roles];
  }

  private async createVersion(input: any, context: CallContext): Promise<Version> {
    if (!input.ModelPackageGroupName) throw new AwsError('ValidationException', 'local-cloud: a model package without a group is not in the table of what runs: give ModelPackageGroupName');
    const at = placed(input.ModelPackageGroupName, context);
    const group = this.group(input.ModelPackageGroupName, context);
    const number = ++group.counted;
    const { Tags: _, ...described } = input;
    const version: Version = {
      ...described,
      ModelPackageArn: `arn:${at.partition}:sagemaker:${at.region}:${at.account}:model-package/${group.name}/${number}`,
      ModelPackageGroupName: group.name, ModelPackageVersion: number, CreationTime: new Date(), ModelPackageStatus: 'Completed', ModelPackageStatusDetails: { ValidationStatuses: [], ImageScanStatuses: [] },
      ModelApprovalStatus: input.ModelApprovalStatus ?? 'PendingManualApproval',
      CreatedBy: { UserProfileArn: undefined, IamIdentity: { Arn: context.principal.arn, PrincipalId: context.principal.sessionName } },
    };
    this.keep(group);
    group.versions.push(this.versions.set(version.ModelPackageArn, version));
    await this.tell(version, []);
    return version;
  }

  private async updateVersion({ ModelPackageArn, ...changes }: any, context: CallContext): Promise<Version> {
    const version = this.version(ModelPackageArn);
    const changed = Object.keys(changes).filter((name) => JSON.stringify(changes[name]) !== JSON.stringify(version[name]));
    Object.assign(version, changes, { LastModifiedTime: new Date(), LastModifiedBy: { IamIdentity: { Arn: context.principal.arn, PrincipalId: context.principal.sessionName } } });
    this.versions.save(ModelPackageArn);
    if (changed.length > 0) await this.tell(version, changed);
    return version;
  }

  /** https://docs.aws.amazon.com/sagemaker/latest/dg/automating-sagemaker-with-eventbridge.html#eventbridge-model-package */
  private async tell(version: Version, updated: readonly string[]): Promise<void> {
    const [, , , region, account] = version.ModelPackageArn.split(':');
    await this.cloud.events.emit({
      account, region, 'source': 'aws.sagemaker', 'detail-type': 'SageMaker Model Package State Change', 'resources': [version.ModelPackageArn],
      'detail': {
        ModelPackageGroupName: version.ModelPackageGroupName, ModelPackageName: `${version.ModelPackageGroupName}/${version.ModelPackageVersion}`, ModelPackageArn: version.ModelPackageArn,
        ModelPackageVersion: version.ModelPackageVersion, ModelPackageStatus: version.ModelPackageStatus, ModelApprovalStatus: version.ModelApprovalStatus,
        CreationTime: version.CreationTime.toISOString(), UpdatedModelPackageFields: updated,
      },
    });
  }
}

function place(arn: string): Pick<Place, 'account' | 'region'> {
  const [, , , region, account] = arn.split(':');
  return { account, region };
}
