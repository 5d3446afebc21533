import { AwsError, type CallContext } from '../service';
import type { Catalog } from './catalog';
import { newId, seconds } from './ids';
import { launchPathFor, launchRoleOf } from './launch-paths';
import type { ProvisionedProduct, ProvisioningRecord, Tag } from './model';

/** What a request asks for is checked and written down here; `Provisioning` carries it out. */

/** @throws AwsError ResourceNotFoundException when no portfolio lets the principal at the product, DuplicateResourceException when the name is taken */
export function provisionProduct(catalog: Catalog, input: any, context: CallContext): ProvisioningRecord {
  const name: string = input.ProvisionedProductName;
  const known = Object.values(catalog.state.provisioned).find(({ Name }) => Name === name);
  if (known?.IdempotencyToken === input.ProvisionToken) return catalog.record(known?.LastProvisioningRecordId ?? '');
  if (known) throw new AwsError('DuplicateResourceException', `There already is a provisioned product ${name} in this account and region: ${known.Id}`);
  const found = catalog.product(input.ProductId, input.ProductName);
  const path = launchPathFor(catalog, found.Id, context.principal, input);
  const artifact = catalog.artifact(found, input.ProvisioningArtifactId, input.ProvisioningArtifactName);
  if (!artifact.Active) throw new AwsError('InvalidParametersException', `Provisioning artifact ${artifact.Id} of ${found.Id} is not active`);
  if (input.ProvisioningPreferences) throw new AwsError('InvalidParametersException', 'local-cloud: ProvisioningPreferences (stack sets) are not in the table of what runs');
  const Id = newId('pp');
  const { account, region, partition, principal } = context;
  const product: ProvisionedProduct = {
    Id, Name: name, Arn: `arn:${partition}:servicecatalog:${region}:${account}:stack/${name}/${Id}`, Type: 'CFN_STACK', Status: 'UNDER_CHANGE', CreatedTime: seconds(),
    IdempotencyToken: input.ProvisionToken, LastRecordId: '', ProductId: found.Id, ProvisioningArtifactId: artifact.Id, PathId: path.Id, LaunchRoleArn: launchRoleOf(path, context),
    Tags: withPortfolioTags(input.Tags ?? [], path.portfolio.Tags, found.Tags), parameters: parametersOf(input.ProvisioningParameters),
    UserArn: principal.roleArn ?? principal.arn, UserArnSession: principal.arn,
  };
  catalog.state.provisioned[Id] = product;
  return recorded(catalog, product, 'PROVISION_PRODUCT');
}

export function updateProduct(catalog: Catalog, input: any, context: CallContext): ProvisioningRecord {
  const product = changeable(catalog, input);
  const found = catalog.product(input.ProductId ?? (input.ProductName === undefined ? product.ProductId : undefined), input.ProductName);
  const wanted = input.PathId === undefined && input.PathName === undefined && found.Id === product.ProductId ? { PathId: product.PathId } : input;
  const path = launchPathFor(catalog, found.Id, context.principal, wanted);
  const names = input.ProvisioningArtifactId !== undefined || input.ProvisioningArtifactName !== undefined;
  const artifact = names ? catalog.artifact(found, input.ProvisioningArtifactId, input.ProvisioningArtifactName) : catalog.artifact(found, product.ProvisioningArtifactId);
  product.parameters = changedParameters(product.parameters, input.ProvisioningParameters);
  product.ProductId = found.Id;
  product.ProvisioningArtifactId = artifact.Id;
  product.PathId = path.Id;
  product.LaunchRoleArn = launchRoleOf(path, context);
  product.Tags = input.Tags ? withPortfolioTags(input.Tags, path.portfolio.Tags, found.Tags) : product.Tags;
  return recorded(catalog, product, 'UPDATE_PROVISIONED_PRODUCT');
}

export function terminateProduct(catalog: Catalog, input: any): ProvisioningRecord {
  if (input.RetainPhysicalResources) throw new AwsError('InvalidParametersException', 'local-cloud: RetainPhysicalResources is not in the table of what runs');
  return recorded(catalog, changeable(catalog, input), 'TERMINATE_PROVISIONED_PRODUCT', input.IgnoreErrors);
}

function changeable(catalog: Catalog, { ProvisionedProductId, ProvisionedProductName }: any): ProvisionedProduct {
  const product = catalog.provisioned(ProvisionedProductId, ProvisionedProductName);
  if (product.Status === 'UNDER_CHANGE') throw new AwsError('InvalidParametersException', `Provisioned product ${product.Name} is UNDER_CHANGE by ${product.LastRecordId}: wait for that record`);
  return product;
}

function recorded(catalog: Catalog, product: ProvisionedProduct, RecordType: ProvisioningRecord['RecordType'], ignoreErrors?: boolean): ProvisioningRecord {
  const now = seconds();
  const { Name, Id, ProductId, ProvisioningArtifactId, PathId, LaunchRoleArn, Tags } = product;
  const record: ProvisioningRecord = {
    RecordId: newId('rec'), ProvisionedProductName: Name, ProvisionedProductId: Id, ProvisionedProductType: 'CFN_STACK', RecordType, Status: 'CREATED', CreatedTime: now, UpdatedTime: now,
    ProductId, ProvisioningArtifactId, PathId, RecordErrors: [], RecordTags: Tags, LaunchRoleArn, outputs: [], ignoreErrors,
  };
  product.Status = 'UNDER_CHANGE';
  product.LastRecordId = record.RecordId;
  if (RecordType !== 'TERMINATE_PROVISIONED_PRODUCT') product.LastProvisioningRecordId = record.RecordId;
  catalog.state.records[record.RecordId] = record;
  catalog.save();
  return record;
}

/** Tags of portfolio and product pass to what is launched (https://docs.aws.amazon.com/servicecatalog/latest/adminguide/tagoptions.html). */
function withPortfolioTags(own: readonly Tag[], ...inherited: (readonly Tag[])[]): Tag[] {
  const all = new Map([...inherited.flat(), ...own].map((tag) => [tag.Key, tag]));
  return [...all.values()];
}

const parametersOf = (given: { Key: string; Value?: string }[] = []) => Object.fromEntries(given.map(({ Key, Value = '' }) => [Key, Value]));

/** A parameter that an update does not name goes back to its default; `UsePreviousValue` keeps it. */
function changedParameters(before: Record<string, string>, given?: { Key: string; Value?: string; UsePreviousValue?: boolean }[]): Record<string, string> {
  if (given === undefined) return before;
  return Object.fromEntries(given.map(({ Key, Value = '', UsePreviousValue }) => [Key, UsePreviousValue ? before[Key] ?? '' : Value]));
}
