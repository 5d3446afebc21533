import { Aws } from 'aws-cdk-lib';
import { AccountRootPrincipal, PrincipalWithConditions } from 'aws-cdk-lib/aws-iam';
import { permissionSetProblem } from '../private/people-problems';
import { ValidationError } from '../private/validation-error';

/**
 * People who were assigned a permission set of Identity Center in the account: as `assumedBy` of a persona's role. The permission set's own policies must let them take it,
 * by `sts:AssumeRole`. Identity Center's role is known by its path and by its name up to a suffix of 16 characters, which changes when the permission set is assigned anew
 * (https://docs.aws.amazon.com/singlesignon/latest/userguide/referencingpermissionsets.html).
 * @example
 * new PersonaRole(this, 'DataScientist', { team: 'credit', persona: Persona.dataScientist('credit'), boundary, assumedBy: new PermissionSetPrincipal('MlDataScientist') });
 */
export class PermissionSetPrincipal extends PrincipalWithConditions {
  /**
   * @param permissionSet its name: `MlDataScientist`, 32 characters at most
   */
  constructor(
    /** The name of the permission set. */
    readonly permissionSet: string,
  ) {
    ValidationError.throwIfAny('PermissionSetPrincipal', [permissionSetProblem(permissionSet)]);
    // as many characters as a suffix has: another set's name may begin as this one's and an underscore
    const name = `AWSReservedSSO_${permissionSet}_${'?'.repeat(16)}`;
    // with a region in the path, or without where Identity Center's is us-east-1
    const below = `arn:${Aws.PARTITION}:iam::${Aws.ACCOUNT_ID}:role/aws-reserved/sso.amazonaws.com`;
    super(new AccountRootPrincipal(), { ArnLike: { 'aws:PrincipalArn': [`${below}/${name}`, `${below}/*/${name}`] } });
  }
}
