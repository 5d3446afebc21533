import { type Complain, textsAt } from './parameters';

/** Whose and where the resources of a request are. */
export interface Place {
  readonly account: string;
  readonly region: string;
  readonly partition: string;
}

const PLACEHOLDER = /\{((?:[^{}]|\{[a-z]+\})*)\}/g;
const IS_ARN = /^arn:[^:]+:/;
/** `https://sqs.eu-central-1.amazonaws.com/111111111111/jobs`, by which SQS takes a queue. */
const QUEUE_URL = /^https?:\/\/[^/]+\/(\d{12})\/([^/]+)$/;
/** `111111111111:function:name`, by which Lambda takes a function (https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html). */
const PARTIAL_FUNCTION = /^(\d{12}):function:(.+)$/;

interface Part {
  readonly text: string;
  /** Whether the text is an ARN that came with the request. */
  readonly arn?: boolean;
  /** An account that came with the request. */
  readonly account?: string;
}

/**
 * The resources that a template stands for.
 * @returns none when the request does not tell them, unless `otherwise` stands for what it does not tell
 */
export function resourcesOf(template: string, below: string, place: Place, parameters: unknown, complain: Complain, otherwise?: string): string[] {
  if (template === '*') return ['*'];
  const whole = template.startsWith('arn:') ? template : below + template;
  const pieces = piecesOf(whole);
  const names = pieces.filter(({ path }) => path !== undefined && !(path in place));
  let found: Part[][] = [[]];
  for (const { path } of names) {
    const values = firstOf(path ?? '', parameters, complain);
    if (values.length === 0 && otherwise === undefined) return [];
    const parts = values.length === 0 ? [{ text: otherwise ?? '' }] : values.map(partOf);
    found = found.flatMap((before) => parts.map((part) => [...before, part]));
  }
  return [...new Set(found.map((parts) => filled(pieces, parts, place)))];
}

interface Piece { readonly text: string; readonly path?: string }

function piecesOf(template: string): Piece[] {
  const pieces: Piece[] = [];
  let end = 0;
  for (const match of template.matchAll(PLACEHOLDER)) {
    pieces.push({ text: template.slice(end, match.index) }, { text: '', path: match[1] });
    end = match.index + match[0].length;
  }
  return [...pieces, { text: template.slice(end) }];
}

function firstOf(path: string, parameters: unknown, complain: Complain): string[] {
  for (const one of path.split('|')) {
    if (one.startsWith("'")) return [one.slice(1, -1)];
    const values = textsAt(parameters, one, complain);
    if (values.length > 0) return values;
  }
  return [];
}

function partOf(value: string): Part {
  if (IS_ARN.test(value)) return { text: value, arn: true, account: accountOf(value) };
  const [, account, name] = QUEUE_URL.exec(value) ?? PARTIAL_FUNCTION.exec(value) ?? [];
  return name ? { text: name, account } : { text: value };
}

/** An ARN that stands last is the resource itself; before that, it is a resource that this one belongs to, and only its name counts. */
function filled(pieces: readonly Piece[], parts: readonly Part[], place: Place): string {
  const last = parts.filter(({ text }) => text !== '').at(-1);
  if (last?.arn) return last.text;
  const account = parts.find((part) => part.account)?.account ?? place.account;
  const texts = parts.map(({ text, arn }) => (arn ? text.replace(/^.*[:/]/, '') : text));
  return pieces.map(({ text, path }) => (path === undefined ? text : path in place ? { ...place, account }[path as keyof Place] : texts.shift())).join('');
}

/** The account that an ARN names. */
export const accountOf = (arn: string): string | undefined => /^arn:[^:]*:[^:]*:[^:]*:(\d{12}):/.exec(arn)?.[1];
