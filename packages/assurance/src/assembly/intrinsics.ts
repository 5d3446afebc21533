import type { Resource, Stack, Template } from './assembly';
import type { Surroundings } from './surroundings';

/** A value that only the deployment knows, and why. */
export class Unresolved {
  /** @param maybeAbsent whether it may turn out to be `AWS::NoValue`, so that a list with it has no known length */
  constructor(readonly why: string, readonly maybeAbsent = false) {}
}

/** `AWS::NoValue`: the property, or the element of a list, is not there. */
const ABSENT = Symbol('AWS::NoValue');

type Json = Readonly<Record<string, unknown>>;

/**
 * A template with the values that its parameters have when nobody gives any. Functions of CloudFormation are worked out as far as the
 * template itself decides them; everything else stays `Unresolved` and says why.
 * Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference.html
 */
export class Evaluation {
  private readonly template: Template;
  /** Conditions that are being worked out: a template may hold a circle, which CloudFormation refuses. */
  private readonly open = new Set<string>();

  /**
   * @param given what the parent of a nested stack passes to it
   * @param surroundings what is known beyond the template: what resources are called, what other stacks export. @default - nothing
   */
  constructor(readonly stack: Stack, private readonly given: Json = {}, private readonly surroundings?: Surroundings) {
    this.template = stack.template;
  }

  /** Whether a resource is created; undefined where that is not known before the deployment. */
  exists({ Condition }: Resource): boolean | Unresolved {
    return Condition === undefined ? true : this.condition(Condition);
  }

  /** A property of a resource, absent values left out. */
  property({ Properties }: Resource, name: string): unknown {
    return this.value(Properties?.[name]);
  }

  /** Any value of the template, worked out; undefined for `AWS::NoValue`. */
  value(given: unknown): unknown {
    const value = this.resolve(given);
    return value === ABSENT ? undefined : value;
  }

  /** What a property passes on, each by name; `AWS::NoValue` left out. */
  private resolve(value: unknown): unknown {
    if (Array.isArray(value)) return value.map((each) => this.resolve(each)).filter((each) => each !== ABSENT);
    if (typeof value === 'string') return this.surroundings?.text?.(value) ?? value;
    if (typeof value !== 'object' || value === null) return value;
    const entries = Object.entries(value);
    if (entries.length === 1 && (entries[0][0] === 'Ref' || entries[0][0].startsWith('Fn::'))) return this.call(entries[0][0], entries[0][1]);
    return Object.fromEntries(entries.map(([key, each]) => [key, this.resolve(each)] as const).filter(([, each]) => each !== ABSENT));
  }

  private call(name: string, argument: unknown): unknown {
    if (name === 'Ref') return this.reference(String(argument));
    if (name === 'Fn::Sub') return this.substituted(argument);
    if (name === 'Fn::GetAtt') return this.attribute(argument);
    if (name === 'Fn::ImportValue') return this.imported(argument);
    if (name === 'Fn::GetStackOutput') return this.output(argument);
    if (!Array.isArray(argument)) return new Unresolved(`${name} is known at deployment`);
    switch (name) {
      case 'Fn::If': return this.choice(argument);
      case 'Fn::FindInMap': return this.mapped(argument);
      case 'Fn::Select': return this.selected(argument);
      case 'Fn::Split': return this.split(argument);
      case 'Fn::Join': return this.joined(argument);
      default: return new Unresolved(`${name} is known at deployment`);
    }
  }

  private reference(name: string): unknown {
    if (name === 'AWS::NoValue') return ABSENT;
    if (name.startsWith('AWS::')) {
      const pseudo = this.surroundings?.pseudo(name);
      if (pseudo !== undefined) return pseudo;
    }
    if (name === 'AWS::Region') return /^unknown-/.test(this.stack.region) ? new Unresolved('the stack may go to any region') : this.stack.region;
    if (name === 'AWS::AccountId') return /^unknown-/.test(this.stack.account) ? new Unresolved('the stack may go to any account') : this.stack.account;
    const parameter = this.template.Parameters?.[name] as { Type?: string; Default?: unknown } | undefined;
    if (!parameter) return this.surroundings?.ref(name) ?? new Unresolved(`Ref ${name} is known at deployment`);
    const { Type = 'String', Default } = parameter;
    const value = Object.hasOwn(this.given, name) ? this.given[name] : Default;
    if (value === undefined) return new Unresolved(`the parameter ${name} has no default`);
    if (Type.startsWith('AWS::SSM::')) return this.surroundings?.parameter(String(value)) ?? new Unresolved(`the parameter ${name} is read from Systems Manager at deployment`);
    const isList = Type === 'CommaDelimitedList' || Type.startsWith('List<');
    return isList && (typeof value === 'string' || typeof value === 'number') ? commaDelimited(String(value)) : value;
  }

