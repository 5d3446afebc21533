import { AwsError, type AccessRequest, type CallContext, type Operation } from '../service';
import { isWithin, type Level, levelContext, levelOf, onProduct } from './access';
import type { Catalog, Catalogs } from './catalog';
import type { ProvisionedProduct, ProvisioningRecord } from './model';
import type { Provisioning } from './provisioning';
import { provisionProduct, terminateProduct, updateProduct } from './requests';
import { provisionedAttribute } from './views';

/** Launching products, and what was launched. */
export function provisionedOperations(catalogs: Catalogs, provisioning: Provisioning): Record<string, Operation> {
  const started = (record: ProvisioningRecord, context: CallContext) => {
    provisioning.ensure(record, context);
    return { RecordDetail: record };
  };
  const onProvisioned = (action: string) => (input: any, context: CallContext) => {
    const name = { id: input.ProvisionedProductId ?? input.Id, name: input.ProvisionedProductName ?? input.Name };
    return levelled(action, levelOf(find(catalogs.of(context), name), context));
  };
  return {
    ProvisionProduct: {
      differs: 'needs a LAUNCH constraint unless an account\'s root asks; stack sets are an error.',
      access: ({ ProductId, ProductName }, context) => onProduct('ProvisionProduct', ProductId ?? catalogs.of(context).product(undefined, ProductName).Id, context),
      run: async (input, context) => started(provisionProduct(catalogs.of(context), input, context), context),
    },
    UpdateProvisionedProduct: {
      access: onProvisioned('UpdateProvisionedProduct'),
      run: async (input, context) => started(updateProduct(catalogs.of(context), input, context), context),
    },
    TerminateProvisionedProduct: {
      differs: 'takes everything away; RetainPhysicalResources is an error.',
      access: onProvisioned('TerminateProvisionedProduct'),
      run: async (input, context) => started(terminateProduct(catalogs.of(context), input), context),
    },
    DescribeRecord: {
      access: ({ Id }, context) => {
        const catalog = catalogs.of(context);
        return levelled('DescribeRecord', levelOf(find(catalog, { id: catalog.state.records[Id]?.ProvisionedProductId }), context));
      },
      run: async ({ Id }, context) => {
        const record = catalogs.of(context).record(Id);
        provisioning.ensure(record, context);
        return { RecordDetail: record, RecordOutputs: record.outputs };
      },
    },
    DescribeProvisionedProduct: {
      access: onProvisioned('DescribeProvisionedProduct'),
      run: async ({ Id, Name }, context) => {
        const catalog = catalogs.of(context);
        const product = catalog.provisioned(Id, Name);
        provisioning.ensure(catalog.record(product.LastRecordId), context);
        return { ProvisionedProductDetail: product, CloudWatchDashboards: [] };
      },
    },
    GetProvisionedProductOutputs: {
      access: onProvisioned('GetProvisionedProductOutputs'),
      run: async (input, context) => outputsOf(catalogs.of(context), input),
    },
    ...listings(catalogs),
  };
}

function listings(catalogs: Catalogs): Record<string, Operation> {
  const byFilter = (action: string) => ({ AccessLevelFilter }: any) => levelled(action, AccessLevelFilter?.Key ?? 'User');
  const within = (catalog: Catalog, { AccessLevelFilter }: any, context: CallContext) =>
    Object.values(catalog.state.provisioned).filter((product) => isWithin(AccessLevelFilter?.Key ?? 'User', product, context));
  return {
    SearchProvisionedProducts: {
      access: byFilter('SearchProvisionedProducts'),
      run: async (input, context) => {
        const catalog = catalogs.of(context);
        const found = within(catalog, input, context).filter((product) => (input.Filters?.SearchQuery ?? []).every((query: string) => answers(product, query)));
        return { ProvisionedProducts: found.map((product) => provisionedAttribute(catalog, product)), TotalResultsCount: found.length };
      },
    },
    ScanProvisionedProducts: {
      access: byFilter('ScanProvisionedProducts'),
      run: async (input, context) => ({ ProvisionedProducts: within(catalogs.of(context), input, context) }),
    },
    ListRecordHistory: {
      access: byFilter('ListRecordHistory'),
      run: async (input, context) => {
        const catalog = catalogs.of(context);
        const { Key, Value } = input.SearchFilter ?? {};
        if (Key !== undefined && !['product', 'provisionedproduct'].includes(Key)) throw new AwsError('InvalidParametersException', `SearchFilter.Key is ${Key}: it is product or provisionedproduct`);
        const level: Level = input.AccessLevelFilter?.Key ?? 'User';
        const records = Object.values(catalog.state.records).filter(({ ProvisionedProductId, ProductId }) =>
          isWithin(level, catalog.state.provisioned[ProvisionedProductId], context) && (Key === undefined || (Key === 'product' ? ProductId : ProvisionedProductId) === Value));
        return { RecordDetails: records.reverse() };
      },
    },
  };
}

const levelled = (action: string, level: Level): AccessRequest[] => [{ action: `servicecatalog:${action}`, resource: '*', context: levelContext(level) }];

function find({ state }: Catalog, { id, name }: { id?: string; name?: string }): ProvisionedProduct | undefined {
  return id === undefined ? Object.values(state.provisioned).find(({ Name }) => Name === name) : state.provisioned[id];
}

/** `name:credit`, `id:pp-…`, `status:AVAILABLE`; a bare word is looked for in names and ids. */
function answers(product: ProvisionedProduct, query: string): boolean {
  const [, key, value] = /^(\w+):(.*)$/.exec(query) ?? [undefined, undefined, query];
  const fields: Record<string, string | undefined> = {
    arn: product.Arn, id: product.Id, name: product.Name, physicalId: product.PhysicalId, productId: product.ProductId, provisioningArtifactId: product.ProvisioningArtifactId,
    lastRecordId: product.LastRecordId, status: product.Status, type: product.Type, userArn: product.UserArn, userArnSession: product.UserArnSession, idempotencyToken: product.IdempotencyToken,
  };
  if (key === undefined) return [product.Name, product.Id].some((text) => text.includes(value ?? ''));
  if (!(key in fields)) throw new AwsError('InvalidParametersException', `SearchQuery ${query}: there is no field ${key}, there are ${Object.keys(fields).join(', ')}`);
  return fields[key]?.includes(value ?? '') ?? false;
}

function outputsOf(catalog: Catalog, { ProvisionedProductId, ProvisionedProductName, OutputKeys }: any) {
  const product = catalog.provisioned(ProvisionedProductId, ProvisionedProductName);
  const all = product.LastSuccessfulProvisioningRecordId ? catalog.record(product.LastSuccessfulProvisioningRecordId).outputs : [];
  const unknown = (OutputKeys ?? []).filter((key: string) => !all.some(({ OutputKey }) => OutputKey === key));
  if (unknown.length > 0) throw new AwsError('InvalidParametersException', `${product.Name} has no output ${unknown.join(', ')}`);
  return { Outputs: all.filter(({ OutputKey }) => OutputKeys === undefined || OutputKeys.includes(OutputKey)) };
}
