import type { Operation, ResourceContext, ResourceHandler, ResourceResult } from '../service';
import type { Pause } from '../servicecatalog/stacks';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sagemaker-project.html */
export function projectResource(operations: Record<string, Operation>, pause: Pause): ResourceHandler {
  const run = (name: string, input: unknown, context: ResourceContext): Promise<any> => operations[name].run(input, context);
  const settled = async (ProjectName: string, context: ResourceContext): Promise<any> => {
    for (;;) {
      const project = await run('DescribeProject', { ProjectName }, context);
      if (project.ProjectStatus.endsWith('Failed')) throw new Error(`Project ${ProjectName} is ${project.ProjectStatus}: ${messageOf(project)}`);
      if (project.ProjectStatus.endsWith('Completed')) return project;
      await pause();
    }
  };
  const result = (project: any): ResourceResult => ({
    physicalId: project.ProjectArn,
    attributes: { ProjectArn: project.ProjectArn, ProjectId: project.ProjectId, ProjectStatus: project.ProjectStatus, CreationTime: new Date(project.CreationTime * 1000).toISOString() },
  });
  return {
    async create(properties, context) {
      await run('CreateProject', creation(properties), context);
      return result(await settled(properties.ProjectName, context));
    },
    async update(_, properties, old, context) {
      if (['ProjectName', 'TemplateProviderDetails'].some((name) => JSON.stringify(properties[name]) !== JSON.stringify(old[name]))) return this.create(properties, context);
      const { ProjectName, ProjectDescription, ServiceCatalogProvisioningDetails: details } = properties;
      const update = details && { ProvisioningArtifactId: details.ProvisioningArtifactId, ProvisioningParameters: details.ProvisioningParameters };
      await run('UpdateProject', { ProjectName, ProjectDescription, ServiceCatalogProvisioningUpdateDetails: update }, context);
      return result(await settled(ProjectName, context));
    },
    async delete(arn, _, context) {
      const ProjectName = arn.split('/').pop() ?? '';
      await run('DeleteProject', { ProjectName }, context);
      await settled(ProjectName, context);
    },
  };
}

function creation({ ProjectName, ProjectDescription, Tags, ServiceCatalogProvisioningDetails, TemplateProviderDetails }: any) {
  const TemplateProviders = TemplateProviderDetails?.map(({ CfnTemplateProviderDetail: { RoleArn, ...rest } }: any) => ({ CfnTemplateProvider: { ...rest, RoleARN: rest.RoleARN ?? RoleArn, TemplateURL: rest.TemplateURL ?? rest.TemplateUrl } }));
  return { ProjectName, ProjectDescription, Tags, ServiceCatalogProvisioningDetails, TemplateProviders };
}

const messageOf = ({ ServiceCatalogProvisionedProductDetails, TemplateProviderDetails }: any): string =>
  ServiceCatalogProvisionedProductDetails?.ProvisionedProductStatusMessage ?? TemplateProviderDetails?.[0].CfnTemplateProviderDetail.StackDetail.StatusMessage ?? 'no reason is known';
