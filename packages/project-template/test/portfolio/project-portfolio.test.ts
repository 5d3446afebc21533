import { describeConstruct, synthesize } from '@mlops-foundation/test-kit';
import { Match } from 'aws-cdk-lib/assertions';
import type { Construct } from 'constructs';
import { ProjectPortfolio } from '../../src';
import { env, launchRole, lead, projectTemplate } from '../fixtures';

function portfolio(scope: Construct, id: string): ProjectPortfolio {
  const projects = new ProjectPortfolio(scope, id, { team: 'credit', providerName: 'Platform', launchRole: launchRole(scope, `${id}Launch`, id.toLowerCase()), leads: [lead(scope, `${id}Lead`)] });
  projects.addProduct('RealTime', 'Real-time inference', '1.0.0', projectTemplate(scope, `${id}Template`));
  return projects;
}

describeConstruct('ProjectPortfolio', { 'with a product': portfolio });

const { template } = synthesize((scope) => portfolio(scope, 'Projects'), env);
const idOf = (type: string) => Object.keys(template.findResources(type))[0];
const [launchRoleId] = Object.keys(template.findResources('AWS::IAM::Role', { Properties: { RoleName: 'mlops-projects-project-launch' } }));
const PORTFOLIO = { Ref: idOf('AWS::ServiceCatalog::Portfolio') };
const PRODUCT = { Ref: idOf('AWS::ServiceCatalog::CloudFormationProduct') };

test('the product is in the portfolio', () => {
  template.resourceCountIs('AWS::ServiceCatalog::CloudFormationProduct', 1);
  template.hasResourceProperties('AWS::ServiceCatalog::PortfolioProductAssociation', { PortfolioId: PORTFOLIO, ProductId: PRODUCT });
});

test('its version is the project template, as it lies in the account\'s assets', () => {
  template.hasResourceProperties('AWS::ServiceCatalog::CloudFormationProduct', {
    Name: 'Real-time inference', Owner: 'Platform', ProvisioningArtifactParameters: [{ Name: '1.0.0', Info: { LoadTemplateFromURL: Match.anyValue() } }],
  });
});

test('Studio shows the product', () => {
  template.hasResourceProperties('AWS::ServiceCatalog::CloudFormationProduct', { Tags: Match.arrayWith([{ Key: 'sagemaker:studio-visibility', Value: 'true' }]) });
});

test('a project is created in the launch role, not in its creator\'s', () => {
  template.resourceCountIs('AWS::ServiceCatalog::LaunchRoleConstraint', 1);
  template.hasResourceProperties('AWS::ServiceCatalog::LaunchRoleConstraint', { PortfolioId: PORTFOLIO, ProductId: PRODUCT, LocalRoleName: { Ref: launchRoleId } });
});

test('leads may create projects, and nobody else', () => {
  const [[, { Properties }], ...more] = Object.entries(template.findResources('AWS::ServiceCatalog::PortfolioPrincipalAssociation'));
  expect(Properties).toMatchObject({ PortfolioId: PORTFOLIO, PrincipalType: 'IAM' });
  expect(JSON.stringify(Properties.PrincipalARN)).toContain(':role/mlops-credit-lead-data-scientist');
  expect(more).toEqual([]);
});

test('a portfolio without a product is one', () => {
  const { template: empty } = synthesize((scope) => new ProjectPortfolio(scope, 'Projects', { team: 'credit', providerName: 'Platform', launchRole: launchRole(scope, 'Launch'), leads: [] }), env);
  empty.resourceCountIs('AWS::ServiceCatalog::Portfolio', 1);
});
