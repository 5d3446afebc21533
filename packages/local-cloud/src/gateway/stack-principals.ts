import type { Principal } from './principal';
import { assumedRole } from './sessions';

/** Where a stack is. */
export interface StackPlace {
  readonly account: string;
  readonly region: string;
  readonly stackName: string;
}

/**
 * In whose name CloudFormation creates a stack's resources: its service role, which stays with the stack once it was given, or whoever called
 * (https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-iam-servicerole.html).
 */
export class StackPrincipals {
  private readonly principals = new Map<string, Principal>();
  private readonly roles = new Map<string, string>();

  /** A stack is to be created: it has nothing of one that had its name before. */
  created(place: StackPlace): void {
    this.roles.delete(keyOf(place));
  }

  /** Somebody asked CloudFormation to work on a stack. */
  called(place: StackPlace, caller: Principal, roleArn?: string): void {
    const key = keyOf(place);
    if (roleArn) this.roles.set(key, roleArn);
    const role = this.roles.get(key);
    this.principals.set(key, role ? assumedRole(sessionArn(role), role) : caller);
  }

  /** @param stackId `arn:aws:cloudformation:<region>:<account>:stack/<name>/<id>` */
  of(stackId: string): Principal | undefined {
    const [, , , region, account, resource] = stackId.split(':');
    return this.principals.get(keyOf({ account, region, stackName: resource.split('/')[1] }));
  }
}

const keyOf = ({ account, region, stackName }: StackPlace) => `${account}/${region}/${nameOf(stackName)}`;

/** Requests name a stack by its name or its ARN. */
const nameOf = (stackName: string) => (stackName.startsWith('arn:') ? stackName.split('/')[1] : stackName);

function sessionArn(roleArn: string): string {
  const [, partition, , , account, role] = roleArn.split(':');
  return `arn:${partition}:sts::${account}:assumed-role/${role.split('/').pop()}/AWSCloudFormation`;
}
