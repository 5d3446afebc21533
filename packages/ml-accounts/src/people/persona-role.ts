import { Tags } from 'aws-cdk-lib';
import { AccountRootPrincipal, type IPrincipal, ManagedPolicy, Role } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { TAGS, teamPrefix } from '../private/contract';
import { boundedName, NAME_LIMITS } from '../private/names';
import { acknowledgeWildcards } from '../private/statements';
import type { IPermissionsBoundary } from './i-permissions-boundary';
import type { Persona } from './persona';

/** Props of a persona's role. */
export interface PersonaRoleProps {
  /** The team. */
  readonly team: string;
  /** Who they are. */
  readonly persona: Persona;
  /** The most that the role may do. */
  readonly boundary: IPermissionsBoundary;
  /**
   * Who may sign in as the persona: your identity provider, or a `PermissionSetPrincipal`.
   * @default - principals of this account that may assume roles
   */
  readonly assumedBy?: IPrincipal;
}

/**
 * The role in which people of a persona act in an account: customer-managed policies under the team's boundary.
 * @example
 * new PersonaRole(this, 'DataScientist', { team: 'credit', persona: Persona.dataScientist('credit'), boundary });
 */
export class PersonaRole extends Construct {
  /**
   * The name of a persona's role, the same in every account.
   * @param team the team
   * @param persona the persona's name: `data-scientist`
   */
  static roleNameOf(team: string, persona: string): string {
    return boundedName([teamPrefix(team), persona], NAME_LIMITS.role);
  }

  /** The role. */
  readonly role: Role;

  constructor(scope: Construct, id: string, props: PersonaRoleProps) {
    super(scope, id);
    const { team, persona, boundary } = props;
    const policy = new ManagedPolicy(this, 'Policy', { description: `What a ${persona.name} does`, statements: persona.activities.flatMap(({ statements }) => statements) });
    this.role = new Role(this, 'Role', {
      roleName: PersonaRole.roleNameOf(team, persona.name),
      description: `The ${persona.name} of team ${team}`,
      assumedBy: props.assumedBy ?? new AccountRootPrincipal(),
      permissionsBoundary: boundary.policy,
      managedPolicies: [policy],
    });
    for (const { statements, _wildcards } of persona.activities) if (_wildcards) acknowledgeWildcards(policy, statements, _wildcards);
    Tags.of(this.role).add(TAGS.team, team);
    Tags.of(this.role).add(TAGS.persona, persona.name);
  }
}
