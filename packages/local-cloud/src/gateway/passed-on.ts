import type { IncomingMessage } from 'node:http';
import type { ServiceModels } from '../model/service-model';
import type { Authorizer } from './authorizer';
import { shapeOf } from './aws-response';
import { mayPassRoles, rolesPassedBy } from './passed-roles';
import type { Principal } from './principal';
import { requestedAction } from './requested-action';
import { readBody } from './upstream';

/** What is asked about a request before it is passed on to the emulator, which asks for the caller's identity policies, and not for this. */
export class PassedOn {
  constructor(private readonly authorizer: Authorizer, private readonly models: ServiceModels, private readonly partition: string) {}

  /**
   * @param signingName the service that the request is signed for
   * @throws AwsError AccessDenied when the caller may not pass a role that it names
   */
  async demand(principal: Principal, request: IncomingMessage, signingName: string): Promise<void> {
    if (signingName === 's3') return;
    const action = await requestedAction(signingName, request, this.models);
    if (!action || !mayPassRoles(action)) return;
    const code = shapeOf(signingName) === 'json' ? 'AccessDeniedException' : 'AccessDenied';
    for (const access of rolesPassedBy(action, await inputOf(request), { account: principal.account, partition: this.partition })) await this.authorizer.demand(principal, access, { code });
  }
}

/** What is no JSON the emulator refuses. */
async function inputOf(request: IncomingMessage): Promise<unknown> {
  try {
    return JSON.parse((await readBody(request)).toString('utf8'));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return undefined;
  }
}
