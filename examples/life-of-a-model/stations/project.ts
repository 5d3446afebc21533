import { CreateProjectCommand, DescribeProjectCommand, SageMakerClient } from '@aws-sdk/client-sagemaker';
import { DescribeProductCommand, SearchProductsCommand, ServiceCatalogClient } from '@aws-sdk/client-service-catalog';
import type { Project } from '../life';
import { Person } from '../people/person';
import { projectFacts } from '../passport/gather/origin';
import { Deviation, type Station } from '../station';
import { until } from '../until';

const NAME = 'credit-default';

/** The lead data scientist creates a project from the product that IT put into the portfolio. */
export const project: Station = {
  title: 'The lead data scientist creates a project',
  async visit(life) {
    const { cloud, topology, view } = life;
    const inTooling = { team: topology.team, account: topology.accounts.tooling };
    const signIn = (name: string, persona: string) => Person.signIn(cloud, { ...inTooling, name, persona });
    const leo = await signIn('leo', 'lead-data-scientist');
    life.people = { dana: await signIn('dana', 'data-scientist'), leo, lena: await signIn('lena', 'lead-data-scientist'), pia: await signIn('pia', 'product-owner') };
    life.project = await create(leo, life.signal);
    life.passport.record('project', () => projectFacts(life));
    view.say(`${leo.name} created ${life.project.stem} from the product`);
    view.say(`repositories ${life.project.buildRepository}, ${life.project.deployRepository}`);
    view.say(`pipelines    ${life.project.buildPipeline}, ${life.project.deployPipeline}`);
    view.say(`model group  ${life.project.modelGroup}`);
  },
};

async function create(leo: Person, signal: AbortSignal): Promise<Project> {
  const catalog = leo.use(ServiceCatalogClient);
  const { ProductViewSummaries = [] } = await catalog.send(new SearchProductsCommand({}));
  const ProductId = ProductViewSummaries[0]?.ProductId;
  const { ProvisioningArtifacts = [] } = await catalog.send(new DescribeProductCommand({ Id: ProductId }));
  const sagemaker = leo.use(SageMakerClient);
  const created = await sagemaker.send(new CreateProjectCommand({
    ProjectName: NAME,
    ServiceCatalogProvisioningDetails: { ProductId, ProvisioningArtifactId: ProvisioningArtifacts[0]?.Id },
  }));
  await until(`project ${NAME}`, async () => {
    const { ProjectStatus, ServiceCatalogProvisionedProductDetails } = await sagemaker.send(new DescribeProjectCommand({ ProjectName: NAME }));
    if (ProjectStatus === 'CreateFailed') throw new Deviation(`project ${NAME} failed`, [ServiceCatalogProvisionedProductDetails?.ProvisionedProductStatusMessage ?? '']);
    return ProjectStatus === 'CreateCompleted' ? true : undefined;
  }, { timeoutSeconds: 120, signal });
  return named(NAME, created.ProjectId ?? '');
}

/** The names that the template derives from the project's name and id. */
function named(name: string, id: string): Project {
  const stem = `${name}-${id}`;
  return {
    name, id, stem,
    buildRepository: `${stem}-build`, deployRepository: `${stem}-deploy`,
    buildPipeline: `${stem}-build`, deployPipeline: `${stem}-deploy`,
    modelGroup: stem, endpoint: stem,
  };
}
