import type { SessionCredentials } from '../../src/cloud';
import { signatureOf } from '../../src/gateway/signature';
import type { LocalCloud } from '../../src/local-cloud';

export interface Call {
  /** By which requests are signed: `lambda`. */
  readonly service: string;
  readonly method?: string;
  readonly path?: string;
  /** `AWSEvents.PutTargets` */
  readonly target?: string;
  readonly body?: object;
}

/** A call to a service that the tests have no client for. @throws Error with the code as its name */
export async function signedCall(cloud: LocalCloud, { accessKeyId, secretAccessKey, sessionToken }: SessionCredentials, call: Call): Promise<any> {
  const { service, method = 'POST', path = '/', target, body = {} } = call;
  const date = `${new Date().toISOString().replace(/[-:]|\.\d+/g, '')}`;
  const headers: Record<string, string> = {
    'host': new URL(cloud.endpoint).host, 'x-amz-date': date, 'content-type': target ? 'application/x-amz-json-1.1' : 'application/json',
    ...(target ? { 'x-amz-target': target } : {}), ...(sessionToken ? { 'x-amz-security-token': sessionToken } : {}),
  };
  const text = method === 'GET' ? '' : JSON.stringify(body);
  const authorization = `AWS4-HMAC-SHA256 Credential=${accessKeyId}/${date.slice(0, 8)}/${cloud.region}/${service}/aws4_request, SignedHeaders=${Object.keys(headers).sort().join(';')}, Signature=`;
  const signature = signatureOf({ method, url: path, headers: { ...headers, authorization: `${authorization}0` }, body: Buffer.from(text) }, secretAccessKey);
  const answer = await fetch(`${cloud.endpoint}${path}`, { method, headers: { ...headers, authorization: `${authorization}${signature}` }, body: text || undefined });
  const said = await answer.text();
  const read = said.startsWith('<') ? { __type: /<Code>([^<]+)/.exec(said)?.[1], message: /<Message>([^<]+)/.exec(said)?.[1], text: said } : said ? JSON.parse(said) : {};
  if (answer.ok) return read;
  throw Object.assign(new Error(read.message ?? read.Message ?? said), { name: String(read.__type ?? answer.headers.get('x-amzn-errortype')).split('#').pop() });
}
