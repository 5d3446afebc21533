import { createRequire } from 'node:module';
import { compileFunction } from 'node:vm';
import type { Stack } from 'aws-cdk-lib';
import { type BareResource, type BareStack, intrinsicOf } from './bare';

/**
 * The L1 constructs of a stack as the program that somebody would write: `const r1 = new m1.CfnSubnet(stack, t[3], {"vpcId": r0.ref});`. References are references, as in any program,
 * and no property is looked up while it runs. Its texts are given to it, so that stacks which differ in their texts only have the same program.
 */
export interface Program {
  readonly source: string;
  readonly texts: string[];
}

/** Where constructs stand: the path of each logical id, without its stack. */
export type Paths = ReadonlyMap<string, readonly string[]>;

/** A program that makes a stack's resources: right beneath it by their logical ids or, given the paths of constructs, there. Throws of an intrinsic function that it cannot write. */
export function programOf(stack: BareStack, paths?: Paths): Program {
  const writer = new Writer(stack.resources, paths);
  for (const resource of stack.resources) writer.write(resource);
  return writer.program();
}

/** What a program does to an empty stack. Its modules are loaded. */
export function compiled(source: string): (stack: Stack, texts: readonly string[]) => void {
  return compileFunction(source, ['load'])(createRequire(__filename));
}

const PSEUDO_PARAMETERS: Readonly<Record<string, string>> = {
  'AWS::AccountId': 'ACCOUNT_ID', 'AWS::Partition': 'PARTITION', 'AWS::Region': 'REGION', 'AWS::StackId': 'STACK_ID', 'AWS::StackName': 'STACK_NAME', 'AWS::URLSuffix': 'URL_SUFFIX',
};

class Writer {
  private readonly texts: string[] = [];
  private readonly modules = new Map<string, string>();
  private readonly scopes = new Map<string, string>();
  private readonly lines: string[] = [];
  private readonly known: ReadonlyMap<string, BareResource>;
  private readonly made = new Map<string, string>();

  constructor(resources: readonly BareResource[], private readonly paths?: Paths) {
    this.known = new Map(resources.map((resource) => [resource.id, resource]));
  }

  program(): Program {
    const modules = [...this.modules].map(([name, variable]) => `const ${variable} = load(${JSON.stringify(name)});`);
    return { source: [...modules, 'return (stack, t) => {', ...this.lines, '};'].join('\n'), texts: this.texts };
  }

  /** A resource, after those that it refers to. The variable that has it. */
  write(resource: BareResource): string {
    const written = this.made.get(resource.id);
    if (written) return written;
    const { construct, condition, deletionPolicy, updateReplacePolicy, metadata } = resource;
    if (condition) throw new Error(`${resource.id} has the condition ${condition}: conditions are nothing that a program of L1 constructs is written of`);
    const before = resource.dependsOn.map((id) => this.write(this.resource(id)));
    const props = construct ? this.value(resource.props) : `{type: ${this.text(resource.type)}, properties: ${this.value(resource.props)}}`;
    const made = `new ${this.module(construct?.[0] ?? 'aws-cdk-lib')}.${construct?.[1] ?? 'CfnResource'}(${this.place(resource.id).join(', ')}, ${props})`;
    const variable = `r${this.made.size}`;
    this.made.set(resource.id, variable);
    this.lines.push(`const ${variable} = ${made};`, ...before.map((other) => `${variable}.addDependency(${other});`));
    for (const [option, value] of Object.entries({ deletionPolicy, updateReplacePolicy, metadata })) if (value) this.lines.push(`${variable}.cfnOptions.${option} = ${this.value(value)};`);
    return variable;
  }

  /** Scope and id. */
  private place(id: string): [string, string] {
    const path = this.paths?.get(id) ?? [id];
    return [this.scope(path.slice(0, -1)), this.text(path[path.length - 1])];
  }

  private scope(path: readonly string[]): string {
    if (path.length === 0) return 'stack';
    const key = path.join('/');
    const known = this.scopes.get(key);
    if (known) return known;
    const made = `new ${this.module('constructs')}.Construct(${this.scope(path.slice(0, -1))}, ${this.text(path[path.length - 1])})`;
    const variable = `s${this.scopes.size}`;
    this.scopes.set(key, variable);
    this.lines.push(`const ${variable} = ${made};`);
    return variable;
  }

  private value(value: unknown): string {
    if (Array.isArray(value)) return `[${value.map((item) => this.value(item)).join(', ')}]`;
    if (typeof value === 'object' && value !== null) return `{${Object.entries(value).map(([key, item]) => `${JSON.stringify(key)}: ${this.value(item)}`).join(', ')}}`;
    if (typeof value !== 'string') return JSON.stringify(value);
    const intrinsic = intrinsicOf(value);
    return intrinsic ? this.intrinsic(intrinsic) : this.text(value);
  }

  private intrinsic(value: Readonly<Record<string, unknown>>): string {
    const [[name, given]] = Object.entries(value);
    if (name === 'Ref' && PSEUDO_PARAMETERS[given as string]) return `${this.module('aws-cdk-lib')}.Aws.${PSEUDO_PARAMETERS[given as string]}`;
    if (name === 'Ref') return `${this.write(this.resource(given as string))}.ref`;
    if (name === 'Fn::GetAtt') return `${this.write(this.resource((given as string[])[0]))}.getAtt(${this.text((given as string[])[1])}).toString()`;
    if (name === 'Fn::Join') return `[${(given as [string, unknown[]])[1].map((part) => this.part(part)).join(', ')}].join(${this.text((given as [string])[0])})`;
    if (name === 'Fn::Sub' && typeof given === 'string') return `${this.module('aws-cdk-lib')}.Fn.sub(${this.text(given)})`;
    throw new Error(`${JSON.stringify(value)} is nothing that a program of L1 constructs is written of: Ref to a resource or pseudo parameter, Fn::GetAtt, Fn::Join, Fn::Sub of a text`);
  }

  /** Within a function are others as they are in a template. */
  private part(part: unknown): string {
    return typeof part === 'string' ? this.text(part) : this.intrinsic(part as Readonly<Record<string, unknown>>);
  }

  private text(text: string): string {
    return `t[${this.texts.push(text) - 1}]`;
  }

  private module(name: string): string {
    const known = this.modules.get(name) ?? `m${this.modules.size}`;
    this.modules.set(name, known);
    return known;
  }

  private resource(id: string): BareResource {
    const resource = this.known.get(id);
    if (!resource) throw new Error(`${id} is no resource of the stack: parameters are nothing that a program of L1 constructs is written of`);
    return resource;
  }
}
