import { spawn } from 'node:child_process';
import type { IncomingMessage, ServerResponse } from 'node:http';
import * as path from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { Cloud } from '../../cloud';
import type { Principal } from '../../gateway/principal';
import { readBody } from '../../gateway/upstream';
import { AwsError } from '../service';
import { isValid, readLogin } from './credentials';
import { GIT_ENVIRONMENT } from './git';
import { pushedReferences } from './pushed-references';
import { chooseDefault, referencesOf, tellChanges } from './references';
import { arnOf, type Repositories, type Repository } from './repositories';

/** `/v1/repos/<name>[.git]/<info/refs | git-upload-pack | git-receive-pack>` */
const PATH = /^\/v1\/repos\/([^/?]+?)(?:\.git)?\/(info\/refs|git-upload-pack|git-receive-pack|HEAD|objects\/.*)(?:\?(.*))?$/;

interface GitAnswer {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly body: Buffer;
}

/** git over smart HTTP, in front of git's own http-backend: signature, permission, event. */
export class SmartHttp {
  constructor(private readonly cloud: Cloud, private readonly repositories: Repositories) {}

  answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    try {
      await this.serve(request, response);
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      const headers = { 'content-type': 'text/plain', ...(error.status === 401 ? { 'www-authenticate': 'Basic realm="CodeCommit"' } : {}) };
      response.writeHead(error.status, headers).end(`${error.code}: ${error.message}\n`);
    }
  };

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const [, name, service, query = ''] = PATH.exec(request.url ?? '') ?? [];
    if (!name) throw new AwsError('NotFound', `${request.url} is no path of a repository`, 404);
    const principal = await this.signedIn(request, decodeURIComponent(name));
    const repository = this.repositories.find({ account: principal.account, region: this.cloud.region }, decodeURIComponent(name));
    const arn = arnOf({ account: principal.account, region: this.cloud.region, partition: this.cloud.partition }, decodeURIComponent(name));
    const body = await readBody(request);
    const pushes = service === 'git-receive-pack' || query.includes('service=git-receive-pack');
    await this.demand(principal, arn, pushes, service === 'git-receive-pack' ? pushedReferences(plain(request, body)) : []);
    if (!repository) throw new AwsError('RepositoryDoesNotExistException', `${name} does not exist`, 404);
    const before = service === 'git-receive-pack' ? await referencesOf(repository) : undefined;
    const answer = await this.backend(repository, { service, query }, request, body);
    if (before) await chooseDefault(repository);
    response.writeHead(answer.status, answer.headers).end(answer.body);
    if (before) await tellChanges(this.cloud, repository, before, principal.arn);
  }

  private async signedIn(request: IncomingMessage, name: string): Promise<Principal> {
    const login = readLogin(request.headers.authorization);
    if (!login) throw new AwsError('Unauthorized', 'sign in with an AWS signature for CodeCommit', 401);
    const principal = await this.cloud.principalOf(login.accessKeyId);
    const secret = this.cloud.secretOf(login.accessKeyId);
    const [host] = (request.headers.host ?? '').split(':');
    const options = { region: this.cloud.region, path: `/v1/repos/${name}`, host };
    // an account's root key, which is its id, has any secret, as everywhere in the local cloud
    const isRootKey = /^\d{12}$/.test(login.accessKeyId);
    if (secret ? !isValid(login, { ...options, secret }) : !isRootKey) throw new AwsError('InvalidSignature', 'the signature is not valid for this repository, or it is older than 15 minutes', 403);
    return principal;
  }

  /** `codecommit:References` limits pushes by branch (https://docs.aws.amazon.com/codecommit/latest/userguide/how-to-conditional-branch.html). */
  private async demand(principal: Principal, arn: string, pushes: boolean, references: readonly string[]): Promise<void> {
    if (!pushes) return this.cloud.authorize(principal, 'codecommit:GitPull', arn);
    if (references.length === 0) return this.cloud.authorize(principal, 'codecommit:GitPush', arn);
    for (const reference of references) await this.cloud.authorize(principal, 'codecommit:GitPush', arn, { 'codecommit:References': reference });
  }

  private backend(repository: Repository, { service, query }: { service: string; query: string }, request: IncomingMessage, body: Buffer): Promise<GitAnswer> {
    const child = spawn('git', ['http-backend'], {
      env: {
        ...GIT_ENVIRONMENT,
        GIT_PROJECT_ROOT: path.dirname(repository.folder), GIT_HTTP_EXPORT_ALL: '1', PATH_INFO: `/${path.basename(repository.folder)}/${service}`,
        REQUEST_METHOD: request.method, QUERY_STRING: query, CONTENT_TYPE: request.headers['content-type'] ?? '', CONTENT_LENGTH: String(body.length),
        HTTP_CONTENT_ENCODING: request.headers['content-encoding'] ?? '', GIT_PROTOCOL: String(request.headers['git-protocol'] ?? ''), REMOTE_USER: 'signed-in', REMOTE_ADDR: '127.0.0.1',
      },
    });
    child.stdin.on('error', () => undefined);
    child.stdin.end(body);
    return new Promise((resolve, reject) => {
      child.once('error', reject);
      readBody(child.stdout).then((output) => {
        const end = output.indexOf('\r\n\r\n');
        const headers = Object.fromEntries(output.subarray(0, end).toString('utf8').split('\r\n').map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 1).trim()]));
        const { status = '200', ...rest } = headers;
        resolve({ status: Number(status.split(' ')[0]), headers: rest, body: output.subarray(end + 4) });
      }, reject);
    });
  }
}

const plain = (request: IncomingMessage, body: Buffer) => (request.headers['content-encoding'] === 'gzip' ? gunzipSync(body) : body);
