import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { SessionCredentials } from '../../cloud';
import { signingKey } from '../../gateway/signature';

/**
 * User name and password by which git speaks to CodeCommit with an AWS signature, as the AWS CLI's credential helper and git-remote-codecommit
 * make them: the password is the time and a Signature Version 4 over the method `GIT`, the path and the host
 * (https://docs.aws.amazon.com/codecommit/latest/userguide/setting-up-https-unixes.html).
 */
export function gitCredentials(options: { url: string; region: string; credentials: SessionCredentials; now?: Date }): { username: string; password: string } {
  const { accessKeyId, secretAccessKey, sessionToken } = options.credentials;
  const { hostname, pathname } = new URL(options.url);
  const time = (options.now ?? new Date()).toISOString().replace(/[-:]/g, '').slice(0, 15);
  const signature = signatureOf({ time, region: options.region, path: decodeURIComponent(pathname), host: hostname, secret: secretAccessKey });
  return { username: sessionToken ? `${accessKeyId}%${sessionToken}` : accessKeyId, password: `${time}Z${signature}` };
}

/** What a client sent by HTTP basic authentication. */
export interface GitLogin {
  readonly accessKeyId: string;
  readonly time: string;
  readonly signature: string;
}

/** Reads an Authorization header; undefined when there is none of the kind. */
export function readLogin(authorization: string | undefined): GitLogin | undefined {
  const encoded = /^Basic (.+)$/.exec(authorization ?? '')?.[1];
  if (!encoded) return undefined;
  const text = Buffer.from(encoded, 'base64').toString('utf8');
  const separator = text.lastIndexOf(':');
  const [, time, signature] = /^(\d{8}T\d{6})Z([0-9a-f]{64})$/.exec(text.slice(separator + 1)) ?? [];
  return time ? { accessKeyId: text.slice(0, separator).split('%')[0], time, signature } : undefined;
}

const VALID_MINUTES = 15;

/** Whether a login was signed with the secret for this repository, not long ago. */
export function isValid(login: GitLogin, options: { secret: string; region: string; path: string; host: string; now?: Date }): boolean {
  const [, year, month, day, hour, minute, second] = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)$/.exec(login.time) ?? [];
  const age = (options.now ?? new Date()).getTime() - Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second));
  if (Math.abs(age) > VALID_MINUTES * 60_000) return false;
  const expected = signatureOf({ time: login.time, region: options.region, path: options.path, host: options.host, secret: options.secret });
  return timingSafeEqual(Buffer.from(expected, 'hex'), Buffer.from(login.signature, 'hex'));
}

function signatureOf({ time, region, path, host, secret }: { time: string; region: string; path: string; host: string; secret: string }): string {
  const date = time.slice(0, 8);
  const canonical = `GIT\n${path}\n\nhost:${host}\n\nhost\n`;
  const digest = createHash('sha256').update(canonical).digest('hex');
  const text = `AWS4-HMAC-SHA256\n${time}\n${date}/${region}/codecommit/aws4_request\n${digest}`;
  return createHmac('sha256', signingKey(secret, { date, region, service: 'codecommit' })).update(text).digest('hex');
}
