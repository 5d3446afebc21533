import type { Target } from '@aws-sdk/client-eventbridge';
import type { AwsEvent } from './event';

/** What a target receives of an event: all of it, a part, a constant or a template (https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html). */
export function inputOf(target: Target, event: AwsEvent): string {
  if (target.Input) return target.Input;
  if (target.InputPath) return JSON.stringify(pick(event, target.InputPath));
  if (!target.InputTransformer) return JSON.stringify(event);
  const { InputPathsMap = {}, InputTemplate = '' } = target.InputTransformer;
  const values = Object.fromEntries(Object.entries(InputPathsMap).map(([name, path]) => [name, pick(event, path)]));
  return InputTemplate.replace(/"?<([\w.-]+)>"?/g, (placeholder, name: string) => {
    const value = name === 'aws.events.event.json' ? event : values[name];
    const quoted = placeholder.startsWith('"');
    if (quoted) return JSON.stringify(typeof value === 'string' ? value : JSON.stringify(value) ?? '');
    return typeof value === 'string' ? (InputTemplate.trimStart().startsWith('{') ? JSON.stringify(value) : value) : JSON.stringify(value) ?? '';
  });
}

function pick(value: unknown, path: string): unknown {
  const keys = path.replace(/^\$\.?/, '').split(/\.|\[(\d+)\]/).filter((key) => key !== undefined && key !== '');
  return keys.reduce<any>((inner, key) => inner?.[key], value);
}
