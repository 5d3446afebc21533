import type { ServiceModel, Shape } from '../../model/service-model';
import { optimisedName, sdkName } from './sdk-names';
import { TaskError } from './task-error';

/**
 * A Task's parameters as an API takes them. Step Functions writes members in Pascal case, as the SDK for Java names them, where the API may begin
 * with a small letter or have more capitals; text that is given as JSON is sent as its text
 * (https://docs.aws.amazon.com/step-functions/latest/dg/connect-parameters.html).
 * @throws TaskError States.Runtime naming every field that the API does not have
 */
export function toApi(model: ServiceModel, shape: string | undefined, value: unknown): unknown {
  const unknown: string[] = [];
  const sent = shape ? given(model, model.shapes[shape], value, '', unknown) : {};
  if (unknown.length === 0) return sent;
  throw new TaskError('States.Runtime', `The Parameters '${JSON.stringify(value)}' could not be used to start the Task: [${unknown.map((field) => `The field "${field}" is not supported by Step Functions`).join('; ')}]`);
}

function given(model: ServiceModel, shape: Shape, value: any, at: string, unknown: string[]): unknown {
  switch (shape.type) {
    case 'structure': {
      if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
      const names = new Map(Object.entries(shape.members ?? {}).flatMap(([name, member]) => [[name.toLowerCase(), name], [memberName(member.shape, name).toLowerCase(), name]]));
      return Object.fromEntries(Object.entries(value).flatMap(([key, item]) => {
        const name = names.get(key.toLowerCase());
        if (name) return [[name, given(model, model.shapes[shape.members?.[name].shape ?? ''], item, `${at}${key}.`, unknown)]];
        unknown.push(`${at}${key}`);
        return [];
      }));
    }
    case 'list': return Array.isArray(value) ? value.map((item, index) => given(model, model.shapes[shape.member?.shape ?? ''], item, `${at}${index}.`, unknown)) : value;
    case 'map': return Object.fromEntries(Object.entries(value ?? {}).map(([key, item]) => [key, given(model, model.shapes[shape.value?.shape ?? ''], item, `${at}${key}.`, unknown)]));
    case 'blob': return { $bytes: Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64') };
    case 'string': return typeof value === 'string' ? value : JSON.stringify(value);
    default: return value;
  }
}

/** An API's answer as a Task's result. Points in time are text in SDK integrations, milliseconds since 1970 in optimised ones; bytes are text. */
export function fromApi(model: ServiceModel, shape: string | undefined, value: unknown, sdk: boolean): any {
  return shape ? taken(model, model.shapes[shape], value, sdk) : {};
}

function taken(model: ServiceModel, shape: Shape, value: any, sdk: boolean): unknown {
  if (value === null || value === undefined) return value;
  switch (shape.type) {
    case 'structure': return Object.fromEntries(Object.entries(shape.members ?? {}).filter(([name]) => value[name] !== undefined).map(([name, member]) => [
      sdk ? memberName(member.shape, name) : optimisedName(name), taken(model, model.shapes[member.shape], value[name], sdk),
    ]));
    case 'list': return value.map((item: unknown) => taken(model, model.shapes[shape.member?.shape ?? ''], item, sdk));
    case 'map': return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, taken(model, model.shapes[shape.value?.shape ?? ''], item, sdk)]));
    case 'timestamp': return typeof value.$millis !== 'number' ? value : (sdk ? new Date(value.$millis).toISOString() : value.$millis);
    case 'blob': return typeof value.$bytes === 'string' ? Buffer.from(value.$bytes, 'base64').toString('utf8') : value;
    default: return value;
  }
}

/** The SDK for Java cannot call a member `null`: DynamoDB's is `Nul`. */
const memberName = (shape: string, name: string) => (shape === 'NullAttributeValue' ? 'Nul' : sdkName(name));
