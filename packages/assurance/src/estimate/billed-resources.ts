import { type Assembly, type Stack } from '../assembly/assembly';
import { Evaluation, Unresolved } from '../assembly/intrinsics';
import { type Bill, View } from './rule';
import { ruleOf } from './rules';

/** A resource of an assembly with what AWS bills for it. */
export interface BilledResource {
  readonly stack: Stack;
  readonly id: string;
  readonly type: string;
  /** Where AWS says how it is billed. */
  readonly page: string;
  /** undefined for a type without a rule, `Unresolved` for a resource of which it is not known whether it is created. */
  readonly bill: Bill | Unresolved | undefined;
}

/** Every resource that the assembly creates, nested stacks included. */
export function billedResources({ stacks }: Assembly): BilledResource[] {
  return stacks.flatMap((stack) => resourcesOf(stack, {}));
}

function resourcesOf(stack: Stack, given: Readonly<Record<string, unknown>>): BilledResource[] {
  const evaluation = new Evaluation(stack, given);
  const own = Object.entries(stack.template.Resources ?? {}).flatMap(([id, resource]): BilledResource[] => {
    const exists = evaluation.exists(resource);
    if (exists === false) return [];
    // a loop of the language extensions stands among the resources without a type
    const type = typeof resource.Type === 'string' ? resource.Type : id;
    const rule = ruleOf(type);
    const bill = exists instanceof Unresolved ? exists : rule?.bill(new View(resource, stack.template, evaluation));
    return [{ stack, id, type, page: rule?.page ?? '', bill }];
  });
  return [...own, ...stack.nested.flatMap((nested) => resourcesOf(nested, parametersOf(stack, nested, evaluation)))];
}

/** What a parent passes to a nested stack, whose name ends in the logical id that it has there. */
function parametersOf(parent: Stack, nested: Stack, evaluation: Evaluation): Readonly<Record<string, unknown>> {
  const resource = parent.template.Resources?.[nested.name.slice(parent.name.length + 1)];
  const given = resource && evaluation.property(resource, 'Parameters');
  return typeof given === 'object' && given !== null && !(given instanceof Unresolved) ? (given as Readonly<Record<string, unknown>>) : {};
}
