import { AwsError } from '../../service';
import type { ActionProvider } from './action-context';

/** What somebody answered. */
export interface ApprovalAnswer {
  readonly status: 'Approved' | 'Rejected';
  readonly summary: string;
  readonly by: string;
}

/** Questions that wait for an answer, by their tokens. */
export class Approvals {
  private readonly waiting = new Map<string, (answer: ApprovalAnswer) => void>();

  /** https://docs.aws.amazon.com/codepipeline/latest/userguide/approvals.html */
  readonly action: ActionProvider = async ({ record, signal }) => {
    const answer = await new Promise<ApprovalAnswer>((resolve, reject) => {
      this.waiting.set(record.token ?? '', resolve);
      signal.addEventListener('abort', () => reject(new AwsError('Abandoned', 'the execution was stopped')), { once: true });
    }).finally(() => this.waiting.delete(record.token ?? ''));
    record.updatedBy = answer.by;
    record.summary = answer.summary;
    if (answer.status === 'Rejected') throw new AwsError('Rejected', `${answer.by} rejected it: ${answer.summary}`);
  };

  /** @throws AwsError InvalidApprovalTokenException */
  answer(token: string, answer: ApprovalAnswer): void {
    const resolve = this.waiting.get(token);
    if (!resolve) throw new AwsError('InvalidApprovalTokenException', 'the token does not belong to an approval that waits');
    resolve(answer);
  }
}
