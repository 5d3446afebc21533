import type { SessionCredentials } from '../cloud';
import { Records } from '../services/records';
import type { Principal } from './principal';

interface Session {
  readonly principal: Principal;
  readonly secretAccessKey?: string;
  readonly since: Date;
}

const ACCOUNT_ID = /^\d{12}$/;
/** No session lasts longer: https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html */
const LIFE_MILLISECONDS = 12 * 60 * 60 * 1000;

/** Whose key is whose: those that STS minted through the gateway, and account ids, which are keys of the account's root. */
export class Sessions {
  private readonly sessions: Records<Session>;
  private readonly others = new Map<string, { readonly principal: Principal; readonly since: Date }>();

  /** @param folder what it remembers over a restart */
  constructor(folder: string) {
    this.sessions = new Records(folder);
    this.forgetOld();
  }

  remember(credentials: SessionCredentials, principal: Principal): void {
    this.sessions.set(credentials.accessKeyId, { principal, secretAccessKey: credentials.secretAccessKey, since: new Date() });
    this.forgetOld();
  }

  /** A session that somebody else minted, known by its principal only. */
  rememberPrincipal(accessKeyId: string, principal: Principal): void {
    this.others.set(accessKeyId, { principal, since: new Date() });
    this.forgetOld();
  }

  principalOf(accessKeyId: string): Principal | undefined {
    if (ACCOUNT_ID.test(accessKeyId)) return { arn: `arn:aws:iam::${accessKeyId}:root`, account: accessKeyId, type: 'root' };
    return this.sessions.get(accessKeyId)?.principal ?? this.others.get(accessKeyId)?.principal;
  }

  /** Undefined for root keys: any secret does. */
  secretOf(accessKeyId: string): string | undefined {
    return this.sessions.get(accessKeyId)?.secretAccessKey;
  }

  private forgetOld(): void {
    const end = Date.now() - LIFE_MILLISECONDS;
    for (let oldest = this.sessions.first(); oldest && oldest[1].since.getTime() < end; oldest = this.sessions.first()) this.sessions.delete(oldest[0]);
    for (const [accessKeyId, { since }] of this.others) if (since.getTime() < end) this.others.delete(accessKeyId);
  }
}

/** The principal of an assumed role, by the ARN that STS answers with. */
export function assumedRole(arn: string, roleArn: string, sessionPolicies?: readonly string[]): Principal {
  const [, , , , account] = arn.split(':');
  return { arn, account, type: 'assumed-role', roleArn, sessionName: arn.split('/').pop(), sessionPolicies };
}
