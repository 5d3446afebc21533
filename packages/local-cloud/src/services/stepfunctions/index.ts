import type { RunnerCloud } from '../../runner-cloud';
import type { Service } from '../service';
import { stateMachineResource } from './resource-type';

/** What the emulator's Step Functions lacks; its API answers from the emulator, so the service's name is not the one that requests are signed for. */
export function createStepFunctions(cloud: RunnerCloud): Service {
  const { stateMachines } = cloud;
  return {
    name: 'stepfunctions',
    operations: {},
    resourceTypes: { 'AWS::StepFunctions::StateMachine': stateMachineResource(cloud, stateMachines) },
    resume: () => stateMachines.relay.resume(),
    close: () => stateMachines.relay.close(),
  };
}
