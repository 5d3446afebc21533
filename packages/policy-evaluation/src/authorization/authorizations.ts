import { contextOf } from './context';
import { KNOWN_SERVICES, type LoadedService, type RowData, serviceData } from './data';
import { RequestParameterError, UnknownOperationError } from './errors';
import { type Complain, oneByOne, valuesAt } from './parameters';
import { accountOf, type Place, resourcesOf } from './resources';

/** A request to an AWS API. */
export interface ApiRequest {
  /** botocore's name: `sagemaker`, `stepfunctions`, `sagemaker-runtime`. */
  readonly service: string;
  /** `CreatePipeline` */
  readonly operation: string;
  /** As the SDKs take them, with AWS's names. */
  readonly parameters: Readonly<Record<string, unknown>>;
  /** The 12-digit account whose resources are meant where the parameters name no other: the caller's. */
  readonly account: string;
  /** `eu-central-1` */
  readonly region: string;
  /** `aws`, `aws-us-gov`, `aws-cn` */
  readonly partition: string;
}

/** One action on one resource that a request needs. */
export interface Authorization {
  /** `sagemaker:CreateTrainingJob` */
  readonly action: string;
  /** The ARN, with `*` where only the service knows it before it has answered; or `*` for an action without resource-level permission. */
  readonly resource: string;
  /** The account in the ARN. Buckets and some others have none in theirs: only the caller knows whose they are. */
  readonly resourceAccount?: string;
  /** The condition keys that the request itself sets. Those of the caller, the network and the resource's tags are not among them. */
  readonly context: Readonly<Record<string, string | readonly string[]>>;
}

/** Services with one endpoint, and aws:RequestedRegion's value there (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-requestedregion). */
const GLOBAL_SERVICES = new Set(['iam', 'organizations']);

/**
 * The actions, resources and condition keys that a request needs, `iam:PassRole` for each role that it passes among them. AWS asks for all of them.
 *
 * Ids that the service makes up itself are `*` in a resource: a policy that names one such id does not match then, as it could not on AWS before the id is known.
 * @throws UnknownServiceError for a service that is not among `KNOWN_SERVICES`
 * @throws UnknownOperationError for an operation of which it is not known what it needs: never an empty list
 * @throws RequestParameterError with every parameter that has another shape than AWS's model gives it, as far as it is read
 */
export function authorizationsOf(request: ApiRequest): readonly Authorization[] {
  const data = serviceData(request.service);
  const rows = data.operations.get(request.operation);
  if (!rows) throw new UnknownOperationError(request.service, request.operation);
  const problems = new Set<string>();
  const complain = (problem: string) => problems.add(problem);
  const first = rows.find(({ beside }) => !beside) ?? rows[0];
  const authorizations = rows.filter(({ beside }) => !beside).flatMap((row) => authorizationsOfRow(row, data, request, complain));
  if (!first.free && authorizations.every(({ action }) => action === 'iam:PassRole')) {
    authorizations.unshift(...authorizationsOfRow({ for: first.for, action: first.action, keys: first.keys }, data, request, complain));
  }
  const own = authorizations.filter(({ action }) => action === `${data.prefix}:${request.operation}`).map(({ resource }) => resource);
  authorizations.push(...rows.filter(({ beside }) => beside).flatMap((row) => authorizationsOfRow({ ...row, beside: undefined, on: own }, data, request, complain)));
  if (problems.size > 0) throw new RequestParameterError(request.service, request.operation, [...problems], authorizations);
  return authorizations;
}

/** Whether `authorizationsOf` may have an `iam:PassRole`: the parameters of other operations need not be read for it. Nothing is known to be passed by what it does not know. */
export function mayPassRoles(service: string, operation: string): boolean {
  return KNOWN_SERVICES.includes(service) && (serviceData(service).operations.get(operation) ?? []).some(({ roles }) => roles !== undefined);
}

function authorizationsOfRow({ each, ...row }: RowData, data: LoadedService, request: ApiRequest, complain: Complain): Authorization[] {
  if (each) {
    const asked = oneByOne(request.parameters, each, complain).flatMap((parameters) => authorizationsOfRow(row, data, { ...request, parameters }, complain));
    return [...new Map(asked.map((one) => [JSON.stringify(one), one])).values()];
  }
  const { parameters, operation } = request;
  const has = (tests: string) => tests.split('|').some((test) => holds(test, parameters, complain));
  if (row.free || (row.when && !has(row.when)) || (row.unless && has(row.unless))) return [];
  const resources = neededResources(row, data, request, complain);
  if (resources.length === 0) return [];
  const context = { 'aws:RequestedRegion': requestedRegion(request), ...contextOf(row, operation, data, parameters, complain) };
  const action = row.action ?? (row.roles ? 'iam:PassRole' : `${data.prefix}:${operation}`);
  return resources.flatMap((resource) => {
    const resourceAccount = accountOf(resource);
    if (row.ownAccount && resourceAccount !== request.account) return [];
    return { action, resource, ...(resourceAccount ? { resourceAccount } : {}), context };
  });
}

/** @param test `Tagging`, `ResourceType=Parameter`, `TargetId~ou-` */
function holds(test: string, parameters: unknown, complain: Complain): boolean {
  const [path, way, wanted] = test.split(/([=~])/);
  return valuesAt(parameters, path, complain).some((value) => !way || (typeof value === 'string' && (way === '=' ? value === wanted : value.startsWith(wanted))));
}

function neededResources({ on = [], may = [], given, roles }: RowData, data: LoadedService, request: ApiRequest, complain: Complain): string[] {
  const { parameters, region, partition } = request;
  const named = data.account ? parameters?.[data.account] : undefined;
  const place: Place = { account: typeof named === 'string' && /^\d{12}$/.test(named) ? named : request.account, region, partition };
  const read = (template: string, otherwise?: string) => resourcesOf(template, data.arn, place, parameters, complain, otherwise);
  if (roles) return [...new Set(roles.flatMap((role) => read(`arn:{partition}:iam::{account}:role/{${role}}`)))];
  if (given) return [...new Set(given.flatMap((template) => read(template)))];
  const resources = [...on.flatMap((template) => read(template, '*')), ...may.flatMap((template) => read(template))];
  return resources.length > 0 ? [...new Set(resources)] : ['*'];
}

const GLOBAL_REGIONS: Readonly<Record<string, string>> = { 'aws': 'us-east-1', 'aws-us-gov': 'us-gov-west-1', 'aws-cn': 'cn-north-1' };

const requestedRegion = ({ service, region, partition }: ApiRequest): string => (GLOBAL_SERVICES.has(service) ? GLOBAL_REGIONS[partition] ?? region : region);
