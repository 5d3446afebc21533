import * as path from 'node:path';
import { type Live, Records } from '../records';
import { AwsError, type CallContext } from '../service';

export type Place = Pick<CallContext, 'account' | 'region' | 'partition'>;

/** Named things of one kind, in all accounts and regions. */
export class Collection<T extends { readonly name: string }> {
  private readonly items: Records<T>;

  /**
   * @param kind what a message calls it: `endpoint`
   * @param segment the part of its ARN: `endpoint` in `arn:aws:sagemaker:…:endpoint/name`
   * @param folder what all of SageMaker's collections remember over a restart
   */
  constructor(private readonly kind: string, private readonly segment: string, folder: string, live?: Live<T>) {
    this.items = new Records(path.join(folder, segment), live);
  }

  arn({ partition, region, account }: Place, name: string): string {
    return `arn:${partition}:sagemaker:${region}:${account}:${this.segment}/${name}`;
  }

  add(place: Place, item: T): T {
    if (this.find(place, item.name)) throw new AwsError('ValidationException', `Cannot create already existing ${this.kind} "${this.arn(place, item.name)}".`);
    return this.items.set(key(place, item.name), item);
  }

  /** Remembers an item that was changed. */
  save(place: Pick<Place, 'account' | 'region'>, item: T): void {
    this.items.save(key(place, item.name));
  }

  /** From now on what changes is not remembered. */
  freeze(): void {
    this.items.freeze();
  }

  /** SageMaker's own words, which tools look for: `Could not find endpoint "arn:…".` @throws AwsError ValidationException */
  get(place: Place, name: string): T {
    const item = this.find(place, name);
    if (!item) throw new AwsError('ValidationException', `Could not find ${this.kind} "${this.arn(place, name)}".`);
    return item;
  }

  find(place: Pick<Place, 'account' | 'region'>, name: string): T | undefined {
    return this.items.get(key(place, name));
  }

  list({ account, region }: Pick<Place, 'account' | 'region'>): T[] {
    const prefix = `${account}/${region}/`;
    return this.items.entries().filter(([at]) => at.startsWith(prefix)).map(([, item]) => item);
  }

  all(): T[] {
    return this.items.values();
  }

  delete(place: Place, name: string): void {
    this.get(place, name);
    this.items.delete(key(place, name));
  }
}

const key = ({ account, region }: Pick<Place, 'account' | 'region'>, name: string) => `${account}/${region}/${name}`;

/** The place an ARN names, and the name in it; the caller's own place for a bare name. */
export function placed(nameOrArn: string, place: Place): Place & { name: string } {
  if (!nameOrArn.startsWith('arn:')) return { account: place.account, region: place.region, partition: place.partition, name: nameOrArn };
  const [, partition, , region, account, resource] = nameOrArn.split(':');
  return { partition, region, account, name: resource.slice(resource.indexOf('/') + 1) };
}

/** Sorts and cuts a list the way SageMaker's List operations take it. */
export function listed<T>(items: readonly T[], at: (item: T) => Date, input: { SortOrder?: string; MaxResults?: number }, order: 'Ascending' | 'Descending' = 'Descending'): T[] {
  const sorted = [...items].sort((a, b) => at(a).getTime() - at(b).getTime());
  if ((input.SortOrder ?? order) === 'Descending') sorted.reverse();
  return sorted.slice(0, input.MaxResults ?? 100);
}
