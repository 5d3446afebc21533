import type { Resource, Template } from '../assembly/assembly';
import type { DimensionId } from './dimensions';
import { type Evaluation, Unresolved } from '../assembly/intrinsics';

/** Hours of a month, as AWS's own calculator counts them: https://aws.amazon.com/calculator/calculator-assumptions/ */
export const HOURS = 730;

/** What a resource costs while it exists. */
export interface Charge {
  /** Of a dimension, with its size behind a slash where it has one. */
  readonly price: string;
  /** In a month, in the unit of the dimension. */
  readonly quantity: number | Unresolved;
}

/** How a resource is billed. One that is billed by nothing is free by itself, for the reason that the rule gives. */
export interface Bill {
  readonly fixed?: readonly Charge[];
  /** What it is billed by as it is used. */
  readonly use?: readonly string[];
  /** What AWS bills that is not reckoned with here. */
  readonly unpriced?: readonly string[];
  readonly free?: string;
}

/** How AWS bills a type of resource. */
export interface Rule {
  /** Where AWS says so. */
  readonly page: string;
  bill(resource: View): Bill;
}

/** A resource as the rules see it: its properties with their values, as far as the template decides them. */
export class View {
  constructor(private readonly resource: Resource, private readonly template: Template, private readonly evaluation: Evaluation) {}

  property(name: string): unknown {
    return this.evaluation.property(this.resource, name);
  }

  /** A property that must be a text: `Unresolved` where only the deployment knows it. */
  text(name: string, otherwise: string): string | Unresolved {
    const value = this.property(name);
    return value === undefined ? otherwise : value instanceof Unresolved ? value : String(value);
  }

  /** The resource of the same template that a property refers to by `Ref` or `Fn::GetAtt`. */
  referred(name: string): View | undefined {
    const value = this.resource.Properties?.[name] as { Ref?: string; 'Fn::GetAtt'?: string | readonly string[] } | undefined;
    const attribute = value?.['Fn::GetAtt'];
    const id = value?.Ref ?? (typeof attribute === 'string' ? attribute.split('.')[0] : attribute?.[0]);
    const resource = id === undefined ? undefined : this.template.Resources?.[id];
    return resource && new View(resource, this.template, this.evaluation);
  }

  /** How many elements a list has. */
  length(name: string): number | Unresolved {
    return lengthOf(this.property(name), name);
  }
}

export function lengthOf(list: unknown, name: string): number | Unresolved {
  if (list instanceof Unresolved) return list;
  if (!Array.isArray(list)) return new Unresolved(`there is no list ${name}`);
  return list.find((each): each is Unresolved => each instanceof Unresolved && each.maybeAbsent) ?? list.length;
}

/** Costs a price for every hour that it is there. */
export const hourly = (price: DimensionId, count: number | Unresolved = 1, size?: string): Charge => ({
  price: size === undefined ? price : `${price}/${size}`,
  quantity: count instanceof Unresolved ? count : count * HOURS,
});

/** Costs a price a month. */
export const monthly = (price: DimensionId, count: number | Unresolved = 1): Charge => ({ price, quantity: count });

export const free = (page: string, reason: string): Rule => ({ page, bill: () => ({ free: reason }) });

/** Costs nothing that is not used. */
export const byUse = (page: string, ...use: DimensionId[]): Rule => ({ page, bill: () => ({ use }) });

/** Costs the same whatever its properties say, and what is used of it. */
export const each = (page: string, fixed: Charge, ...use: DimensionId[]): Rule => ({ page, bill: () => ({ fixed: [fixed], use }) });
