import { isRelayed } from './integration';

/** A state of the Amazon States Language (https://states-language.net/spec.html). */
export type State = Readonly<Record<string, any>>;

/** The queue, one in each account and region, from which the relay takes what it has to do. */
export const RELAY_QUEUE = 'local-cloud-relay';

/** What a state machine sends to the relay: everything that its engine has already evaluated. */
export interface RelayMessage {
  readonly Token: string;
  readonly Execution: string;
  readonly StateMachine: string;
  readonly Resource: string;
  readonly Parameters: unknown;
  readonly Credentials?: { readonly RoleArn?: string };
}

const CARRIER = 'arn:aws:states:::sqs:sendMessage.waitForTaskToken';

/**
 * A Task that sends itself to the relay and waits for its token: input, result, errors and time-out keep their meaning. The original Resource
 * stands behind the `#`, which the emulator does not look at, so that an execution's history can be shown as it was written.
 */
export function relayed(state: State, queryLanguage: string): State {
  const { Resource, Credentials, Parameters, Arguments, ...rest } = state;
  if (state.Type !== 'Task' || typeof Resource !== 'string' || !isRelayed(Resource, Credentials !== undefined)) return state;
  const carrier = `${CARRIER}#${encodeURIComponent(Resource)}`;
  const said = { Resource, ...(Credentials ? { Credentials } : {}) };
  if (queryLanguage === 'JSONata') {
    const MessageBody = {
      Token: '{% $states.context.Task.Token %}', Execution: '{% $states.context.Execution.Id %}', StateMachine: '{% $states.context.StateMachine.Id %}',
      ...said, Parameters: Arguments ?? '{% $states.input %}',
    };
    return { ...rest, Resource: carrier, Arguments: { QueueUrl: RELAY_QUEUE, MessageBody } };
  }
  const MessageBody = {
    'Token.$': '$$.Task.Token', 'Execution.$': '$$.Execution.Id', 'StateMachine.$': '$$.StateMachine.Id',
    ...said, ...(Parameters ? { Parameters } : { 'Parameters.$': '$' }),
  };
  return { ...rest, Resource: carrier, Parameters: { QueueUrl: RELAY_QUEUE, MessageBody } };
}

/** Shows the Resource that was written in what the emulator says of an execution. */
export function withoutCarrier(text: string): string {
  return text.replace(/arn:aws:states:::sqs:sendMessage\.waitForTaskToken#([\w.%!~*'()-]+)/g, (_, resource: string) => decodeURIComponent(resource));
}
