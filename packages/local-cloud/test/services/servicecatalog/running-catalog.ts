import { ServiceCatalog } from '@aws-sdk/client-service-catalog';
import type { SessionCredentials } from '../../../src/cloud';
import { type CloudUnderTest, eventually, REGION } from '../codebuild/cloud-under-test';

const BUCKET = 'templates';

/** A product's template: a parameter of Parameter Store under a name that the launch gives it. */
const template = (value: string) => ({
  Parameters: { Name: { Type: 'String' }, SageMakerProjectName: { Type: 'String', Default: '' }, SageMakerProjectId: { Type: 'String', Default: '' } },
  Resources: { Parameter: { Type: 'AWS::SSM::Parameter', Properties: { Type: 'String', Name: { Ref: 'Name' }, Value: value } } },
  Outputs: { Parameter: { Value: { Ref: 'Parameter' } } },
});

/** A catalog on a running cloud, with an administrator, and a lead whom portfolios may let in. */
export class RunningCatalog {
  static async in(cloud: CloudUnderTest): Promise<RunningCatalog> {
    await cloud.bucket(BUCKET);
    const launchRole = await cloud.role('launch', 'servicecatalog.amazonaws.com');
    const lead = await cloud.session('lead', [{ Effect: 'Allow', Action: ['servicecatalog:*', 'sagemaker:*'], Resource: '*' }]);
    return new RunningCatalog(cloud, launchRole, lead);
  }

  readonly admin: ServiceCatalog;
  readonly user: ServiceCatalog;
  readonly leadRole = 'arn:aws:iam::111111111111:role/lead';

  private constructor(private readonly cloud: CloudUnderTest, readonly launchRole: string, readonly lead: SessionCredentials) {
    this.admin = cloud.client(ServiceCatalog);
    this.user = cloud.client(ServiceCatalog, lead);
  }

  /** Puts a template whose parameter gets a value. @returns its URL */
  async template(value: string): Promise<string> {
    await this.cloud.put(BUCKET, `${value}.json`, JSON.stringify(template(value)));
    return `https://${BUCKET}.s3.${REGION}.amazonaws.com/${value}.json`;
  }

  async portfolio(DisplayName: string): Promise<string> {
    const { PortfolioDetail } = await this.admin.createPortfolio({ DisplayName, ProviderName: 'it', IdempotencyToken: DisplayName });
    return PortfolioDetail?.Id ?? '';
  }

  async product(Name: string): Promise<{ ProductId: string; ProvisioningArtifactId: string }> {
    const { ProductViewDetail, ProvisioningArtifactDetail } = await this.admin.createProduct({
      Name, Owner: 'it', ProductType: 'CLOUD_FORMATION_TEMPLATE', IdempotencyToken: Name, ProvisioningArtifactParameters: { Name: 'v1', Info: { LoadTemplateFromURL: await this.template(`${Name}-1`) } },
    });
    return { ProductId: ProductViewDetail?.ProductViewSummary?.ProductId ?? '', ProvisioningArtifactId: ProvisioningArtifactDetail?.Id ?? '' };
  }

  /** A product in a portfolio that is open to the lead, launched by the launch role. */
  async open(name: string) {
    const [PortfolioId, product] = [await this.portfolio(name), await this.product(name)];
    const { ProductId } = product;
    await this.admin.associateProductWithPortfolio({ PortfolioId, ProductId });
    await this.admin.associatePrincipalWithPortfolio({ PortfolioId, PrincipalARN: this.leadRole, PrincipalType: 'IAM' });
    const { ConstraintDetail } = await this.admin.createConstraint({ PortfolioId, ProductId, Type: 'LAUNCH', Parameters: JSON.stringify({ RoleArn: this.launchRole }), IdempotencyToken: name });
    return { PortfolioId, ...product, ConstraintId: ConstraintDetail?.ConstraintId ?? '' };
  }

  /** What became of a record. */
  ended(Id: string | undefined) {
    return eventually(async () => {
      const record = await this.user.describeRecord({ Id });
      return /CREATED|IN_PROGRESS/.test(record.RecordDetail?.Status ?? '') ? undefined : record;
    }, `the end of ${Id}`);
  }
}
