import type { Cloud, SessionCredentials } from '../../cloud';
import { AwsError, type CallContext } from '../service';
import type { Catalog, Catalogs } from './catalog';
import { seconds } from './ids';
import type { ProvisionedProduct, ProvisioningRecord } from './model';
import { Stacks, type Pause, type StackOutcome } from './stacks';
import type { TemplateStore } from './template-store';

type Place = Pick<CallContext, 'account' | 'region'>;

/**
 * Carries out records: the stack `SC-<account>-<pp-…>` is made, changed and deleted with the launch role's credentials
 * (https://docs.aws.amazon.com/servicecatalog/latest/adminguide/constraints-launch.html).
 */
export class Provisioning {
  private readonly running = new Map<string, Promise<void>>();

  constructor(private readonly cloud: Cloud, private readonly catalogs: Catalogs, private readonly templates: TemplateStore, private readonly pause: Pause) {}

  /** Starts a record, or takes up one again that a restart interrupted. */
  ensure(record: ProvisioningRecord, place: Place): void {
    if (this.running.has(record.RecordId) || !['CREATED', 'IN_PROGRESS'].includes(record.Status)) return;
    const run = this.run(record, this.catalogs.of(place), place).finally(() => this.running.delete(record.RecordId));
    this.running.set(record.RecordId, run);
  }

  /** Takes up every record that a restart interrupted. */
  resume(): void {
    for (const { place, catalog } of this.catalogs.all()) for (const record of Object.values(catalog.state.records)) this.ensure(record, place);
  }

  /** Resolves when everything that was started has ended. */
  async settled(): Promise<void> {
    await Promise.all(this.running.values());
  }

  private async run(record: ProvisioningRecord, catalog: Catalog, place: Place): Promise<void> {
    const product = catalog.provisioned(record.ProvisionedProductId);
    try {
      const outcome = await this.carryOut(record, product, catalog, place);
      this.conclude(record, product, catalog, outcome);
    } catch (error) {
      if ((error as Error).name === 'AbortError') return;
      this.conclude(record, product, catalog, { succeeded: false, status: (error as Error).name, reason: (error as Error).message, outputs: [] });
    }
    this.cloud.log.write('servicecatalog', `${record.RecordType} ${record.RecordId} ${product.Name}: ${record.Status} ${product.StatusMessage ?? ''}`);
  }

  private async carryOut(record: ProvisioningRecord, product: ProvisionedProduct, catalog: Catalog, place: Place): Promise<StackOutcome> {
    const stacks = new Stacks(this.cloud, await this.credentialsFor(record, product, place), place, this.templates, this.pause);
    const stackName = product.PhysicalId ?? `SC-${place.account}-${product.Id}`;
    const resumed = record.Status === 'IN_PROGRESS';
    record.Status = 'IN_PROGRESS';
    catalog.save();
    if (!resumed || !product.PhysicalId) await this.start(record, product, catalog, stacks, stackName);
    return stacks.outcome(product.PhysicalId ?? stackName);
  }

  private async start(record: ProvisioningRecord, product: ProvisionedProduct, catalog: Catalog, stacks: Stacks, stackName: string): Promise<void> {
    if (record.RecordType === 'TERMINATE_PROVISIONED_PRODUCT') return stacks.delete(stackName);
    const { template } = catalog.artifact(catalog.product(record.ProductId), record.ProvisioningArtifactId);
    const request = { template, parameters: product.parameters, tags: product.Tags };
    if (record.RecordType === 'UPDATE_PROVISIONED_PRODUCT' && product.PhysicalId) {
      await stacks.update(stackName, request);
      return;
    }
    product.PhysicalId = await stacks.create(stackName, request);
    catalog.save();
  }

  private credentialsFor({ LaunchRoleArn, RecordId }: ProvisioningRecord, { Name, UserArn }: ProvisionedProduct, { account }: Place): Promise<SessionCredentials> | SessionCredentials {
    if (LaunchRoleArn) return this.cloud.assumeServiceRole(LaunchRoleArn, 'servicecatalog.amazonaws.com', RecordId);
    if (UserArn.endsWith(':root')) return this.cloud.rootOf(account);
    throw new AwsError('InvalidParametersException', `local-cloud: ${Name} has no launch role, and provisioning with the caller's own credentials is not in the table of what runs: give the product a LAUNCH constraint`);
  }

  private conclude(record: ProvisioningRecord, product: ProvisionedProduct, catalog: Catalog, outcome: StackOutcome): void {
    const { succeeded, status, reason = '', outputs } = outcome;
    record.UpdatedTime = seconds();
    record.Status = succeeded ? 'SUCCEEDED' : 'FAILED';
    record.outputs = [...outputs];
    record.RecordErrors = succeeded ? [] : [{ Code: status, Description: reason }];
    product.StatusMessage = succeeded ? undefined : reason;
    product.Status = succeeded ? 'AVAILABLE' : statusAfterFailure(record, status);
    const ended = record.RecordType === 'TERMINATE_PROVISIONED_PRODUCT' && (succeeded || record.ignoreErrors);
    if (ended) delete catalog.state.provisioned[product.Id];
    if (succeeded && !ended) product.LastSuccessfulProvisioningRecordId = record.RecordId;
    catalog.save();
  }
}

/**
 * An update that was rolled back leaves a usable product, TAINTED; a launch that failed leaves none, ERROR
 * (https://docs.aws.amazon.com/servicecatalog/latest/dg/API_ProvisionedProductDetail.html).
 */
function statusAfterFailure({ RecordType }: ProvisioningRecord, status: string): 'TAINTED' | 'ERROR' {
  return RecordType === 'UPDATE_PROVISIONED_PRODUCT' && status === 'UPDATE_ROLLBACK_COMPLETE' ? 'TAINTED' : 'ERROR';
}
