import { AwsError } from '../../service';

/** A pipeline's JSON definition (https://aws-sagemaker-mlops.github.io/sagemaker-model-building-pipeline-definition-JSON-schema/). */
export interface Definition {
  readonly Version: string;
  readonly Parameters?: readonly { readonly Name: string; readonly Type: string; readonly DefaultValue?: unknown; readonly EnumValues?: readonly unknown[] }[];
  readonly Steps: readonly Step[];
}

export interface Step {
  readonly Name: string;
  readonly Type: string;
  readonly Arguments: any;
  readonly DependsOn?: readonly string[];
  readonly PropertyFiles?: readonly { readonly PropertyFileName: string; readonly OutputName: string; readonly FilePath: string }[];
  readonly DisplayName?: string;
  readonly Description?: string;
}

/** Types of steps that run. */
export const STEP_TYPES = ['Processing', 'Training', 'RegisterModel', 'Model', 'Condition', 'Fail'];

/** @throws AwsError ValidationException with everything that is wrong with it */
export function readDefinition(text: string): Definition {
  const definition = parse(text);
  const steps = allSteps(definition.Steps ?? []);
  const names = steps.map(({ Name }) => Name);
  const problems = [
    ...names.filter((name, index) => names.indexOf(name) !== index).map((name) => `two steps are named ${name}`),
    ...steps.filter(({ Type }) => !STEP_TYPES.includes(Type)).map(({ Name, Type }) => `local-cloud: step ${Name} is of type ${Type}, which is not in the table of what runs: ${STEP_TYPES.join(', ')}`),
    ...steps.flatMap((step) => dependenciesOf(step).filter((name) => !names.includes(name)).map((name) => `step ${step.Name} refers to ${name}, which is no step`)),
    ...cycle(definition.Steps ?? []),
  ];
  if (problems.length > 0) throw new AwsError('ValidationException', `Unable to parse pipeline definition. ${problems.join('; ')}`);
  return definition;
}

function parse(text: string): Definition {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new AwsError('ValidationException', `Unable to parse pipeline definition. ${(error as Error).message}`);
  }
}

/** The steps of the definition and those inside of conditions. */
export function allSteps(steps: readonly Step[]): Step[] {
  return steps.flatMap((step) => [step, ...allSteps(step.Type === 'Condition' ? [...(step.Arguments.IfSteps ?? []), ...(step.Arguments.ElseSteps ?? [])] : [])]);
}

/** Names of the steps that must have ended before a step: those it names and those whose properties it reads. */
export function dependenciesOf(step: Step): string[] {
  const own = step.Type === 'Condition' ? { ...step.Arguments, IfSteps: undefined, ElseSteps: undefined } : step.Arguments;
  const read = [...JSON.stringify(own ?? {}).matchAll(/"Get":\s*"Steps\.([\w-]+)/g)].map(([, name]) => name);
  return [...new Set([...(step.DependsOn ?? []), ...read])];
}

function cycle(steps: readonly Step[]): string[] {
  const waiting = new Map(steps.map((step) => [step.Name, dependenciesOf(step).filter((name) => steps.some(({ Name }) => Name === name))]));
  for (let changed = true; changed;) {
    changed = false;
    for (const [name, needs] of waiting) {
      if (needs.some((need) => waiting.has(need))) continue;
      waiting.delete(name);
      changed = true;
    }
  }
  return waiting.size > 0 ? [`the steps ${[...waiting.keys()].join(', ')} wait for each other`] : [];
}
