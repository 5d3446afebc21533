import * as path from 'node:path';
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
  const folder = path.join(cloud.folders.runner, 'sagemaker');
  const registry = new Registry(cloud, folder);
  const jobs = new Jobs(cloud, folder);
  const pipelines = new Pipelines(cloud, folder, (arn) => jobs.end(arn));
  const hosting = new Hosting(cloud, registry, folder);
  const projects = sageMakerProjects(cloud);
  return {
    name: 'sagemaker',
    hosting,
    operations: { ...registry.operations, ...jobs.operations, ...pipelines.operations, ...hosting.operations, ...projects.operations },
    resourceTypes: { ...registry.resourceTypes, ...pipelines.resourceTypes, ...hostingResourceTypes(cloud, hosting), ...projects.resourceTypes },
    resume() {
      jobs.resume();
      pipelines.resume();
      hosting.resume();
      projects.resume();
    },
    async close() {
      // all of it before the first process ends: what a job makes of that is not what happened to it
      jobs.freeze();
      hosting.freeze();
      await pipelines.close();
      await jobs.close();
      await projects.close();
      await hosting.close();
    },
  };
}
