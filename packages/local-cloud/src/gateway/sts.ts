import type { IncomingMessage, ServerResponse } from 'node:http';
import { PolicyDocumentError, readPolicy } from '@mlops-foundation/policy-evaluation';
import { DECIDED_HEADER } from '../emulator/emulator';
import { AwsError } from '../services/service';
import type { Authorizer } from './authorizer';
import type { Principal } from './principal';
import { assumedRole, type Sessions } from './sessions';
import type { Upstream } from './upstream';

/** STS through the gateway: it decides AssumeRole by trust and identity policies, and remembers what the emulator minted. */
export class Sts {
  /** @param mark of requests that are decided, for the emulator */
  constructor(private readonly upstream: Upstream, private readonly sessions: Sessions, private readonly authorizer: Authorizer, private readonly mark: () => string) {}

  async answer(request: IncomingMessage, response: ServerResponse, body: Buffer, principal: Principal): Promise<void> {
    const form = formOf(request, body);
    const roleArn = form.get('RoleArn');
    const assumes = form.get('Action') === 'AssumeRole' && roleArn;
    const sessionPolicies = policiesOf(form);
    if (assumes) await this.authorizer.demandAssumeRole(principal, roleArn, contextOf(form));
    const headers = assumes ? { ...request.headers, [DECIDED_HEADER]: this.mark() } : request.headers;
    const answer = await this.upstream.send(request.method, request.url, headers, body);
    const text = answer.body.toString('utf8');
    const accessKeyId = /<AccessKeyId>([^<]+)/.exec(text)?.[1];
    const arn = /<Arn>([^<]*:assumed-role\/[^<]+)/.exec(text)?.[1];
    if (answer.status === 200 && accessKeyId && arn && roleArn) {
      const secretAccessKey = /<SecretAccessKey>([^<]+)/.exec(text)?.[1] ?? '';
      this.sessions.remember({ accessKeyId, secretAccessKey }, assumedRole(arn, roleArn, sessionPolicies));
    }
    const { 'transfer-encoding': _, ...rest } = answer.headers;
    response.writeHead(answer.status, { ...rest, 'content-length': answer.body.length }).end(answer.body);
  }
}

/**
 * The parameters of a request in AWS's query protocol, of its URL or of its body (https://docs.aws.amazon.com/STS/latest/APIReference/CommonParameters.html).
 * @throws AwsError where both name an action, or another protocol is spoken: what was decided must be what is done
 */
function formOf({ url = '/', headers }: IncomingMessage, body: Buffer): URLSearchParams {
  const [inUrl, inBody] = [url.split('?')[1] ?? '', body.toString('utf8')].map((text) => new URLSearchParams(text));
  const isOther = headers['x-amz-target'] !== undefined || /^\/service\//.test(url) || !(inUrl.has('Action') || inBody.has('Action'));
  if (isOther || (inUrl.has('Action') && inBody.has('Action'))) throw new AwsError('InvalidAction', 'local-cloud: STS is asked in AWS\'s query protocol, by the URL or by the body');
  return inUrl.has('Action') ? inUrl : inBody;
}

function contextOf(form: URLSearchParams): Record<string, string> {
  const context: Record<string, string> = { 'sts:RoleSessionName': form.get('RoleSessionName') ?? '' };
  const externalId = form.get('ExternalId');
  if (externalId) context['sts:ExternalId'] = externalId;
  return context;
}

function policiesOf(form: URLSearchParams): string[] | undefined {
  const policy = form.get('Policy');
  if (form.has('PolicyArns.member.1.arn')) throw new AwsError('ValidationError', 'local-cloud: PolicyArns of AssumeRole are not in the table of what runs; give Policy');
  if (!policy) return undefined;
  try {
    readPolicy('session policy', policy, { kind: 'session' });
  } catch (error) {
    if (!(error instanceof PolicyDocumentError)) throw error;
    throw new AwsError('MalformedPolicyDocument', error.problems.join('; '));
  }
  return [policy];
}
