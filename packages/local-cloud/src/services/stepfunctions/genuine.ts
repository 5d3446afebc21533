import { type EmulatorApi, EmulatorApiError, type Place } from '../../gateway/emulator-api';
import type { RelayMessage } from './relayed-task';

/** A message of nobody who could ask for what it says. */
export class NotGenuine extends Error {}

/**
 * What comes from a queue may be from anybody: the relay acts as the role of a state machine, so it first makes sure that a running execution of that machine,
 * here and not in another account, waits for it.
 * @throws NotGenuine
 */
export async function demandGenuine(api: EmulatorApi, place: Place, { Token: taskToken, Execution: executionArn, StateMachine }: RelayMessage): Promise<void> {
  for (const arn of [StateMachine, executionArn]) {
    if (!isAt(place, arn)) throw new NotGenuine(`${JSON.stringify(arn)} is not of ${place.account}/${place.region}`);
  }
  try {
    const { status, stateMachineArn } = await api(place, 'states', 'DescribeExecution', { executionArn });
    if (status !== 'RUNNING' || machineOf(stateMachineArn) !== machineOf(StateMachine)) throw new NotGenuine(`${executionArn} is ${status}, of ${stateMachineArn}`);
    await api(place, 'states', 'SendTaskHeartbeat', { taskToken });
  } catch (error) {
    throw error instanceof EmulatorApiError ? new NotGenuine(error.message) : error;
  }
}

function isAt({ account, region }: Place, arn: unknown): boolean {
  const [, , service, itsRegion, itsAccount] = typeof arn === 'string' ? arn.split(':') : [];
  return service === 'states' && itsRegion === region && itsAccount === account;
}

/** Without its version or alias. */
const machineOf = (arn: unknown) => String(arn).split(':').slice(0, 7).join(':');
