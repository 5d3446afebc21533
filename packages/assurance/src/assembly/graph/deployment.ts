import { type Assembly, type Resource, type Stack } from '../assembly';
import { Evaluation, Unresolved } from '../intrinsics';
import type { Surroundings } from '../surroundings';
import { attributeOf, nameResource, type ResourceName, refOf } from './naming';

/** A stack with what its functions work out to, once all stacks of the assembly stand. */
export interface DeployedStack {
  readonly stack: Stack;
  readonly evaluation: Evaluation;
  /** What a resource is called; undefined for types whose naming is not known. */
  nameOf(logicalId: string): ResourceName | undefined;
}

/** Where a stack goes that may go anywhere. */
export interface Destination {
  readonly account?: string;
  readonly region?: string;
}

/**
 * All stacks of an assembly as they would stand together: references within and across stacks, accounts and nested stacks are followed, and
 * Systems Manager parameters that the assembly itself creates are read. Names that CloudFormation generates are written `<stack>-<logical id>-generated`.
 */
export class Deployment {
  readonly stacks: readonly DeployedStack[];
  private readonly exports = new Map<string, () => unknown>();
  private readonly outputs = new Map<string, () => unknown>();
  private readonly parameters = new Map<string, () => unknown>();
  /** What is being worked out: templates may refer to each other in a circle, which CloudFormation refuses. */
  private readonly open = new Set<string>();

  /** @param products values of the parameters with which each product is provisioned once. @default - none is */
  constructor(assembly: Assembly, destination: Destination = {}, private readonly products?: Readonly<Record<string, string>>) {
    const stacks: DeployedStack[] = [];
    for (const stack of assembly.stacks) this.add(placed(stack, destination), {}, stacks);
    this.stacks = stacks;
  }

  private add(stack: Stack, given: Readonly<Record<string, unknown>>, into: DeployedStack[]): DeployedStack {
    const children = new Map<string, DeployedStack>();
    const deployed: DeployedStack = { stack, evaluation: new Evaluation(stack, given, this.surroundings(stack, children, () => deployed)), nameOf: (id) => this.name(deployed, id) };
    into.push(deployed);
    for (const nested of stack.nested) {
      const id = nested.name.slice(stack.name.length + 1);
      const parameters = deployed.evaluation.property(stack.template.Resources?.[id] as Resource, 'Parameters');
      children.set(id, this.add(placed(nested, stack), (parameters ?? {}) as Record<string, unknown>, into));
    }
    this.publish(deployed);
    if (this.products) for (const product of stack.products ?? []) this.add(placed(product, stack), this.products, into);
    return deployed;
  }

  /** Registers what other stacks may ask for. */
  private publish({ stack, evaluation }: DeployedStack): void {
    const key = (name: unknown) => `${stack.account}/${stack.region}/${String(name)}`;
    for (const [id, output] of Object.entries(stack.template.Outputs ?? {}) as [string, { Export?: { Name?: unknown }; Value?: unknown }][]) {
      this.outputs.set(key(`${stack.name}.${id}`), () => evaluation.value(output.Value));
      if (output.Export) this.exports.set(key(evaluation.value(output.Export.Name)), () => evaluation.value(output.Value));
    }
    for (const resource of Object.values(stack.template.Resources ?? {})) {
      if (resource.Type === 'AWS::SSM::Parameter') this.parameters.set(key(evaluation.property(resource, 'Name')), () => evaluation.property(resource, 'Value'));
    }
  }

  private surroundings(stack: Stack, children: ReadonlyMap<string, DeployedStack>, self: () => DeployedStack): Surroundings {
    const at = (name: string) => `${stack.account}/${stack.region}/${name}`;
    return {
      ref: (id) => this.guarded(`ref ${stack.name} ${id}`, () => refOf(this.name(self(), id))),
      attribute: (id, name) => {
        if (!name.startsWith('Outputs.')) return this.guarded(`ref ${stack.name} ${id}`, () => attributeOf(this.name(self(), id), name, (property) => self().evaluation.property(stack.template.Resources?.[id] as Resource, property)));
        const child = children.get(id);
        const output = child?.stack.template.Outputs?.[name.slice('Outputs.'.length)] as { Value?: unknown } | undefined;
        return output && child?.evaluation.value(output.Value);
      },
      imported: (name) => this.guarded(`export ${at(name)}`, this.exports.get(at(name))),
      output: (name, output, region = stack.region, account = stack.account) => this.guarded(`output ${account}/${region}/${name}.${output}`, this.outputs.get(`${account}/${region}/${name}.${output}`)),
      parameter: (name) => this.guarded(`parameter ${at(name)}`, this.parameters.get(at(name))),
      pseudo: (name) => pseudoOf(stack, name),
      text: (text) => this.dynamic(text, at),
    };
  }

  /** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references-ssm.html */
  private dynamic(text: string, at: (name: string) => string): unknown {
    const [, name] = /^\{\{resolve:ssm:([^:}]+)(?::\d+)?\}\}$/.exec(text) ?? [];
    if (name) return this.guarded(`parameter ${at(name)}`, this.parameters.get(at(name))) ?? new Unresolved(`the parameter ${name} is in no template of the assembly`);
    return text.includes('{{resolve:') ? new Unresolved('a dynamic reference is known at deployment') : text;
  }

  private guarded(key: string, read?: () => unknown): unknown {
    if (!read) return undefined;
    if (this.open.has(key)) return new Unresolved(`${key} refers to itself`);
    this.open.add(key);
    try {
      return read();
    } finally {
      this.open.delete(key);
    }
  }

  private name({ stack, evaluation }: DeployedStack, id: string): ResourceName | undefined {
    const resource = stack.template.Resources?.[id];
    return resource && nameResource(stack, id, resource, evaluation);
  }
}

/** A stack that may go anywhere goes where all such stacks are said to go. */
function placed(stack: Stack, { account, region }: Destination): Stack {
  const open = (value: string) => value.startsWith('unknown-');
  return { ...stack, account: open(stack.account) && account ? account : stack.account, region: open(stack.region) && region ? region : stack.region };
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/pseudo-parameter-reference.html */
function pseudoOf({ name, region }: Stack, pseudo: string): unknown {
  const partition = region.startsWith('cn-') ? 'aws-cn' : region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
  if (pseudo === 'AWS::Partition') return region.startsWith('unknown-') ? undefined : partition;
  if (pseudo === 'AWS::URLSuffix') return partition === 'aws-cn' ? 'amazonaws.com.cn' : 'amazonaws.com';
  return pseudo === 'AWS::StackName' ? name.replaceAll('/', '-') : undefined;
}
