import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import type { SessionCredentials } from '../cloud';
import type { Principal } from './principal';

interface Session {
  readonly principal: Principal;
  readonly secretAccessKey?: string;
}

const ACCOUNT_ID = /^\d{12}$/;

/** Whose key is whose: those that STS minted through the gateway, and account ids, which are keys of the account's root. */
export class Sessions {
  private readonly sessions: Map<string, Session>;

  constructor(private readonly file: string) {
    this.sessions = new Map(existsSync(file) ? Object.entries(JSON.parse(readFileSync(file, 'utf8'))) : []);
  }

  remember(credentials: SessionCredentials, principal: Principal): void {
    this.sessions.set(credentials.accessKeyId, { principal, secretAccessKey: credentials.secretAccessKey });
    mkdirSync(path.dirname(this.file), { recursive: true });
    writeFileSync(this.file, JSON.stringify(Object.fromEntries(this.sessions)), { mode: 0o600 });
  }

  /** A session that somebody else minted, known by its principal only. */
  rememberPrincipal(accessKeyId: string, principal: Principal): void {
    this.sessions.set(accessKeyId, { principal });
  }

  principalOf(accessKeyId: string): Principal | undefined {
    if (ACCOUNT_ID.test(accessKeyId)) return { arn: `arn:aws:iam::${accessKeyId}:root`, account: accessKeyId, type: 'root' };
    return this.sessions.get(accessKeyId)?.principal;
  }

  /** Undefined for root keys: any secret does. */
  secretOf(accessKeyId: string): string | undefined {
    return this.sessions.get(accessKeyId)?.secretAccessKey;
  }

  clear(): void {
    this.sessions.clear();
  }
}

/** The principal of an assumed role, by the ARN that STS answers with. */
export function assumedRole(arn: string, roleArn: string, sessionPolicies?: readonly string[]): Principal {
  const [, , , , account] = arn.split(':');
  return { arn, account, type: 'assumed-role', roleArn, sessionName: arn.split('/').pop(), sessionPolicies };
}
