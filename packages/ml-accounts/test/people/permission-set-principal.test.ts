import { Aws } from 'aws-cdk-lib';
import { PermissionSetPrincipal } from '../../src';

test.each([['no name', ''], ['more than 32 characters', 'x'.repeat(33)], ['a wildcard', 'Ml*'], ['a role', 'role/AWSReservedSSO_Ml_0123456789abcdef']])('a permission set with %s is refused', (_, name) => {
  expect(() => new PermissionSetPrincipal(name)).toThrow(/^PermissionSetPrincipal: 1 problem\(s\)\n {2}permissionSet is ".*": it is the name of a permission set .*Give the permission set's name, not the role's\.$/);
});

test('a token passes', () => {
  expect(new PermissionSetPrincipal(Aws.STACK_NAME).permissionSet).toBe(Aws.STACK_NAME);
});
