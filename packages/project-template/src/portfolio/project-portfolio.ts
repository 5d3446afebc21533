import { Tags } from 'aws-cdk-lib';
import type { IRole } from 'aws-cdk-lib/aws-iam';
import { CloudFormationProduct, CloudFormationTemplate, Portfolio } from 'aws-cdk-lib/aws-servicecatalog';
import { Construct } from 'constructs';
import type { ProjectTemplate } from '../templates/project-template';
import type { LaunchRole } from './launch-role';

/** Props of a portfolio. */
export interface ProjectPortfolioProps {
  /** The team whose projects it holds. */
  readonly team: string;
  /** Who provides the products: a team of yours. */
  readonly providerName: string;
  /** The role in which projects are created. */
  readonly launchRole: LaunchRole;
  /** Who may create projects. */
  readonly leads: IRole[];
}

/**
 * The products from which leads create projects, in Studio or by the API.
 * @example
 * const portfolio = new ProjectPortfolio(this, 'Projects', { team: 'credit', providerName: 'Platform', launchRole, leads: [lead] });
 */
export class ProjectPortfolio extends Construct {
  private readonly portfolio: Portfolio;
  private readonly launchRole: LaunchRole;
  private readonly providerName: string;

  constructor(scope: Construct, id: string, props: ProjectPortfolioProps) {
    super(scope, id);
    this.launchRole = props.launchRole;
    this.providerName = props.providerName;
    this.portfolio = new Portfolio(this, 'Portfolio', { displayName: `Machine learning projects of ${props.team}`, providerName: props.providerName });
    for (const lead of props.leads) this.portfolio.giveAccessToRole(lead);
  }

  /**
   * Offers a template as a product that Studio shows.
   * @param id the construct's id
   * @param productName what leads see
   * @param version the product's version: `1.0.0`
   * @param template what is created
   */
  addProduct(id: string, productName: string, version: string, template: ProjectTemplate): CloudFormationProduct {
    const product = new CloudFormationProduct(this, id, {
      productName, owner: this.providerName, productVersions: [{ productVersionName: version, cloudFormationTemplate: CloudFormationTemplate.fromProductStack(template) }],
    });
    // Studio lists what is tagged so: https://docs.aws.amazon.com/sagemaker/latest/dg/sagemaker-projects-templates-custom.html
    Tags.of(product).add('sagemaker:studio-visibility', 'true');
    this.portfolio.addProduct(product);
    this.portfolio.setLocalLaunchRole(product, this.launchRole.role);
    return product;
  }
}
