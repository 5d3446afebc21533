import type { RunnerCloud } from '../../runner-cloud';
import type { Service } from '../service';
import type { Relay } from './relay';
import { stateMachineResource } from './resource-type';
import type { StateMachines } from './state-machines';

/** What the emulator's Step Functions lacks; its API answers from the emulator, so the service's name is not the one that requests are signed for. */
export function createStepFunctions(cloud: RunnerCloud, machines: StateMachines, relay: Relay): Service {
  return {
    name: 'stepfunctions',
    operations: {},
    resourceTypes: { 'AWS::StepFunctions::StateMachine': stateMachineResource(cloud, machines) },
    close: () => relay.close(),
  };
}
