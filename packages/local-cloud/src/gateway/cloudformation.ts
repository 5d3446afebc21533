import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { CreateBucketCommand, GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { lower } from '../lowering/lower';
import type { ServedTypes } from '../lowering/resource-types';
import { originalOf, readTemplate, withOriginal } from '../lowering/template-text';
import { AwsError } from '../services/service';
import type { Authorizer } from './authorizer';
import { escapeXml, unescapeXml } from './aws-response';
import type { Principal } from './principal';
import { signedAnew } from './signature';
import type { StackPrincipals } from './stack-principals';
import type { Upstream, UpstreamAnswer } from './upstream';

/** AWS's limit for a template in a request body, in bytes (https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html). */
const BODY_LIMIT = 51_200;
const TEMPLATE_ACTIONS = ['CreateStack', 'CreateChangeSet', 'UpdateStack', 'ValidateTemplate'];
/** Actions that work with a stack's resources, and so may give it a service role. */
const STACK_ACTIONS = ['CreateStack', 'CreateChangeSet', 'UpdateStack', 'DeleteStack', 'ExecuteChangeSet', 'RollbackStack', 'ContinueUpdateRollback'];

/** Who calls, and where. */
export interface CloudFormationCaller {
  readonly principal: Principal;
  readonly account: string;
  readonly region: string;
  readonly accessKeyId: string;
}

export interface CloudFormationOptions {
  readonly upstream: Upstream;
  readonly partition: string;
  readonly served: () => ServedTypes;
  /** A client of the emulator's S3 in an account. */
  readonly s3Of: (account: string, region: string) => S3Client;
  /** Makes the provider's Lambda function exist in an account and region. */
  readonly ensureProvider: (account: string, region: string) => Promise<void>;
  readonly secretOf: (accessKeyId: string) => string | undefined;
  readonly authorizer: Authorizer;
  readonly principals: StackPrincipals;
  readonly log: (line: string) => void;
}

/** CloudFormation through the gateway: templates are lowered on their way in, and shown as they were on their way out. */
export class CloudFormation {
  constructor(private readonly options: CloudFormationOptions) {}

  async answer(request: IncomingMessage, response: ServerResponse, body: Buffer, caller: CloudFormationCaller): Promise<void> {
    const form = new URLSearchParams(body.toString('utf8'));
    const action = form.get('Action') ?? '';
    this.options.log(`${caller.account} ${action} ${form.get('StackName') ?? ''}`);
    if (STACK_ACTIONS.includes(action)) await this.called(form, caller);
    const changed = TEMPLATE_ACTIONS.includes(action) ? await this.lowerForm(form, caller) : false;
    const sent = changed ? Buffer.from(form.toString()) : body;
    const signed = { method: request.method ?? 'POST', url: request.url ?? '/', headers: request.headers, body };
    const headers = changed ? signedAnew(signed, sent, caller.accessKeyId, this.options.secretOf(caller.accessKeyId)) : request.headers;
    const ask = (again = false) => this.options.upstream.send(request.method, request.url, headers, sent, again);
    const answer = action === 'DescribeStacks' && isHeld(request, form) ? await onceSettled(ask, () => response.destroyed) : await ask();
    const text = raise(action, answer.body.toString('utf8'));
    if (answer.status >= 400) this.options.log(`${answer.status} ${action}: ${text.slice(0, 500)}`);
    const { 'transfer-encoding': _, ...rest } = answer.headers;
    response.writeHead(answer.status, { ...rest, 'content-length': Buffer.byteLength(text) }).end(text);
  }

  /** Whoever gives a stack a service role must be allowed to pass it, and CloudFormation to assume it. */
  private async called(form: URLSearchParams, { principal, account, region }: CloudFormationCaller): Promise<void> {
    const { authorizer, principals } = this.options;
    const roleArn = form.get('RoleARN') ?? undefined;
    if (roleArn) {
      await authorizer.demand(principal, { action: 'iam:PassRole', resource: roleArn, context: { 'iam:PassedToService': 'cloudformation.amazonaws.com' } }, { code: 'AccessDenied' });
      await authorizer.demandServiceTrust(roleArn, 'cloudformation.amazonaws.com');
    }
    const place = { account, region, stackName: form.get('StackName') ?? '' };
    if (form.get('Action') === 'CreateStack' || form.get('ChangeSetType') === 'CREATE') principals.created(place);
    principals.called(place, principal, roleArn);
  }

  /** Replaces the template of a request by its lowered form; false when it needs none. */
  private async lowerForm(form: URLSearchParams, { account, region }: { account: string; region: string }): Promise<boolean> {
    const url = form.get('TemplateURL');
    const inline = form.get('TemplateBody');
    if (!url && !inline) return false;
    if (inline && Buffer.byteLength(inline) > BODY_LIMIT) return false;
    const original = inline ?? (await this.read(account, region, url ?? ''));
    const lowered = await this.lowerText(original, account, region, parametersOf(form));
    if (!lowered) return false;
    form.delete('TemplateURL');
    form.delete('TemplateBody');
    if (Buffer.byteLength(lowered) <= BODY_LIMIT) form.set('TemplateBody', lowered);
    else form.set('TemplateURL', await this.store(account, region, lowered));
    return true;
  }

  private async lowerText(original: string, account: string, region: string, parameters: Record<string, string>): Promise<string | undefined> {
    const nested = async (url: string) => {
      const lowered = await this.lowerText(await this.read(account, region, url), account, region, {});
      return lowered ? this.store(account, region, lowered) : url;
    };
    const template = await lower(readTemplate(original), { account, region, partition: this.options.partition, parameters, served: this.options.served(), nested });
    if (!template) return undefined;
    await this.options.ensureProvider(account, region);
    return JSON.stringify(withOriginal(template, original));
  }

  private async read(account: string, region: string, url: string): Promise<string> {
    const { Bucket, Key } = locationOf(url);
    try {
      const { Body } = await this.options.s3Of(account, region).send(new GetObjectCommand({ Bucket, Key }));
      return (await Body?.transformToString()) ?? '';
    } catch (error) {
      throw new AwsError('ValidationError', `S3 error: ${(error as Error).message} For more information check http://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html (${url})`);
    }
  }

  private async store(account: string, region: string, text: string): Promise<string> {
    const s3 = this.options.s3Of(account, region);
    const Bucket = `local-cloud-templates-${account}-${region}`;
    const Key = `${createHash('sha256').update(text).digest('hex')}.json`;
    await s3.send(new CreateBucketCommand({ Bucket, CreateBucketConfiguration: { LocationConstraint: region as 'eu-west-1' } })).catch((error: Error) => {
      if (error.name !== 'BucketAlreadyOwnedByYou') throw error;
    });
    await s3.send(new PutObjectCommand({ Bucket, Key, Body: text }));
    return `https://s3.${region}.amazonaws.com/${Bucket}/${Key}`;
  }
}

/**
 * The CDK CLI asks for a stack that is being changed every five seconds: its answer waits for the end of the change, so that it learns of it at once.
 * Others are answered at once: they may want to see the change, or have little time.
 */
const HOLD_MILLISECONDS = 30_000;
const LONGEST_PAUSE_MILLISECONDS = 500;
const IS_CHANGING = /<StackStatus>(?!REVIEW_)\w+_IN_PROGRESS<\/StackStatus>/;

const isHeld = ({ headers }: IncomingMessage, form: URLSearchParams) => form.has('StackName') && /\baws-cdk/.test(headers['user-agent'] ?? '');

async function onceSettled(ask: (again: boolean) => Promise<UpstreamAnswer>, isGone: () => boolean): Promise<UpstreamAnswer> {
  const until = performance.now() + HOLD_MILLISECONDS;
  for (let [again, wait] = [false, 100]; ; [again, wait] = [true, Math.min(wait * 2, LONGEST_PAUSE_MILLISECONDS)]) {
    const answer = await ask(again);
    if (!IS_CHANGING.test(answer.body.toString('utf8')) || performance.now() >= until || isGone()) return answer;
    await pause(wait);
  }
}

function parametersOf(form: URLSearchParams): Record<string, string> {
  const parameters: Record<string, string> = {};
  for (let i = 1; form.has(`Parameters.member.${i}.ParameterKey`); i++) {
    parameters[form.get(`Parameters.member.${i}.ParameterKey`) ?? ''] = form.get(`Parameters.member.${i}.ParameterValue`) ?? '';
  }
  return parameters;
}

/** Bucket and key of a template's URL, in path style or virtual-hosted style. */
function locationOf(url: string): { Bucket: string; Key: string } {
  const { hostname, pathname } = new URL(url);
  const path = decodeURIComponent(pathname.slice(1));
  const virtual = /^(.+)\.s3[.-]/.exec(hostname)?.[1];
  if (virtual) return { Bucket: virtual, Key: path };
  return { Bucket: path.slice(0, path.indexOf('/')), Key: path.slice(path.indexOf('/') + 1) };
}

/** Shows originals: the template that was given, and the types that were lowered. */
function raise(action: string, xml: string): string {
  if (action !== 'GetTemplate') return xml.replace(/Custom::AWS-(\w+)-(\w+)/g, 'AWS::$1::$2');
  return xml.replace(/<TemplateBody>([\s\S]*?)<\/TemplateBody>/, (whole, body: string) => {
    const original = originalOf(unescapeXml(body));
    return original === undefined ? whole : `<TemplateBody>${escapeXml(original)}</TemplateBody>`;
  });
}
