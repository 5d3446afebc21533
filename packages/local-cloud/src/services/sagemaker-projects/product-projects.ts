import type { Cloud } from '../../cloud';
import { type AccessRequest, AwsError, type CallContext, type Service } from '../service';
import type { Parameter, ProductProvisioning, Project } from './model';

/**
 * Projects from a Service Catalog product. SageMaker asks Service Catalog in the caller's name: the caller needs the rights to the product and a portfolio
 * that lets them in (https://docs.aws.amazon.com/sagemaker/latest/dg/sagemaker-projects-studio-updates.html).
 */
export class ProductProjects {
  constructor(private readonly cloud: Cloud) {}

  /** What the caller needs besides the right to the project. */
  async access(operation: 'ProvisionProduct' | 'UpdateProvisionedProduct' | 'TerminateProvisionedProduct', input: object, context: CallContext): Promise<AccessRequest[]> {
    return this.catalog().operations[operation].access(input, context);
  }

  async create(project: Pick<Project, 'ProjectName' | 'ProjectId' | 'Tags'>, details: any, context: CallContext): Promise<ProductProvisioning> {
    const { ProductId, PathId, ProvisioningParameters = [] } = details;
    const ProvisioningArtifactId = details.ProvisioningArtifactId ?? (await this.newestArtifact(ProductId, context));
    const { RecordDetail } = await this.run('ProvisionProduct', {
      ProductId, PathId, ProvisioningArtifactId, ProvisionedProductName: `${project.ProjectName}-${project.ProjectId}`,
      ProvisioningParameters: withProject(ProvisioningParameters, project), Tags: withProjectTags(project), ProvisionToken: project.ProjectId,
    }, context);
    return { ProductId, PathId, ProvisioningArtifactId, ProvisioningParameters, ProvisionedProductId: RecordDetail.ProvisionedProductId, recordId: RecordDetail.RecordId };
  }

  async update(project: Project, product: ProductProvisioning, details: any, context: CallContext): Promise<void> {
    const ProvisioningArtifactId = details?.ProvisioningArtifactId ?? product.ProvisioningArtifactId;
    const ProvisioningParameters: readonly Parameter[] = details?.ProvisioningParameters ?? product.ProvisioningParameters;
    const { RecordDetail } = await this.run('UpdateProvisionedProduct', {
      ProvisionedProductId: product.ProvisionedProductId, ProductId: product.ProductId, ProvisioningArtifactId,
      ProvisioningParameters: withProject(ProvisioningParameters, project), UpdateToken: `${project.ProjectId}-${Date.now()}`,
    }, context);
    Object.assign(product, { ProvisioningArtifactId, ProvisioningParameters, recordId: RecordDetail.RecordId });
  }

  async delete(product: ProductProvisioning, context: CallContext): Promise<void> {
    const { RecordDetail } = await this.run('TerminateProvisionedProduct', { ProvisionedProductId: product.ProvisionedProductId, TerminateToken: product.recordId }, context);
    product.recordId = RecordDetail.RecordId;
  }

  async state({ recordId }: ProductProvisioning, context: CallContext): Promise<{ state: 'InProgress' | 'Completed' | 'Failed'; message?: string }> {
    const { RecordDetail: { Status, RecordErrors } } = await this.run('DescribeRecord', { Id: recordId }, context);
    if (Status === 'SUCCEEDED') return { state: 'Completed' };
    if (Status !== 'FAILED') return { state: 'InProgress' };
    return { state: 'Failed', message: RecordErrors.map(({ Description }: { Description: string }) => Description).join('; ') };
  }

  private async newestArtifact(ProductId: string, context: CallContext): Promise<string> {
    const { ProvisioningArtifacts } = await this.run('DescribeProduct', { Id: ProductId }, context);
    const newest = ProvisioningArtifacts.at(-1);
    if (!newest) throw new AwsError('ValidationException', `Product ${ProductId} has no active version`);
    return newest.Id;
  }

  private run(operation: string, input: unknown, context: CallContext): Promise<any> {
    return this.catalog().operations[operation].run(input, context);
  }

  private catalog(): Service {
    return this.cloud.service('servicecatalog');
  }
}

/** The two parameters that every project template has (https://docs.aws.amazon.com/sagemaker/latest/dg/sagemaker-projects-templates-custom.html). */
export function withProject(parameters: readonly Parameter[], { ProjectName, ProjectId }: Pick<Project, 'ProjectName' | 'ProjectId'>): Parameter[] {
  const own = ['SageMakerProjectName', 'SageMakerProjectId'];
  return [...parameters.filter(({ Key }) => !own.includes(Key)), { Key: own[0], Value: ProjectName }, { Key: own[1], Value: ProjectId }];
}

export function withProjectTags({ ProjectName, ProjectId, Tags }: Pick<Project, 'ProjectName' | 'ProjectId' | 'Tags'>) {
  return [...Tags, { Key: 'sagemaker:project-name', Value: ProjectName }, { Key: 'sagemaker:project-id', Value: ProjectId }];
}
