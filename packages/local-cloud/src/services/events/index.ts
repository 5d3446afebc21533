import { busPolicyResource } from '../../events/bus-policies';
import type { RunnerCloud } from '../../runner-cloud';
import type { Service } from '../service';

/** What the emulator's EventBridge lacks; its API answers from the emulator, so the service has a name that no request carries. */
export function createEventBusPolicies(cloud: RunnerCloud): Service {
  return { name: 'event-bus-policies', operations: {}, resourceTypes: { 'AWS::Events::EventBusPolicy': busPolicyResource(() => cloud.busPolicies) } };
}
