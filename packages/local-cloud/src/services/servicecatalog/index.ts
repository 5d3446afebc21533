import * as path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Cloud } from '../../cloud';
import type { Service } from '../service';
import { Catalogs } from './catalog';
import { constraintOperations } from './constraint-operations';
import { endUserOperations } from './end-user-operations';
import { portfolioOperations } from './portfolio-operations';
import { productOperations } from './product-operations';
import { provisionedOperations } from './provisioned-operations';
import { Provisioning } from './provisioning';
import { serviceCatalogResourceTypes } from './resource-types';
import type { Pause } from './stacks';
import { tagOptionOperations } from './tag-option-operations';
import { TemplateStore } from './template-store';

const LOOK_MILLISECONDS = 100;

/**
 * AWS Service Catalog: portfolios of CloudFormation products, launched with a launch role
 * (https://docs.aws.amazon.com/servicecatalog/latest/dg/API_Operations_AWS_Service_Catalog.html).
 * @param options.pause what passes between two looks at a stack
 */
export function createServiceCatalog(cloud: Cloud, options: { readonly pause?: Pause } = {}): Service {
  const closing = new AbortController();
  const catalogs = new Catalogs(path.join(cloud.folders.runner, 'servicecatalog'));
  const templates = new TemplateStore(cloud);
  const provisioning = new Provisioning(cloud, catalogs, templates, options.pause ?? (() => pause(LOOK_MILLISECONDS, undefined, { signal: closing.signal })));
  const operations = {
    ...portfolioOperations(catalogs),
    ...productOperations(catalogs, templates),
    ...constraintOperations(catalogs),
    ...tagOptionOperations(catalogs),
    ...endUserOperations(catalogs),
    ...provisionedOperations(catalogs, provisioning),
  };
  return {
    name: 'servicecatalog',
    operations,
    resourceTypes: serviceCatalogResourceTypes(operations, catalogs),
    resume: () => provisioning.resume(),
    async close() {
      closing.abort();
      await provisioning.settled();
    },
  };
}
