import { Records } from '../services/records';
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
 * (https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-iam-servicerole.html). A nested stack, for which nobody calls, is its parent's.
 */
export class StackPrincipals {
  private readonly stacks: Records<{ readonly principal: Principal; readonly roleArn?: string }>;

  /** @param folder what it remembers over a restart */
  constructor(folder: string) {
    this.stacks = new Records(folder);
  }

  /** A stack is to be created: it has nothing of one that had its name before. */
  created(place: StackPlace): void {
    this.stacks.delete(keyOf(place));
  }

  /** Somebody asked CloudFormation to work on a stack. */
  called(place: StackPlace, caller: Principal, roleArn?: string): void {
    const key = keyOf(place);
    const role = roleArn ?? this.stacks.get(key)?.roleArn;
    this.stacks.set(key, { roleArn: role, principal: role ? assumedRole(sessionArn(role), role) : caller });
  }

  /** @param stackId `arn:aws:cloudformation:<region>:<account>:stack/<name>/<id>` */
  of(stackId: string): Principal | undefined {
    const [, , , region, account, resource] = stackId.split(':');
    return this.find({ account, region, stackName: resource.split('/')[1] });
  }

  private find(place: StackPlace): Principal | undefined {
    const known = this.stacks.get(keyOf(place))?.principal;
    const stackName = NESTED.exec(place.stackName)?.[1];
    return known ?? (stackName ? this.find({ ...place, stackName }) : undefined);
  }
}

/** The emulator names a nested stack `<parent>-<logical id>-<the start of a UUID>`. */
const NESTED = /^(.+)-[A-Za-z0-9]+-[0-9a-f]{8}-[0-9a-f]{3}$/;

const keyOf = ({ account, region, stackName }: StackPlace) => `${account}/${region}/${nameOf(stackName)}`;

/** Requests name a stack by its name or its ARN. */
const nameOf = (stackName: string) => (stackName.startsWith('arn:') ? stackName.split('/')[1] : stackName);

function sessionArn(roleArn: string): string {
  const [, partition, , , account, role] = roleArn.split(':');
  return `arn:${partition}:sts::${account}:assumed-role/${role.split('/').pop()}/AWSCloudFormation`;
}
