import { Aws } from 'aws-cdk-lib';
import { Effect, Grant, type IRole, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CloudFormationTemplate } from 'aws-cdk-lib/aws-servicecatalog';
import { StringParameter } from 'aws-cdk-lib/aws-ssm';
import { Construct } from 'constructs';
import { parameterName } from '../private/contract';
import { templateNameProblem } from '../private/template-problems';
import { ValidationError } from '../private/validation-error';
import type { ProjectTemplate } from '../templates/project-template';
import type { LaunchRole } from './launch-role';

/** Props of a template in S3. */
export interface TemplateInS3Props {
  /** The team. */
  readonly team: string;
  /** The template's name within a project: at most 32 letters, digits and inner hyphens. */
  readonly templateName: string;
  /** What is created: the same definition as in a product. */
  readonly template: ProjectTemplate;
  /** The role in which CloudFormation creates a project. */
  readonly launchRole: LaunchRole;
  /**
   * Who may create projects of it: roles of the platform team. SageMaker takes any template and CloudFormation makes it in the launch role, so whoever creates projects
   * this way can make a role that the targets of the team trust. A persona gets the product instead.
   */
  readonly creators: IRole[];
}

/**
 * The second way to a project: SageMaker creates it from a template in S3, without Service Catalog
 * (https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CfnCreateTemplateProvider.html). Address and role are published as SSM parameters under
 * `/mlops/<team>/project-templates/<name>/`. SageMaker takes any template that its caller names: what a project can hold is limited by the launch role and the
 * boundary that it demands of every role, not by this template.
 * @example
 * new TemplateInS3(this, 'RealTimeInS3', { team: 'credit', templateName: 'real-time', template, launchRole, creators: [lead] });
 */
export class TemplateInS3 extends Construct {
  /** The template's https address in S3. */
  readonly templateUrl: string;

  constructor(scope: Construct, id: string, props: TemplateInS3Props) {
    super(scope, id);
    ValidationError.throwIfAny(this, [templateNameProblem(props.templateName)]);
    this.templateUrl = CloudFormationTemplate.fromProductStack(props.template).bind(this).httpUrl;
    const { role } = props.launchRole;
    role.assumeRolePolicy?.addStatements(new PolicyStatement({ effect: Effect.ALLOW, principals: [new ServicePrincipal('cloudformation.amazonaws.com')], actions: ['sts:AssumeRole'] }));
    const names = { url: parameterName(props.team, 'project-templates', props.templateName, 'url'), role: parameterName(props.team, 'project-templates', props.templateName, 'role-arn') };
    new StringParameter(this, 'Url', { parameterName: names.url, stringValue: this.templateUrl });
    new StringParameter(this, 'RoleArn', { parameterName: names.role, stringValue: role.roleArn });
    for (const creator of props.creators) {
      this.allow(creator, ['ssm:GetParameter', 'ssm:GetParameters'], Object.values(names).map((name) => `arn:${Aws.PARTITION}:ssm:${Aws.REGION}:${Aws.ACCOUNT_ID}:parameter${name}`));
      this.allow(creator, ['iam:PassRole'], [role.roleArn], { StringEquals: { 'iam:PassedToService': 'cloudformation.amazonaws.com' } });
    }
  }

  private allow(grantee: IRole, actions: string[], resourceArns: string[], conditions?: Record<string, Record<string, unknown>>): void {
    Grant.addToPrincipal({ grantee, actions, resourceArns, conditions }).assertSuccess();
  }
}
