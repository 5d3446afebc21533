import type { IncomingMessage } from 'node:http';
import { type ApiRequest, type Authorization, KNOWN_SERVICES } from '@mlops-foundation/policy-evaluation';
import type { ServiceModels } from '../model/service-model';
import type { Authorizer } from './authorizer';
import { shapeOf } from './aws-response';
import type { ForeignBuckets } from './foreign-buckets';
import { mayPassRoles, rolesPassedBy } from './passed-roles';
import type { Principal } from './principal';
import { neededBy } from './request-keys';
import { type Requested, requestedAction } from './requested-action';
import { requestedParameters } from './requested-parameters';
import { s3Access, s3Request } from './s3-request';
import type { Scope } from './signature';

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
    const requested = await requestedAction(scope.service, request, models);
    if (!requested) return;
    const { action } = requested;
    const options = { code: shapeOf(scope.service) === 'json' ? 'AccessDeniedException' : 'AccessDenied', region: scope.region };
    if (hasOrganizations() && !NOT_ASKED.includes(action)) await this.demandControls(principal, request, requested, options);
    if (!mayPassRoles(action)) return;
    for (const access of rolesPassedBy(action, await requestedParameters(requested, request, models), { account: principal.account, partition })) await authorizer.demand(principal, access, options);
  }

  /** For what policy-evaluation says that the request needs; where it knows nothing of it, for its action on whatever it may be. */
  private async demandControls(principal: Principal, request: IncomingMessage, requested: Requested, options: { readonly code: string; readonly region: string }): Promise<void> {
    const { authorizer, partition } = this.options;
    const needed = await this.neededBy(requested, request, { account: principal.account, region: options.region, partition });
    if (!needed) return authorizer.demandControls(principal, { action: requested.action, resource: '*' }, 'action', options);
    for (const access of needed) await authorizer.demandControls(principal, access, { keys: Object.keys(access.context), isExact: isExact(access.resource) }, options);
  }

  /** Roles that are passed are asked for whether there are organizations or not. */
  private async neededBy(requested: Requested, request: IncomingMessage, place: Pick<ApiRequest, 'account' | 'region' | 'partition'>): Promise<Authorization[] | undefined> {
    const { service, operation } = requested;
    if (!operation || !KNOWN_SERVICES.includes(service)) return undefined;
    const parameters = await requestedParameters(requested, request, this.options.models);
    return parameters && neededBy({ service, operation, parameters, ...place })?.filter(({ action }) => action !== 'iam:PassRole');
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

/** Whether a resource is known wholly: of KMS's aliases it is the key that counts, which a request does not tell (https://docs.aws.amazon.com/kms/latest/developerguide/alias-authorization.html). */
const isExact = (resource: string) => !resource.includes('*') && !/^arn:[^:]*:kms:[^:]*:[^:]*:alias\//.test(resource);
