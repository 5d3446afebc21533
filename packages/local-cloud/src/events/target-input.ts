import type { Rule, Target } from '@aws-sdk/client-eventbridge';
import type { AwsEvent } from './event';

/** What a target receives of an event: all of it, a part, a constant or a template (https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html). */
export function inputOf(target: Target, event: AwsEvent, rule: Pick<Rule, 'Arn' | 'Name'> = {}): string {
  if (target.Input) return target.Input;
  if (target.InputPath) return JSON.stringify(pick(event, target.InputPath) ?? null);
  if (!target.InputTransformer) return JSON.stringify(event);
  const { InputPathsMap = {}, InputTemplate = '' } = target.InputTransformer;
  const own = Object.fromEntries(Object.entries(InputPathsMap).map(([name, path]) => [name, pick(event, path)]));
  return fill(InputTemplate, { ...own, ...predefined(event, rule) });
}

/** Variables that every template has, and that none of its own can replace. */
function predefined(event: AwsEvent, { Arn, Name }: Pick<Rule, 'Arn' | 'Name'>): Record<string, unknown> {
  const { detail: _, ...withoutDetail } = event;
  return {
    'aws.events.rule-arn': Arn, 'aws.events.rule-name': Name, 'aws.events.event.ingestion-time': event.time, 'aws.events.event': withoutDetail, 'aws.events.event.json': event,
  };
}

/**
 * Puts values where the template names them: as JSON where JSON stands, as text within quotes or in a template that is plain text. A value that the event
 * does not have leaves nothing behind.
 */
function fill(template: string, values: Record<string, unknown>): string {
  const isJson = /^\s*[[{]/.test(template);
  let quoted = false;
  return template.replace(/\\.|"|<([\w.-]+)>/gs, (token, name: string | undefined) => {
    if (token === '"') quoted = !quoted;
    if (name === undefined) return token;
    const value = values[name];
    if (value === undefined) return '';
    if (quoted) return JSON.stringify(typeof value === 'string' ? value : JSON.stringify(value)).slice(1, -1);
    return typeof value === 'string' && !isJson ? value : JSON.stringify(value);
  });
}

/** Dots, dashes, indices and `[*]`: what EventBridge knows of JSON paths. */
function pick(value: unknown, path: string): unknown {
  const keys = path.replace(/^\$\.?/, '').split(/\.|\[['"]?([^\]'"]+)['"]?\]/).filter((key) => key !== undefined && key !== '');
  return keys.reduce<unknown>((inner, key) => step(inner, key), value);
}

function step(value: any, key: string): unknown {
  if (value === undefined || value === null) return undefined;
  return key === '*' ? Object.values(value) : value[key];
}
