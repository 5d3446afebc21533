import type { IncomingMessage } from 'node:http';
import type { ServiceModels } from '../model/service-model';
import type { Authorizer } from './authorizer';
import { shapeOf } from './aws-response';
import type { ForeignBuckets } from './foreign-buckets';
import { mayPassRoles, rolesPassedBy } from './passed-roles';
import type { Principal } from './principal';
import { requestedAction } from './requested-action';
import { s3Access, s3Request } from './s3-request';
import type { Scope } from './signature';
import { readBody } from './upstream';

export interface PassedOnOptions {
  readonly authorizer: Authorizer;
  readonly models: ServiceModels;
  readonly buckets: ForeignBuckets;
  readonly partition: string;
  /** Whether there is any organization. */
  readonly hasOrganizations: () => boolean;
}

/** What nobody needs leave for (https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html), and what is asked for as a whole. */
const NOT_ASKED = ['sts:GetCallerIdentity', 'sts:AssumeRole'];

/**
 * What is asked about a request before it is passed on to the emulator, which asks for the caller's identity policies and not for this: roles that it hands to a service,
 * and what organizations say of its action.
 */
export class PassedOn {
  constructor(private readonly options: PassedOnOptions) {}

  /** @throws AwsError AccessDenied */
  async demand(principal: Principal, request: IncomingMessage, scope: Scope): Promise<void> {
    if (scope.service === 's3') return this.demandS3(principal, request, scope.region);
    const { authorizer, models, partition, hasOrganizations } = this.options;
    const action = await requestedAction(scope.service, request, models);
    if (!action) return;
    const options = { code: shapeOf(scope.service) === 'json' ? 'AccessDeniedException' : 'AccessDenied', region: scope.region };
    if (hasOrganizations() && !NOT_ASKED.includes(action)) await authorizer.demandControls(principal, { action, resource: '*' }, 'action', options);
    if (!mayPassRoles(action)) return;
    for (const access of rolesPassedBy(action, await inputOf(request), { account: principal.account, partition })) await authorizer.demand(principal, access, options);
  }

  private async demandS3(principal: Principal, request: IncomingMessage, region: string): Promise<void> {
    const { authorizer, buckets, hasOrganizations } = this.options;
    if (!hasOrganizations()) return;
    const s3 = s3Request(request);
    const { bucket, key } = s3;
    const { action, context } = bucket ? s3Access(s3, request.headers) : { action: 's3:ListAllMyBuckets', context: {} };
    const owner = bucket && (await buckets.ownerOf(bucket));
    // what is asked of another account's bucket is asked for as a whole, unless it was signed as a link
    if (owner && owner !== principal.account && request.headers.authorization) return;
    await authorizer.demandControls(principal, { action, context, resource: bucket ? buckets.arnOf({ bucket, key }) : '*', resourceAccount: owner }, 's3', { code: 'AccessDenied', region });
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
