import type { Assembly, Resource } from '../../assembly/assembly';
import { Deployment, type DeployedStack } from '../../assembly/graph/deployment';
import type { Open, Place } from '../../assembly/graph/policy-graph';
import { existing, listed, tagsOf } from '../../assembly/graph/principals';
import type { GraphOptions } from '../../assembly/graph/read-graph';
import { valuesAt } from '../../assembly/graph/workloads';
import { Unresolved } from '../../assembly/intrinsics';

/** A resource of the assembly, with its properties worked out as far as the templates decide them. */
export class Item {
  readonly place: Place;
  readonly type: string;
  private name: string | undefined;
  private readonly values = new Map<string, unknown>();

  constructor(readonly deployed: DeployedStack, readonly logicalId: string, readonly resource: Resource, private readonly open: Open[]) {
    this.place = { stack: deployed.stack.name, id: logicalId };
    this.type = resource.Type;
  }

  /** What `Ref` gives, for types whose naming is known; else a name that nothing refers to. */
  get id(): string {
    const given = this.name ?? this.deployed.evaluation.value({ Ref: this.logicalId });
    return this.name = typeof given === 'string' ? given : `${this.place.stack} ${this.logicalId}`;
  }

  get account(): string {
    return this.deployed.stack.account;
  }

  get region(): string {
    return this.deployed.stack.region;
  }

  /** For people: `Subnet1 (Mlops-prod)`. */
  get words(): string {
    return `${this.logicalId} (${this.place.stack})`;
  }

  get tags(): Readonly<Record<string, string>> {
    return tagsOf(this.value('Tags'));
  }

  value(property: string): unknown {
    if (!this.values.has(property)) this.values.set(property, this.deployed.evaluation.property(this.resource, property));
    return this.values.get(property);
  }

  /** A property that is a text or number; undefined where it is not there or, listed as not decided, not known. */
  text(property: string): string | undefined {
    const value = this.value(property);
    if (value instanceof Unresolved) return void this.undecided(property, value.why);
    return value === undefined || typeof value === 'object' ? undefined : String(value);
  }

  /** The texts behind paths such as `VpcConfig.Subnets[]`; what is not known is listed as not decided. */
  texts(...paths: string[]): string[] {
    return paths.flatMap((path) => valuesAt(path, (name) => this.known(name)).flatMap(listed).flatMap((value) => {
      if (value instanceof Unresolved) this.undecided(path, value.why);
      return typeof value === 'string' || typeof value === 'number' ? [String(value)] : [];
    }));
  }

  /** A property; one that is not known as a whole is listed as not decided. */
  known(property: string): unknown {
    const value = this.value(property);
    return value instanceof Unresolved ? void this.undecided(property, value.why) : value;
  }

  undecided(what: string, why: string): void {
    if (!this.open.some(({ place, what: said }) => place.stack === this.place.stack && place.id === this.place.id && said === what)) this.open.push({ place: this.place, what, why });
  }
}

/** All resources of an assembly by type and by what `Ref` gives. */
export class Items {
  readonly open: Open[] = [];
  readonly all: readonly Item[];
  private readonly byType = new Map<string, Item[]>();
  private readonly byId = new Map<string, Item[]>();

  constructor(assembly: Assembly, { destination, products }: GraphOptions = {}) {
    const { stacks } = new Deployment(assembly, destination, products);
    this.all = stacks.flatMap((deployed) => existing(deployed).map(([id, resource]) => new Item(deployed, id, resource, this.open)));
    for (const item of this.all) {
      put(this.byType, item.type, item);
      if (/^AWS::(EC2|NetworkFirewall|Route53Resolver|Route53Profiles|S3)::/.test(item.type)) put(this.byId, item.id, item);
    }
  }

  of(...types: string[]): Item[] {
    return types.flatMap((type) => this.byType.get(type) ?? []);
  }

  /** What a name stands for, in the account and region of who says it before any other. */
  find(id: string | undefined, from: Item): Item | undefined {
    const found = this.byId.get(id ?? '') ?? [];
    return found.find(({ account, region }) => account === from.account && region === from.region) ?? (found.length === 1 ? found[0] : undefined);
  }

  /** What a property names; a name that nothing read has is listed as not decided. */
  named(from: Item, property: string): Item | undefined {
    const id = from.text(property);
    if (id === undefined) return undefined;
    const found = this.find(id, from);
    if (!found) from.undecided(`${property} ${id}`, 'it is not among what was read');
    return found;
  }

  /** As `named`, for lists. */
  namedAll(from: Item, ...paths: string[]): Item[] {
    return paths.flatMap((path) => from.texts(path).flatMap((id) => {
      const found = this.find(id, from);
      if (!found) from.undecided(`${path} ${id}`, 'it is not among what was read');
      return found ?? [];
    }));
  }

  /** Whether everything that properties name was read. */
  isWhole(from: Item, ...paths: string[]): boolean {
    return paths.every((path) => {
      const values = valuesAt(path, (name) => from.known(name)).flatMap(listed);
      return !(from.value(path.split(/[.[]/)[0]) instanceof Unresolved) && values.every((value) => typeof value === 'string' && this.find(value, from) !== undefined);
    });
  }
}

function put(map: Map<string, Item[]>, key: string, item: Item): void {
  map.set(key, [...(map.get(key) ?? []), item]);
}
