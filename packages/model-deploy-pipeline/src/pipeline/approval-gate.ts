/** Props of an approval gate. */
export interface ApprovalGateProps {
  /** The stage's name, at most 100 characters: `Approve`. */
  readonly name: string;
  /** What the approver is asked, at most 1000 characters. */
  readonly question: string;
}

/**
 * A stage that waits for a person. Who may answer is a right on the gate's ARN: `codepipeline:PutApprovalResult`
 * (https://docs.aws.amazon.com/codepipeline/latest/userguide/approvals-iam-permissions.html).
 * @example
 * new ApprovalGate({ name: 'ApproveProd', question: 'The tests in pre-prod passed. Deploy to prod?' });
 */
export class ApprovalGate {
  /** The stage's name. */
  readonly name: string;
  /** What the approver is asked. */
  readonly question: string;

  constructor(props: ApprovalGateProps) {
    this.name = props.name;
    this.question = props.question;
  }
}
