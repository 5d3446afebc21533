import Ajv, { type ErrorObject } from 'ajv';
import { LineCounter, parseDocument, type Node, isNode } from 'yaml';

/** A problem in a topology's text, with its line (1-based) where there is one. */
export interface TextProblem {
  readonly line?: number;
  readonly path: string;
  readonly value: unknown;
  readonly rule: string;
}

/** A topology that was read, or why it was not. */
export interface TopologyText {
  readonly value?: unknown;
  readonly problems: TextProblem[];
  /** The line of a place in dots (`teams.0.name`), or of what holds it. */
  lineOf(path: string): number | undefined;
}

/**
 * Reads YAML or JSON and checks it against a JSON schema. All problems at once.
 * @param text the file's content
 * @param schema a JSON schema, draft 7
 */
export function readTopologyText(text: string, schema: object): TopologyText {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  if (document.errors.length > 0) {
    return { lineOf: () => undefined, problems: document.errors.map((error) => ({ line: lines.linePos(error.pos[0]).line, path: '', value: undefined, rule: error.message.split('\n')[0] })) };
  }
  const value = document.toJS();
  const validate = new Ajv({ allErrors: true, verbose: true, allowUnionTypes: true }).compile(schema);
  const lineOf = (path: string): number | undefined => {
    const keys = path.split('.').filter(Boolean).map((key) => (/^\d+$/.test(key) ? Number(key) : key));
    for (let length = keys.length; length >= 0; length--) {
      const node = document.getIn(keys.slice(0, length), true) as Node | undefined;
      if (isNode(node) && node.range) return lines.linePos(node.range[0]).line;
    }
    return undefined;
  };
  if (validate(value)) return { value, problems: [], lineOf };
  return { value, problems: (validate.errors ?? []).map((error) => describe(error, lineOf)), lineOf };
}

function describe(error: ErrorObject, lineOf: (path: string) => number | undefined): TextProblem {
  const extra = error.keyword === 'additionalProperties' ? ` (${error.params.additionalProperty})` : error.keyword === 'enum' ? ` (${error.params.allowedValues.join(', ')})` : '';
  const path = error.instancePath.slice(1).replace(/\//g, '.');
  const remedy = error.parentSchema?.description ? `. It is ${error.parentSchema.description}` : '';
  return { line: lineOf(path), path, value: error.data, rule: `${error.message ?? error.keyword}${extra}${remedy}` };
}
