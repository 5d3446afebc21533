import { setTimeout as pause } from 'node:timers/promises';
import type { Cloud } from '../../cloud';
import type { Operation, ResourceHandler } from '../service';
import type { Pause } from '../servicecatalog/stacks';
import { projectOperations } from './operations';
import { ProductProjects } from './product-projects';
import { Projects } from './projects';
import { projectResource } from './resource-type';
import { StackProjects } from './stack-projects';

const LOOK_MILLISECONDS = 100;

/** What SageMaker's service holds of projects. */
export interface SageMakerProjects {
  readonly operations: Record<string, Operation>;
  readonly resourceTypes: Record<string, ResourceHandler>;
  resume(): void;
  close(): Promise<void>;
}

/**
 * SageMaker projects, as a part of the SageMaker service (https://docs.aws.amazon.com/sagemaker/latest/dg/sagemaker-projects.html).
 * @param options.pause what passes between two looks at a stack
 */
export function sageMakerProjects(cloud: Cloud, options: { readonly pause?: Pause } = {}): SageMakerProjects {
  const closing = new AbortController();
  const look = options.pause ?? (() => pause(LOOK_MILLISECONDS, undefined, { signal: closing.signal }));
  const projects = new Projects(cloud);
  const products = new ProductProjects(cloud);
  const stacks = new StackProjects(cloud, projects, look);
  const operations = projectOperations({ projects, products, stacks });
  return {
    operations,
    resourceTypes: { 'AWS::SageMaker::Project': projectResource(operations, look) },
    resume: () => stacks.resume(),
    async close() {
      closing.abort();
      await stacks.settled();
    },
  };
}

/** The operations alone, to be spread into SageMaker's. */
export function sageMakerProjectOperations(cloud: Cloud): Record<string, Operation> {
  return sageMakerProjects(cloud).operations;
}
