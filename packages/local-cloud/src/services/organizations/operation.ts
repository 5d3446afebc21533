import { AwsError, type AccessRequest, type CallContext, type Operation } from '../service';
import { arnOf } from './hierarchy';
import type { Organization } from './model';
import type { Organizations } from './organizations';
import { Views } from './views';

/** What an operation works with. */
export interface Call {
  readonly input: any;
  readonly organization: Organization;
  readonly views: Views;
  readonly context: CallContext;
}

/** How the operations of Organizations are made: most are the management account's. */
export class Operations {
  constructor(readonly organizations: Organizations) {}

  /** @param ids of what an operation is about; its whole is `*` */
  access(action: string, ids: (input: any) => readonly (string | undefined)[] = () => []): (input: any, context: CallContext) => AccessRequest[] {
    return (input, { account, partition }) => {
      const organization = this.organizations.find(account);
      const named = ids(input).filter((id) => id !== undefined);
      const resources = organization && named.length > 0 ? named.map((id) => arnOf(organization, partition, id)) : ['*'];
      return resources.map((resource) => ({ action: `organizations:${action}`, resource, resourceAccount: account }));
    };
  }

  /** An operation that any account of the organization may call. */
  byMember(action: string, work: (call: Call) => unknown): Operation {
    return { access: this.access(action), run: async (input, context) => work(this.call(input, context)) };
  }

  /** An operation of the management account that changes nothing. */
  reads(action: string, ids: (input: any) => readonly string[], work: (call: Call) => unknown): Operation {
    return { access: this.access(action, ids), run: async (input, context) => work(this.managed(input, context)) };
  }

  /** An operation of the management account that changes the organization. What it refuses it refuses before it has changed anything. */
  changes(action: string, ids: (input: any) => readonly (string | undefined)[], work: (call: Call) => unknown): Operation {
    return {
      access: this.access(action, ids),
      run: async (input, context) => {
        const call = this.managed(input, context);
        const answer = await work(call);
        this.organizations.changed(call.organization);
        return answer;
      },
    };
  }

  private managed(input: any, context: CallContext): Call {
    const call = this.call(input, context);
    if (call.organization.managementAccount !== context.account) {
      throw new AwsError('AccessDeniedException', 'You don\'t have permissions to access this resource: only the organization\'s management account calls this operation.');
    }
    return call;
  }

  private call(input: any, context: CallContext): Call {
    const organization = this.organizations.of(context.account);
    return { input, organization, views: new Views(organization, context.partition), context };
  }
}
