import { GetPolicyCommand, GetPolicyVersionCommand, GetRolePolicyCommand, IAMClient } from '@aws-sdk/client-iam';
import type { Life } from '../../life';
import { Person } from '../../people/person';
import type { Statement } from '../facts/refusal';

/** `… explicit deny in statement NeverApprove of identity-based policy arn:…`, `(statement 2 of permissions boundary arn:… would, but for …)` */
const NAMED = /(?:explicit deny in |\()statement (\S+) of ((?:identity-based policy|permissions boundary) (?:(arn:\S+)|(\S+) of (\S+)))/;

/** Where a statement is found: in a managed policy, or in one of a role's own. */
export interface NamedStatement {
  readonly sid: string;
  readonly policy: string;
  readonly arn?: string;
  readonly inline?: string;
  readonly role?: string;
}

/** The statement that a denial names; none where none allows what was asked. */
export function namedStatement(message: string): NamedStatement | undefined {
  const [, sid, policy, arn, inline, role] = NAMED.exec(message) ?? [];
  return sid ? { sid, policy, arn, inline, role } : undefined;
}

/** The statement that a denial names, as IAM returns it. */
export async function statementOf({ cloud, topology }: Life, message: string): Promise<Statement | undefined> {
  const named = namedStatement(message);
  if (!named) return undefined;
  const { sid, policy, arn, inline, role } = named;
  const account = /^arn:[^:]*:iam::(\d{12}):/.exec(arn ?? '')?.[1] ?? topology.accounts.tooling;
  const iam = Person.administrator(cloud, 'it', account).use(IAMClient);
  const document = arn ? await managed(iam, arn) : (await iam.send(new GetRolePolicyCommand({ RoleName: role, PolicyName: inline }))).PolicyDocument;
  const text = decoded(document ?? '{}');
  const statements: any[] = [JSON.parse(text).Statement ?? []].flat();
  const found = statements.find((statement, index) => statement.Sid === sid || sid === String(index + 1));
  return found ? { policy, sid, text: JSON.stringify(found, null, 2) } : undefined;
}

async function managed(iam: IAMClient, PolicyArn: string): Promise<string | undefined> {
  const { Policy } = await iam.send(new GetPolicyCommand({ PolicyArn }));
  const { PolicyVersion } = await iam.send(new GetPolicyVersionCommand({ PolicyArn, VersionId: Policy?.DefaultVersionId }));
  return PolicyVersion?.Document;
}

/** IAM returns documents URL-encoded (https://docs.aws.amazon.com/IAM/latest/APIReference/API_PolicyVersion.html). */
const decoded = (document: string) => (document.trimStart().startsWith('{') ? document : decodeURIComponent(document));
