import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { AwsError } from '../services/service';

/** The credential scope of a request signed with Signature Version 4 (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv.html). */
export interface Scope {
  readonly accessKeyId: string;
  readonly date: string;
  readonly region: string;
  readonly service: string;
}

/** Reads the scope from the Authorization header or from a presigned URL; undefined for an unsigned request. */
export function scopeOf(headers: IncomingHttpHeaders, url: string): Scope | undefined {
  const inHeader = /Credential=([^,\s]+)/.exec(headers.authorization ?? '')?.[1];
  const inUrl = /[?&]X-Amz-Credential=([^&]+)/i.exec(url)?.[1];
  const credential = inHeader ?? (inUrl && decodeURIComponent(inUrl));
  const parts = credential?.split('/');
  if (parts?.length !== 5) return undefined;
  const [accessKeyId, date, region, service] = parts;
  return { accessKeyId, date, region, service };
}

const hmac = (key: string | Buffer, data: string) => createHmac('sha256', key).update(data).digest();
const sha256 = (data: string | Buffer) => createHash('sha256').update(data).digest('hex');
const encode = (text: string) => encodeURIComponent(text).replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);

export interface SignedRequest {
  readonly method: string;
  /** Path and query as received. */
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** The signature that a header-signed request must carry. All services but S3 encode the path once more. */
export function signatureOf(request: SignedRequest, secret: string): string {
  const authorization = request.headers.authorization ?? '';
  const scope = scopeOf(request.headers, request.url);
  const signedHeaders = /SignedHeaders=([^,\s]+)/.exec(authorization)?.[1];
  if (!scope || !signedHeaders) throw new Error('the request carries no SigV4 Authorization header');
  const { pathname, searchParams } = new URL(request.url, 'http://localhost');
  const query = [...searchParams].map(([key, value]) => `${encode(key)}=${encode(value)}`).sort().join('&');
  const path = scope.service === 's3' ? pathname : pathname.split('/').map((segment) => encode(segment)).join('/');
  const headerLines = signedHeaders.split(';').map((name) => `${name}:${String(request.headers[name] ?? '').trim().replace(/\s+/g, ' ')}\n`);
  const payload = String(request.headers['x-amz-content-sha256'] ?? sha256(request.body));
  const canonical = [request.method, path, query, headerLines.join(''), signedHeaders, payload].join('\n');
  const credentialScope = `${scope.date}/${scope.region}/${scope.service}/aws4_request`;
  const text = ['AWS4-HMAC-SHA256', String(request.headers['x-amz-date']), credentialScope, sha256(canonical)].join('\n');
  return hmac(signingKey(secret, scope), text).toString('hex');
}

export function signingKey(secret: string, scope: Pick<Scope, 'date' | 'region' | 'service'>): Buffer {
  return hmac(hmac(hmac(hmac(`AWS4${secret}`, scope.date), scope.region), scope.service), 'aws4_request');
}

/** Whether a request was signed with the secret, and its body is the one that was signed. */
export function isSignedWith(request: SignedRequest, secret: string): boolean {
  const declared = request.headers['x-amz-content-sha256'];
  if (declared && declared !== 'UNSIGNED-PAYLOAD' && !String(declared).startsWith('STREAMING') && declared !== sha256(request.body)) return false;
  return hasSignatureOf(request, secret);
}

/** Whether a request's headers were signed with the secret; what they say of its body is not looked at. */
export function hasSignatureOf(request: SignedRequest, secret: string): boolean {
  const given = /Signature=([0-9a-f]{64})/.exec(request.headers.authorization ?? '')?.[1];
  return given !== undefined && timingSafeEqual(Buffer.from(given, 'hex'), Buffer.from(signatureOf(request, secret), 'hex'));
}

/** The headers of a request whose body was replaced: length, digest and signature anew. */
export function resigned(request: SignedRequest, body: Buffer, secret: string): IncomingHttpHeaders {
  const headers: IncomingHttpHeaders = { ...request.headers, 'content-length': String(body.length) };
  if (headers['x-amz-content-sha256']) headers['x-amz-content-sha256'] = sha256(body);
  const signature = signatureOf({ ...request, headers, body }, secret);
  headers.authorization = headers.authorization?.replace(/Signature=[0-9a-f]+/, `Signature=${signature}`);
  return headers;
}

/**
 * The headers of a request whose body was replaced on its way. The emulator verifies the signatures of sessions: theirs are signed anew with the
 * same session's secret, once it is clear that the caller has it.
 * @throws AwsError SignatureDoesNotMatch
 */
export function signedAnew(request: SignedRequest, body: Buffer, accessKeyId: string, secret: string | undefined): IncomingHttpHeaders {
  if (/^\d{12}$/.test(accessKeyId)) return request.headers;
  if (!secret || !isSignedWith(request, secret)) throw new AwsError('SignatureDoesNotMatch', 'The request signature we calculated does not match the signature you provided.', 403);
  return resigned(request, body, secret);
}
