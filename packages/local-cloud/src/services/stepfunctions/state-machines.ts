import type { EmulatorApi, Place } from '../../gateway/emulator-api';
import type { RunnerCloud } from '../../runner-cloud';
import { AwsCaller } from './aws-caller';
import { loweredDefinition } from './definition';
import { Performer } from './perform';
import { Relay } from './relay';

/** State machines whose Tasks run here: lowered on the way to the emulator. */
export class StateMachines {
  readonly relay: Relay;

  /** @param folder what the relay remembers over a restart */
  constructor(cloud: RunnerCloud, private readonly api: EmulatorApi, folder: string) {
    this.relay = new Relay(cloud, api, new Performer(new AwsCaller(cloud), cloud.serviceModels), folder);
  }

  /** The definition for the emulator, with the relay ready where it uses it; undefined when it needs none. */
  async lowered(definition: string, place: Place): Promise<string | undefined> {
    const lowered = loweredDefinition(definition);
    if (lowered !== undefined) await this.relay.listen(place);
    return lowered;
  }

  /** Calls Step Functions as an account's root. @param input of CreateStateMachine, UpdateStateMachine or others */
  async call(place: Place, operation: string, input: { readonly definition?: string } & Readonly<Record<string, unknown>>): Promise<any> {
    const { definition } = input;
    return this.api(place, 'states', operation, definition === undefined ? input : { ...input, definition: (await this.lowered(definition, place)) ?? definition });
  }
}
