import { Aws } from 'aws-cdk-lib';
import { Effect, type IManagedPolicy, ManagedPolicy, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { teamPrefix } from '../private/contract';
import { boundedName, NAME_LIMITS } from '../private/names';
import { policyNameProblem } from '../private/people-problems';
import { acknowledgeWildcards } from '../private/statements';
import { ValidationError } from '../private/validation-error';
import { WIDENING_ACTIONS } from '../private/widening-actions';
import type { IPermissionsBoundary } from './i-permissions-boundary';

/** Props of a permissions boundary. */
export interface PermissionsBoundaryProps {
  /** The team that it limits. */
  readonly team: string;
}

/**
 * The most that people and projects of a team may ever be allowed in an account: the services of machine learning, nothing that widens rights
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html).
 * @example
 * const boundary = new PermissionsBoundary(this, 'Boundary', { team: 'credit' });
 */
export class PermissionsBoundary extends Construct implements IPermissionsBoundary {
  /**
   * The name of a team's boundary, the same in every account.
   * @param team the team
   */
  static policyNameOf(team: string): string {
    return boundedName([teamPrefix(team), 'boundary'], NAME_LIMITS.managedPolicy);
  }

  /**
   * A boundary that the account has, such as the landing zone's: what it allows and denies is its owner's matter, and is not looked at.
   * @param scope where its construct goes
   * @param id the construct's id
   * @param policyName the name of a customer-managed policy of the account, without a path
   */
  static fromPolicyName(scope: Construct, id: string, policyName: string): IPermissionsBoundary {
    ValidationError.throwIfAny(scope, [policyNameProblem(policyName)]);
    return { policy: ManagedPolicy.fromManagedPolicyName(scope, id, policyName), policyName };
  }

  /** The managed policy that roles take as their boundary. */
  readonly policy: IManagedPolicy;
  readonly policyName: string;

  constructor(scope: Construct, id: string, props: PermissionsBoundaryProps) {
    super(scope, id);
    const allowed = [this.services(), this.rolesOfTheTeam(props.team)];
    this.policyName = PermissionsBoundary.policyNameOf(props.team);
    this.policy = new ManagedPolicy(this, 'Policy', {
      managedPolicyName: this.policyName,
      description: `The most that roles of team ${props.team} may do`,
      statements: [...allowed, this.noEscalation(), this.noRoleOfOthers(props.team), this.noStackOfOthers(props.team)],
    });
    acknowledgeWildcards(this.policy, allowed, 'A boundary grants nothing: it is the outer limit of roles whose own policies name actions and resources, and it denies what widens rights');
  }

  private services(): PolicyStatement {
    const services = [
      'athena', 'cloudwatch', 'codebuild', 'codecommit', 'codepipeline', 'ecr', 'events', 'glue', 'kms', 'lakeformation', 'logs', 's3', 'sagemaker', 'servicecatalog', 'ssm', 'sts', 'cloudformation', 'ec2',
    ];
    return new PolicyStatement({ sid: 'ServicesOfMachineLearning', actions: services.map((service) => `${service}:*`), resources: ['*'] });
  }

  private rolesOfTheTeam(team: string): PolicyStatement {
    return new PolicyStatement({
      sid: 'RolesOfTheTeam',
      actions: ['iam:PassRole', 'iam:GetRole', 'iam:SimulatePrincipalPolicy'],
      resources: [`arn:${Aws.PARTITION}:iam::*:role/${teamPrefix(team)}-*`],
    });
  }

  private noRoleOfOthers(team: string): PolicyStatement {
    return new PolicyStatement({
      sid: 'NoRoleOfOthers', effect: Effect.DENY, actions: ['sts:AssumeRole'], notResources: [`arn:${Aws.PARTITION}:iam::*:role/${teamPrefix(team)}-*`],
    });
  }

  /** A stack is changed as the role that it was made with: that of the platform's own stacks may do everything (https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-iam-servicerole.html). */
  private noStackOfOthers(team: string): PolicyStatement {
    return new PolicyStatement({
      sid: 'NoStackOfOthers', effect: Effect.DENY,
      actions: ['CreateStack', 'UpdateStack', 'DeleteStack', 'CreateChangeSet', 'ExecuteChangeSet', 'SetStackPolicy', 'CreateStackSet', 'UpdateStackSet', 'CreateStackInstances', 'UpdateStackInstances'].map((action) => `cloudformation:${action}`),
      notResources: [`arn:${Aws.PARTITION}:cloudformation:*:${Aws.ACCOUNT_ID}:stack/${teamPrefix(team)}-*/*`],
    });
  }

  private noEscalation(): PolicyStatement {
    return new PolicyStatement({
      sid: 'NothingThatWidensRights',
      effect: Effect.DENY,
      actions: [...WIDENING_ACTIONS],
      resources: ['*'],
    });
  }
}
