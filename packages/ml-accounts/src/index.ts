export { AccountBaseline, type AccountBaselineProps } from './baseline/account-baseline';
export { MlDataBucket, type MlDataBucketProps } from './baseline/ml-data-bucket';
export { Activity } from './people/activity';
export { PermissionsBoundary, type PermissionsBoundaryProps } from './people/permissions-boundary';
export { Persona } from './people/persona';
export { PersonaRole, type PersonaRoleProps } from './people/persona-role';
export { AccountPurpose } from './topology/account-purpose';
export { AccountSet, type AccountSetProps } from './topology/account-set';
export { AccountTopology } from './topology/account-topology';
