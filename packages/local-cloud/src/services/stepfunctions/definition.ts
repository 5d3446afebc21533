import { gunzipSync, gzipSync } from 'node:zlib';
import { AwsError } from '../service';
import { problemOf } from './integration';
import { relayed, type State } from './relayed-task';

interface Machine {
  readonly StartAt?: string;
  readonly States?: Readonly<Record<string, State>>;
  readonly QueryLanguage?: string;
  readonly [field: string]: unknown;
}

const ORIGINAL = 'LocalCloud::Original';
const WAITS = '.waitForTaskToken';

/**
 * A state machine's definition as the emulator can run it: Tasks go through the relay where it is needed, in Parallel and Map states too. The
 * original travels inside.
 * @returns undefined when the emulator runs it as it is
 * @throws AwsError InvalidDefinition for what is no JSON object with states: the emulator takes it, and its executions run for ever; for Tasks that cannot be, all of them
 */
export function loweredDefinition(text: string): string | undefined {
  const machine = parsed(text);
  if (typeof machine?.States !== 'object') throw new AwsError('InvalidDefinition', 'Invalid State Machine Definition: a JSON object with StartAt and States is needed');
  const problems = problemsIn(machine, '');
  // AWS calls each of them INVALID_RESOURCE: https://docs.aws.amazon.com/step-functions/latest/apireference/API_ValidateStateMachineDefinitionDiagnostic.html
  if (problems.length > 0) throw new AwsError('InvalidDefinition', `Invalid State Machine Definition: ${problems.join('; ')}`);
  const lowered = loweredMachine(machine, machine.QueryLanguage ?? 'JSONPath');
  if (JSON.stringify(lowered) === JSON.stringify(machine)) return undefined;
  return JSON.stringify({ ...lowered, [ORIGINAL]: gzipSync(text, { level: 9 }).toString('base64') });
}

/** A definition as it was given, whether or not it was lowered. */
export function originalDefinition(text: string): string {
  const packed = text.includes(ORIGINAL) ? parsed(text)?.[ORIGINAL] : undefined;
  return typeof packed === 'string' ? gunzipSync(Buffer.from(packed, 'base64')).toString('utf8') : text;
}

function parsed(text: string): Machine | undefined {
  try {
    const value = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

/** By the path of the field, as AWS names it: `/States/Call/Resource`. */
function problemsIn({ States = {} }: Machine, at: string): string[] {
  return Object.entries(States).flatMap(([name, state]) => {
    const place = `${at}/States/${name}`;
    const problem = state.Type === 'Task' && typeof state.Resource === 'string' ? problemOf(state.Resource) : undefined;
    const inner = ['Iterator', 'ItemProcessor'].flatMap((field) => (state[field]?.States ? problemsIn(state[field], `${place}/${field}`) : []));
    const branches = Array.isArray(state.Branches) ? state.Branches.flatMap((branch: Machine, index: number) => problemsIn(branch, `${place}/Branches[${index}]`)) : [];
    return [...(problem ? [`INVALID_RESOURCE: ${problem}, at ${place}/Resource`] : []), ...inner, ...branches];
  });
}

function loweredMachine(machine: Machine, queryLanguage: string): Machine {
  const States = Object.fromEntries(Object.entries(machine.States ?? {}).map(([name, state]) => [name, loweredState(state, queryLanguage)]));
  return { ...machine, States };
}

function loweredState(state: State, queryLanguage: string): State {
  if (state.Type === 'Task') return relayed(state, state.QueryLanguage ?? queryLanguage);
  const inner: Record<string, unknown> = {};
  for (const field of ['Iterator', 'ItemProcessor']) if (state[field]?.States) inner[field] = loweredMachine(state[field], queryLanguage);
  if (Array.isArray(state.Branches)) inner.Branches = isolated(state.Branches.map((branch: Machine) => loweredMachine(branch, queryLanguage)));
  return { ...state, ...inner };
}

/**
 * The emulator (1.5.33) runs the branches of a Parallel state on one context object, so that two Tasks that wait for a token may get the same
 * one, and one of them waits for ever. A Map state copies the context for each item: a branch that waits becomes the work on a list of one.
 */
function isolated(branches: readonly Machine[]): readonly Machine[] {
  if (branches.length < 2 || !branches.some((branch) => JSON.stringify(branch).includes(WAITS))) return branches;
  return branches.map((branch) => ({
    StartAt: 'Input as a list',
    States: {
      'Input as a list': { Type: 'Pass', QueryLanguage: 'JSONPath', Parameters: { 'Items.$': 'States.Array($)' }, Next: 'Branch' },
      'Branch': { Type: 'Map', QueryLanguage: 'JSONPath', ItemsPath: '$.Items', MaxConcurrency: 1, ItemProcessor: branch, OutputPath: '$[0]', End: true },
    },
  }));
}
