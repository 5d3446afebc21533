import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { Readable } from 'node:stream';
import type { Cloud, SessionCredentials } from '../../../src/cloud';
import type { Principal } from '../../../src/gateway/principal';
import type { CallContext, Service } from '../../../src/services/service';

export const ACCOUNT = '111111111111';
export const LAUNCH_ROLE = `arn:aws:iam::${ACCOUNT}:role/launch`;
export const TEMPLATE = JSON.stringify({
  Parameters: {
    SageMakerProjectName: { Type: 'String', Default: '' }, SageMakerProjectId: { Type: 'String', Default: '' },
    Size: { Type: 'Number', Default: 1, AllowedValues: [1, 2], Description: 'how big', NoEcho: true }, New: { Type: 'String', Default: '' },
  },
  Resources: { Topic: { Type: 'AWS::SNS::Topic' } },
  Outputs: { Topic: { Value: 'x', Description: 'the topic' } },
});

export function session(role: string, name = role, account = ACCOUNT): Principal {
  return { arn: `arn:aws:sts::${account}:assumed-role/${role}/${name}`, account, type: 'assumed-role', roleArn: `arn:aws:iam::${account}:role/${role}`, sessionName: name };
}
export const root: Principal = { arn: `arn:aws:iam::${ACCOUNT}:root`, account: ACCOUNT, type: 'root' };

export const contextOf = (principal: Principal = root): CallContext => ({ account: principal.account, region: 'eu-west-1', partition: 'aws', principal, requestId: 'r', conditions: {} });

/** What one stack goes through, a status for each look; the last one stays. */
export interface StackScript {
  readonly statuses: string[];
  readonly events?: readonly { id: string; type?: string; status: string; reason?: string }[];
}

export interface StackCall {
  readonly action: string;
  readonly stackName: string;
  readonly accessKey: string;
  readonly form: Readonly<Record<string, string>>;
}

/** A cloud whose CloudFormation follows a script and whose S3 holds texts. */
export class FakeCloud {
  readonly folder = mkdtempSync(path.join(tmpdir(), 'catalog-'));
  readonly objects = new Map<string, string>([['templates/project.json', TEMPLATE]]);
  readonly stackCalls: StackCall[] = [];
  readonly assumed: string[] = [];
  readonly services = new Map<string, Service>();
  /** One for each of CreateStack, UpdateStack and DeleteStack, in the order they come. */
  scripts: StackScript[] = [];
  refusal?: { readonly action: string; readonly message: string };
  distrusted?: string;
  private current: StackScript = { statuses: ['CREATE_COMPLETE'] };

  get cloud(): Cloud {
    return {
      region: 'eu-west-1', partition: 'aws', endpoint: 'http://fake', folders: { runner: this.folder }, log: { write: () => undefined },
      rootOf: (account: string) => ({ accessKeyId: account, secretAccessKey: 'x' }),
      assumeServiceRole: async (roleArn: string, service: string) => {
        if (roleArn === this.distrusted) throw new Error(`no trust policy of ${roleArn} allows ${service}`);
        this.assumed.push(`${service} ${roleArn}`);
        return { accessKeyId: `KEY-OF-${roleArn.split('/').pop()}`, secretAccessKey: 'x', sessionToken: 't' };
      },
      clientOptions: (credentials: SessionCredentials, region = 'eu-west-1') => ({
        region, credentials, endpoint: 'http://fake', forcePathStyle: true, maxAttempts: 1, requestHandler: { handle: async (request: any) => ({ response: await this.answer(request) }) },
      }),
      service: (name: string) => this.services.get(name),
    } as unknown as Cloud;
  }

  close(): void {
    rmSync(this.folder, { recursive: true });
  }

  private async answer(request: any) {
    const accessKey = /Credential=([^/]+)/.exec(request.headers.authorization)?.[1] ?? '';
    return /\/cloudformation\//.test(request.headers.authorization) ? this.cloudFormation(new URLSearchParams(String(request.body)), accessKey) : this.s3(request);
  }

  private s3({ method, path: where, body }: any) {
    const key = decodeURIComponent(where).slice(1).replace(/\/$/, '');
    if (method === 'PUT') {
      this.objects.set(key, body === undefined ? '' : String(body));
      return response(200, '');
    }
    const text = this.objects.get(key);
    return text === undefined ? response(404, '<Error><Code>NoSuchKey</Code><Message>The specified key does not exist.</Message></Error>') : response(200, text);
  }

  private cloudFormation(form: URLSearchParams, accessKey: string) {
    const action = form.get('Action') ?? '';
    const stackName = form.get('StackName') ?? '';
    const result = (xml: string) => response(200, `<${action}Response><${action}Result>${xml}</${action}Result></${action}Response>`);
    if (this.refusal?.action === action) return response(400, `<ErrorResponse><Error><Type>Sender</Type><Code>ValidationError</Code><Message>${this.refusal.message}</Message></Error></ErrorResponse>`);
    if (/^(Create|Update|Delete)Stack$/.test(action)) {
      this.stackCalls.push({ action, stackName, accessKey, form: Object.fromEntries(form) });
      this.current = this.scripts.shift() ?? { statuses: [`${action.replace('Stack', '').toUpperCase()}_COMPLETE`] };
      return result(`<StackId>${arnOf(stackName)}</StackId>`);
    }
    if (action === 'DescribeStackEvents') return result(`<StackEvents>${(this.current.events ?? []).map(eventXml).join('')}</StackEvents>`);
    const { statuses } = this.current;
    const status = statuses.length > 1 ? statuses.shift() : statuses[0];
    return result(`<Stacks><member><StackName>${stackName}</StackName><StackId>${arnOf(stackName)}</StackId><StackStatus>${status}</StackStatus><CreationTime>2026-11-24T00:00:00Z</CreationTime>`
      + '<Outputs><member><OutputKey>Topic</OutputKey><OutputValue>the-topic</OutputValue></member></Outputs></member></Stacks>');
  }
}

const arnOf = (name: string) => (name.startsWith('arn:') ? name : `arn:aws:cloudformation:eu-west-1:${ACCOUNT}:stack/${name}/1`);
const eventXml = ({ id, type = 'AWS::SNS::Topic', status, reason = '' }: NonNullable<StackScript['events']>[number]) =>
  `<member><LogicalResourceId>${id}</LogicalResourceId><ResourceType>${type}</ResourceType><ResourceStatus>${status}</ResourceStatus><ResourceStatusReason>${reason}</ResourceStatusReason><StackId>s</StackId><EventId>e</EventId><StackName>s</StackName><Timestamp>2026-11-24T00:00:00Z</Timestamp></member>`;
const response = (statusCode: number, body: string) => ({ statusCode, headers: { 'content-type': 'application/xml' }, body: Readable.from([Buffer.from(body)]) });

/** Lets everything that is ready go on. */
export const soon = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Calls an operation as somebody. */
export const calling = (service: Pick<Service, 'operations'>) => (operation: string, input: object = {}, principal: Principal = root): Promise<any> =>
  Promise.resolve(service.operations[operation].run(input, contextOf(principal)));

/** What an operation asks IAM for. */
export const accessOf = (service: Pick<Service, 'operations'>) => async (operation: string, input: object = {}, principal: Principal = root) => service.operations[operation].access(input, contextOf(principal));
