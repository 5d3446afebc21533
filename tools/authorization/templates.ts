/** A resource of an operation, as a template of its parameters. */
export interface Template {
  readonly text: string;
  /** Whether a part is left open that is no account, region or partition. */
  readonly open: boolean;
  /** Whether parameters tell all parts but those that the service makes up. */
  readonly told: boolean;
}

const COMMON: Readonly<Record<string, string>> = { Partition: '{partition}', Region: '{region}', Account: '{account}' };
const IDS = ['Name', 'Id', 'Arn', 'ARN', 'Identifier', 'Key', ''];

/**
 * An ARN of AWS's reference with its placeholders filled by the operation's parameters: by one of the same name, or of the name with another ending (`Name`, `Id`, `Arn`,
 * `Identifier`), or of the type's name; by `name` where the operation's name ends with the type's; by a list of such names; by the ARN of any resource.
 * @param aliases parameters that placeholders are filled by first, by hand
 */
export function templateOf(arn: string, type: string, operation: string, parameters: readonly string[], aliases: Readonly<Record<string, string>>): Template {
  const placeholders = [...arn.matchAll(/\$\{([^}]+)\}/g)].map(([, name]) => name).filter((name) => !(name in COMMON));
  const last = placeholders.at(-1);
  const found = new Map(placeholders.map((name) => [name, parameterFor({ placeholder: name, type, isLast: name === last, operation, parameters, aliases })]));
  const whole = last ? found.get(last) : undefined;
  if (whole && /^([^|]*arns?(\[\])?|resource)$/i.test(whole)) return { text: `{${whole}}`, open: false, told: true };
  const values = [...found.values()];
  return {
    text: arn.replace(/\$\{([^}]+)\}/g, (_, name: string) => COMMON[name] ?? written(found.get(name))),
    open: values.some((value) => !value),
    told: values.every((value) => value !== undefined) && (values.length === 0 || values.some((value) => value)),
  };
}

const written = (found: string | undefined): string => {
  if (!found) return '*';
  return /^'[^']*'$/.test(found) ? found.slice(1, -1) : `{${found}}`;
};

interface Sought {
  readonly placeholder: string;
  readonly type: string;
  /** The last placeholder is the resource's own name; those before it are what it belongs to. */
  readonly isLast: boolean;
  readonly operation: string;
  readonly parameters: readonly string[];
  readonly aliases: Readonly<Record<string, string>>;
}

/** @returns `''` for a part that is left open by hand, undefined for one that nothing tells */
function parameterFor({ placeholder, type, isLast, operation, parameters, aliases }: Sought): string | undefined {
  const byHand = handAlias(aliases[`${type}.${placeholder}`] ?? aliases[placeholder], parameters);
  if (byHand !== undefined) return byHand;
  const kind = isLast ? camel(type) : '';
  const stems = [...new Set([placeholder, stemOf(placeholder), kind])].filter(Boolean);
  const own = kind !== '' && operation.toLowerCase().endsWith(kind.toLowerCase()) ? ['name', 'id', 'arn', 'identifier'] : [];
  const any = isLast ? ['ResourceArn', 'Resource', 'ResourceId', 'Arn'] : [];
  const single = [placeholder, ...stems.flatMap((stem) => IDS.map((id) => stem + id)), ...own, ...any];
  const several = stems.flatMap((stem) => ['Names', 'Ids', 'Arns', 's', 'List', 'NameList'].map((end) => stem + end));
  return inOrder(single, parameters) ?? suffixed(inOrder(several, parameters));
}

/** What is left of an alias for an operation's parameters: `''` when it is left open; undefined when none of its parameters is there. */
function handAlias(alias: string | undefined, parameters: readonly string[]): string | undefined {
  const paths = alias?.split('|') ?? [];
  const isText = (path: string) => path.startsWith("'");
  const fit = paths.filter((path) => !isText(path) && parameters.includes(path.split(/[.[{]/)[0]));
  const texts = paths.filter(isText);
  if (fit.length > 0 || paths.every(isText)) return [...fit, ...texts].join('|') || undefined;
  return texts.find((text) => text.includes('*')) ?? (paths.includes('*') ? '' : undefined);
}

const inOrder = (wanted: readonly string[], parameters: readonly string[]): string | undefined => {
  for (const name of wanted) {
    const found = parameters.find((parameter) => parameter.toLowerCase() === name.toLowerCase());
    if (found) return found;
  }
  return undefined;
};

const suffixed = (name: string | undefined) => (name === undefined ? undefined : `${name}[]`);

const stemOf = (placeholder: string) => placeholder.replace(/(Name|Id|Arn|ARN|Identifier)$/, '');

/** `model-package` is `ModelPackage`. */
export const camel = (type: string): string => type.split(/[-_ ]/).map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
