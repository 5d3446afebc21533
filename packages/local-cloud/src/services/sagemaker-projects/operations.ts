import { tagContext } from '../servicecatalog/access';
import { seconds } from '../servicecatalog/ids';
import { type AccessRequest, AwsError, type CallContext, type Operation } from '../service';
import type { Project, ProjectStatus } from './model';
import type { ProductProjects } from './product-projects';
import { newProjectId, projectArn, type Projects, userContext } from './projects';
import type { StackProjects } from './stack-projects';

interface Parts {
  readonly projects: Projects;
  readonly products: ProductProjects;
  readonly stacks: StackProjects;
}

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsagemaker.html */
const onProject = (action: string, name: string, context: CallContext, more: AccessRequest['context'] = {}): AccessRequest => ({ action: `sagemaker:${action}`, resource: projectArn(name, context), context: more });

export function projectOperations(parts: Parts): Record<string, Operation> {
  const { projects } = parts;
  return {
    CreateProject: {
      differs: 'from a template in S3 needs the template provider\'s RoleARN unless an account\'s root asks.',
      access: (input, context) => accessToCreate(parts, input, context),
      run: (input, context) => createProject(parts, input, context),
    },
    DescribeProject: {
      access: ({ ProjectName }, context) => [onProject('DescribeProject', ProjectName, context)],
      run: async ({ ProjectName }, context) => describe(parts, projects.get(ProjectName, context), context),
    },
    ListProjects: {
      access: () => [{ action: 'sagemaker:ListProjects', resource: '*' }],
      run: (input, context) => list(parts, input, context),
    },
    UpdateProject: {
      access: (input, context) => accessToChange(parts, 'UpdateProject', input, context),
      run: (input, context) => updateProject(parts, input, context),
    },
    DeleteProject: {
      access: (input, context) => accessToChange(parts, 'DeleteProject', input, context),
      run: (input, context) => deleteProject(parts, input, context),
    },
  };
}

async function accessToCreate({ products, stacks }: Parts, input: any, context: CallContext): Promise<AccessRequest[]> {
  const details = input.ServiceCatalogProvisioningDetails;
  return [
    onProject('CreateProject', input.ProjectName, context, tagContext(input.Tags)),
    ...(details ? await products.access('ProvisionProduct', details, context) : []),
    ...stacks.access(input.TemplateProviders?.[0]?.CfnTemplateProvider?.RoleARN),
  ];
}

async function accessToChange({ projects, products, stacks }: Parts, action: 'UpdateProject' | 'DeleteProject', input: any, context: CallContext): Promise<AccessRequest[]> {
  const project = projects.find(input.ProjectName, context);
  const own = onProject(action, input.ProjectName, context, { ...tagContext(input.Tags), ...resourceTags(project) });
  const operation = action === 'DeleteProject' ? 'TerminateProvisionedProduct' : 'UpdateProvisionedProduct';
  const needsProduct = project?.product && (action === 'DeleteProject' || input.ServiceCatalogProvisioningUpdateDetails);
  return [
    own,
    ...(needsProduct ? await products.access(operation, { ProvisionedProductId: project.product?.ProvisionedProductId }, context) : []),
    ...(project?.stack ? stacks.access(project.stack.RoleARN) : []),
  ];
}

const resourceTags = (project: Project | undefined) => Object.fromEntries((project?.Tags ?? []).flatMap(({ Key, Value }) => [[`aws:ResourceTag/${Key}`, Value], [`sagemaker:ResourceTag/${Key}`, Value]]));

async function createProject({ projects, products, stacks }: Parts, input: any, context: CallContext) {
  const { ProjectName, ProjectDescription, Tags = [], ServiceCatalogProvisioningDetails: details, TemplateProviders: providers } = input;
  if ((details === undefined) === (providers === undefined)) {
    throw new AwsError('ValidationException', 'Give either ServiceCatalogProvisioningDetails or TemplateProviders, and not both');
  }
  const before = projects.find(ProjectName, context);
  if (before && !(await isDeleted(products, before, context))) throw new AwsError('ValidationException', `Project ${ProjectName} already exists: ${before.ProjectArn}`);
  const now = seconds();
  const base: Project = {
    ProjectName, ProjectId: newProjectId(), ProjectArn: projectArn(ProjectName, context), ProjectDescription, CreationTime: now, LastModifiedTime: now,
    CreatedBy: userContext(context), Tags, phase: 'Create',
  };
  const project: Project = {
    ...base,
    product: details ? await products.create(base, details, context) : undefined,
    stack: providers ? await stacks.create(base, providers[0].CfnTemplateProvider, context) : undefined,
  };
  projects.add(project);
  if (project.stack) stacks.start(project, project.stack, context);
  return { ProjectArn: project.ProjectArn, ProjectId: project.ProjectId };
}

