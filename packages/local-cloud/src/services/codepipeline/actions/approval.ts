import { randomUUID } from 'node:crypto';
import { AwsError } from '../../service';
import type { SavedPipeline } from '../pipeline';
import type { ActionContext, ActionProvider } from './action-context';

/** What somebody answered. */
export interface ApprovalAnswer {
  readonly status: 'Approved' | 'Rejected';
  readonly summary: string;
  readonly by: string;
}

export interface ApprovalQuestion {
  readonly token: string;
  readonly pipeline: SavedPipeline;
  readonly stageName: string;
  readonly actionName: string;
}

/** Seven days (https://docs.aws.amazon.com/codepipeline/latest/userguide/approvals.html). */
const DEFAULT_TIMEOUT_MINUTES = 7 * 24 * 60;
const LOOK_MILLISECONDS = 500;

/** Questions that wait for an answer, by their tokens. */
export class Approvals {
  private readonly waiting = new Map<string, { readonly context: ActionContext; readonly resolve: (answer: ApprovalAnswer) => void }>();

  /** https://docs.aws.amazon.com/codepipeline/latest/userguide/approvals.html */
  readonly action: ActionProvider = async (context) => {
    const { record, signal, keep, action: { timeoutInMinutes: minutes = DEFAULT_TIMEOUT_MINUTES } } = context;
    const end = record.startTime.getTime() + minutes * 60_000;
    // only now: who sees the token may answer at once; after a restart the same one is good
    const token = record.token ?? randomUUID();
    record.token = token;
    keep();
    let clock: NodeJS.Timeout | undefined;
    const answer = await new Promise<ApprovalAnswer>((resolve, reject) => {
      // one timer cannot wait for more than 24 days, an approval can
      clock = setInterval(() => Date.now() >= end && reject(new AwsError('ActionTimeout', `nobody answered within ${minutes} minutes`)), LOOK_MILLISECONDS).unref();
      this.waiting.set(token, { context, resolve });
      const abandon = () => reject(new AwsError('Abandoned', 'the execution was stopped'));
      signal.addEventListener('abort', abandon, { once: true });
      if (signal.aborted) abandon();
    }).finally(() => {
      clearInterval(clock);
      this.waiting.delete(token);
    });
    record.updatedBy = answer.by;
    record.summary = answer.summary;
    if (answer.status === 'Rejected') throw new AwsError('Rejected', `${answer.by} rejected it: ${answer.summary}`);
  };

  /**
   * @param question what the caller says the token is of, and was allowed to answer
   * @throws AwsError InvalidApprovalTokenException
   */
  answer({ token, pipeline, stageName, actionName }: ApprovalQuestion, answer: ApprovalAnswer): void {
    const waiting = this.waiting.get(token);
    const { execution, record } = waiting?.context ?? {};
    if (!waiting || execution?.pipeline !== pipeline || record?.stage !== stageName || record.action.name !== actionName) {
      throw new AwsError('InvalidApprovalTokenException', `the token does not belong to an approval that waits in ${stageName}/${actionName} of ${pipeline.structure.name}`);
    }
    waiting.resolve(answer);
  }
}