  /** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference-sub.html */
  private substituted(argument: unknown): unknown {
    const [text, values] = (Array.isArray(argument) ? argument : [argument, {}]) as [string, Json];
    let open: unknown;
    const result = String(text).replace(/\$\{([^}]+)\}/g, (_, name: string) => {
      if (name.startsWith('!')) return `\${${name.slice(1)}}`;
      const value = Object.hasOwn(values, name) ? this.resolve(values[name]) : name.includes('.') ? this.attribute(name) : this.reference(name);
      if (value instanceof Unresolved || value === ABSENT) open ??= value;
      return String(value);
    });
    return open ?? result;
  }

  private attribute(argument: unknown): unknown {
    const [id, ...name] = typeof argument === 'string' ? argument.split('.') : (argument as unknown[]).map(String);
    return this.surroundings?.attribute(id, name.join('.')) ?? new Unresolved(`Fn::GetAtt ${id}.${name.join('.')} is known at deployment`);
  }

  private imported(argument: unknown): unknown {
    const name = this.resolve(argument);
    if (name instanceof Unresolved) return name;
    return this.surroundings?.imported(String(name)) ?? new Unresolved('Fn::ImportValue is known at deployment');
  }

  /** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-getstackoutput.html */
  private output(argument: unknown): unknown {
    const { StackName, OutputName, Region, RoleArn } = this.resolve(argument) as Json;
    const open = [StackName, OutputName, Region, RoleArn].find((each) => each instanceof Unresolved);
    if (open) return open;
    const account = RoleArn === undefined ? undefined : String(RoleArn).split(':')[4];
    return this.surroundings?.output?.(String(StackName), String(OutputName), Region === undefined ? undefined : String(Region), account) ?? new Unresolved('Fn::GetStackOutput is known at deployment');
  }

  private choice(argument: unknown): unknown {
    const [name, yes, no] = argument as [string, unknown, unknown];
    const decided = this.condition(name);
    if (!(decided instanceof Unresolved)) return this.resolve(decided ? yes : no);
    const mayBeAbsent = [yes, no].some((branch) => this.resolve(branch) === ABSENT);
    return new Unresolved(`the condition ${name} is open: ${decided.why}`, mayBeAbsent);
  }

  private mapped(argument: unknown): unknown {
    const keys = this.resolve(argument) as unknown[];
    const open = keys.find((key) => key instanceof Unresolved);
    if (open) return open;
    const [map, top, second] = keys.map(String);
    const value = (this.template.Mappings?.[map] as Record<string, Record<string, unknown>> | undefined)?.[top]?.[second];
    return value ?? new Unresolved(`the mapping ${map} has no ${top}, ${second}`);
  }

  private selected(argument: unknown): unknown {
    const [index, list] = this.resolve(argument) as [unknown, unknown];
    if (list instanceof Unresolved || index instanceof Unresolved) return list instanceof Unresolved ? list : index;
    const value = Array.isArray(list) ? (list as unknown[])[Number(index)] : undefined;
    return value ?? new Unresolved(`Fn::Select finds no element ${String(index)}`);
  }

  private split(argument: unknown): unknown {
    const [separator, text] = this.resolve(argument) as [string, unknown];
    return typeof text === 'string' ? text.split(separator) : text instanceof Unresolved ? text : new Unresolved('Fn::Split takes a text');
  }

  private joined(argument: unknown): unknown {
    const [separator, list] = this.resolve(argument) as [string, unknown];
    const open = Array.isArray(list) ? list.find((each) => each instanceof Unresolved) as unknown : list;
    return open ?? (list as unknown[]).join(separator);
  }

  private condition(name: string): boolean | Unresolved {
    const definition = this.template.Conditions?.[name];
    if (definition === undefined) return new Unresolved(`there is no condition ${name}`);
    if (this.open.has(name)) return new Unresolved(`the condition ${name} depends on itself`);
    this.open.add(name);
    try {
      return this.truth(definition);
    } finally {
      this.open.delete(name);
    }
  }

  private truth(definition: unknown): boolean | Unresolved {
    const [name, argument] = Object.entries(definition as Json)[0] ?? ['an empty condition'];
    if (name === 'Condition') return this.condition(String(argument));
    if (name === 'Fn::Equals') return equal(this.resolve(argument));
    if (!['Fn::Not', 'Fn::And', 'Fn::Or'].includes(name) || !Array.isArray(argument)) return new Unresolved(`${name} is known at deployment`);
    const truths = argument.map((part) => this.truth(part));
    if (name === 'Fn::And' && truths.includes(false)) return false;
    if (name === 'Fn::Or' && truths.includes(true)) return true;
    const open = truths.find((each) => each instanceof Unresolved);
    return open ?? (name === 'Fn::Not' ? !truths[0] : name === 'Fn::And');
  }
}

const commaDelimited = (text: string) => (text === '' ? [] : text.split(',').map((each) => each.trim()));

/** Texts and numbers are the same to CloudFormation: parameters arrive as texts. */
function equal(sides: unknown): boolean | Unresolved {
  const [left, right] = sides as [unknown, unknown];
  const open = [left, right].find((side) => side instanceof Unresolved);
  return open ?? String(left) === String(right);
}
