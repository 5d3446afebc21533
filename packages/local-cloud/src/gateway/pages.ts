import type { IncomingHttpHeaders } from 'node:http';
import { AwsError } from '../services/service';

/**
 * Any page that the user looks at may send requests to this machine, and an account's root key is no secret here. A browser says where a request comes from
 * (https://developer.mozilla.org/en-US/docs/Web/HTTP/Reference/Headers/Sec-Fetch-Site), and under which name it found this machine: a name that a page's owner
 * pointed here would make that page the gateway's own.
 * @throws AwsError AccessDenied
 */
export function refusePages(headers: IncomingHttpHeaders): void {
  const { host = '', origin } = headers;
  if (!isLoopback(host)) {
    throw new AwsError('AccessDenied', `local-cloud: it does not answer to the name ${host}: call it at 127.0.0.1, localhost or a name below localhost, such as a bucket's, <bucket>.s3.localhost`, 403);
  }
  if (['cross-site', 'same-site'].includes(String(headers['sec-fetch-site'])) || (origin !== undefined && origin !== `http://${host}`)) {
    throw new AwsError('AccessDenied', `local-cloud: a page of another site${origin ? ` (${origin})` : ''} may not use it: call it from a program, or open its address by itself`, 403);
  }
}

/** Names below localhost never leave this machine (RFC 6761); HTTP/1.0 has none. */
const isLoopback = (host: string) => host === '' || /^(127\.0\.0\.1|(.+\.)?localhost)(:\d+)?$/i.test(host);
