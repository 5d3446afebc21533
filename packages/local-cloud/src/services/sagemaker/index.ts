import type { RunnerCloud } from '../../runner-cloud';
import type { Service } from '../service';
import { sageMakerProjects } from '../sagemaker-projects';
import { Hosting } from './hosting/hosting';
import { hostingResourceTypes } from './hosting/resource-types';
import { Jobs } from './jobs/operations';
import { Pipelines } from './pipelines/operations';
import { Registry } from './registry/registry';

export interface SageMaker extends Service {
  readonly hosting: Hosting;
}

/** SageMaker: registry, jobs, pipelines, hosting, projects. */
export function createSageMaker(cloud: RunnerCloud): SageMaker {
  const registry = new Registry(cloud);
  const jobs = new Jobs(cloud);
  const pipelines = new Pipelines(cloud);
  const hosting = new Hosting(cloud, registry);
  const projects = sageMakerProjects(cloud);
  return {
    name: 'sagemaker',
    hosting,
    operations: { ...registry.operations, ...jobs.operations, ...pipelines.operations, ...hosting.operations, ...projects.operations },
    resourceTypes: { ...registry.resourceTypes, ...pipelines.resourceTypes, ...hostingResourceTypes(cloud, hosting), ...projects.resourceTypes },
    async close() {
      await pipelines.close();
      await jobs.close();
      await projects.close();
      await hosting.close();
    },
  };
}
