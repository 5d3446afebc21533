import type { Cloud, SessionCredentials } from '../../cloud';
import type { Execution } from './pipeline';

/** Of the hour that a session lasts, so that an action has almost all of it (https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html). */
const SHARED_MILLISECONDS = 5 * 60 * 1000;

interface Session {
  readonly credentials: SessionCredentials;
  readonly since: number;
}

/** Sessions of the pipelines' roles: the actions of an execution that begin within minutes of one another share one, which STS remembers for an hour. */
export class PipelineSessions {
  private readonly sessions = new Map<Execution, Session>();

  /** @param now in milliseconds */
  constructor(private readonly cloud: Pick<Cloud, 'assumeServiceRole'>, private readonly now: () => number = Date.now) {}

  /** @throws AwsError AccessDenied when the role does not trust CodePipeline */
  async of(execution: Execution): Promise<SessionCredentials> {
    this.forgetOld();
    const known = this.sessions.get(execution);
    if (known) return known.credentials;
    const credentials = await this.cloud.assumeServiceRole(execution.structure.roleArn, 'codepipeline.amazonaws.com', execution.id);
    this.sessions.set(execution, { credentials, since: this.now() });
    return credentials;
  }

  /** How many it remembers. */
  get count(): number {
    return this.sessions.size;
  }

  /** Executions are kept after their end; their sessions are of no use then. */
  private forgetOld(): void {
    for (const [execution, { since }] of this.sessions) if (this.now() - since >= SHARED_MILLISECONDS) this.sessions.delete(execution);
  }
}