async function updateProject(parts: Parts, input: any, context: CallContext) {
  const { projects, products, stacks } = parts;
  const project = projects.get(input.ProjectName, context);
  await demandQuiet(parts, project, context);
  const provider = input.TemplateProvidersToUpdate?.[0]?.CfnTemplateProvider;
  const details = input.ServiceCatalogProvisioningUpdateDetails;
  if ((details && !project.product) || (provider && !project.stack)) throw new AwsError('ValidationException', `Project ${project.ProjectName} was made the other way: a product stays a product, a template a template`);
  project.ProjectDescription = input.ProjectDescription ?? project.ProjectDescription;
  project.Tags = merged(project.Tags, input.Tags);
  project.LastModifiedTime = seconds();
  project.LastModifiedBy = userContext(context);
  if (project.product && details) {
    await products.update(project, project.product, details, context);
    project.phase = 'Update';
  }
  if (project.stack && provider) {
    Object.assign(project.stack, { TemplateURL: provider.TemplateURL, Parameters: provider.Parameters ?? project.stack.Parameters });
    project.phase = 'Update';
    stacks.start(project, project.stack, context);
  }
  projects.save(project);
  return { ProjectArn: project.ProjectArn };
}

async function deleteProject(parts: Parts, { ProjectName }: any, context: CallContext) {
  const { projects, products, stacks } = parts;
  const project = projects.get(ProjectName, context);
  if (await isDeleted(products, project, context)) throw new AwsError('ValidationException', `Project ${ProjectName} is deleted already`);
  await demandQuiet(parts, project, context);
  if (project.product) await products.delete(project.product, context);
  project.phase = 'Delete';
  project.LastModifiedTime = seconds();
  if (project.stack) stacks.start(project, project.stack, context);
  projects.save(project);
  return {};
}

const merged = (before: Project['Tags'], given: Project['Tags'] = []) => [...before.filter(({ Key }) => !given.some((tag) => tag.Key === Key)), ...given];

/** One change at a time. @throws AwsError ConflictException */
async function demandQuiet({ products }: Parts, project: Project, context: CallContext): Promise<void> {
  const { status } = await statusOf(products, project, context);
  if (status === 'Pending' || status.endsWith('InProgress')) throw new AwsError('ConflictException', `Project ${project.ProjectName} is ${status}: wait until it has ended`);
}

async function isDeleted(products: ProductProjects, project: Project, context: CallContext): Promise<boolean> {
  return (await statusOf(products, project, context)).status === 'DeleteCompleted';
}

async function statusOf(products: ProductProjects, { phase, product, stack }: Project, context: CallContext): Promise<{ status: ProjectStatus; message?: string }> {
  if (product) {
    const { state, message } = await products.state(product, context);
    return { status: `${phase}${state}`, message };
  }
  return { status: !stack || stack.state === 'Pending' ? 'Pending' : `${phase}${stack.state}`, message: stack?.message };
}

async function describe({ products, stacks }: Parts, project: Project, context: CallContext) {
  if (project.stack) stacks.ensure(project, project.stack, context);
  const { status, message } = await statusOf(products, project, context);
  const { product, stack } = project;
  return {
    ...project,
    ProjectStatus: status,
    ServiceCatalogProvisioningDetails: product,
    ServiceCatalogProvisionedProductDetails: product && { ProvisionedProductId: product.ProvisionedProductId, ProvisionedProductStatusMessage: message },
    TemplateProviderDetails: stack && [{ CfnTemplateProviderDetail: { ...stack, StackDetail: { Name: stack.name, Id: stack.id, StatusMessage: stack.message } } }],
  };
}

async function list({ projects, products }: Parts, input: any, context: CallContext) {
  const { NameContains = '', CreationTimeAfter = 0, CreationTimeBefore = Infinity, MaxResults = 10, NextToken = '0', SortBy = 'CreationTime', SortOrder = 'Ascending' } = input;
  const found = projects.in(context)
    .filter(({ ProjectName, CreationTime }) => ProjectName.includes(NameContains) && CreationTime >= CreationTimeAfter && CreationTime <= CreationTimeBefore)
    .sort((one, other) => (SortBy === 'Name' ? one.ProjectName.localeCompare(other.ProjectName) : one.CreationTime - other.CreationTime) * (SortOrder === 'Descending' ? -1 : 1));
  const start = Number(NextToken);
  const page = found.slice(start, start + MaxResults);
  return {
    ProjectSummaryList: await Promise.all(page.map(async (project) => ({ ...project, ProjectStatus: (await statusOf(products, project, context)).status }))),
    NextToken: start + MaxResults < found.length ? String(start + MaxResults) : undefined,
  };
}
