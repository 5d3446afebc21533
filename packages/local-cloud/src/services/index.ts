import type { Gateway } from '../gateway/gateway';
import type { RunnerCloud } from '../runner-cloud';
import { createCodeBuild } from './codebuild';
import { createCodeCommit } from './codecommit';
import { createCodePipeline } from './codepipeline';
import { createNetworks } from './ec2';
import { createEventBusPolicies } from './events';
import { createNetworkFirewalls } from './network-firewall';
import { createOrganizations } from './organizations';
import { createSageMaker } from './sagemaker';
import { createSageMakerRuntime } from './sagemaker-runtime';
import type { Service } from './service';
import { createServiceCatalog } from './servicecatalog';
import { createStepFunctions } from './stepfunctions';

/** Makes the services of the runner; those that build on others come after them. */
export function registerServices(cloud: RunnerCloud, gateway: Gateway): void {
  const makers: ((cloud: RunnerCloud) => Service)[] = [
    (one) => createCodeCommit(one, gateway), createCodeBuild, createCodePipeline, createServiceCatalog, createEventBusPolicies, createNetworks, createSageMaker, createSageMakerRuntime,
    createStepFunctions, createOrganizations, createNetworkFirewalls,
  ];
  for (const make of makers) cloud.registerService(make(cloud));
}
