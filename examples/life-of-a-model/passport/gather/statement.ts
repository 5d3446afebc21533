import { GetPolicyCommand, GetPolicyVersionCommand, GetRolePolicyCommand, IAMClient } from '@aws-sdk/client-iam';
import type { Life } from '../../life';
import { Person } from '../../people/person';
import type { Statement } from '../facts/refusal';

/** `(statement NeverApprove of identity-based policy People at arn:…:policy/People v3.Statement[1] denies it)`, `(statement 2 of permissions boundary … would, but for …)` */
const NAMED = /\(statement (\S+) of ((?:identity-based policy|permissions boundary) (\S+)(?: of (\S+))?) at (arn:\S+) \S+\.Statement\[\d+\]/;

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
  const [, sid, policy, name, role, arn] = NAMED.exec(message) ?? [];
  if (!sid) return undefined;
  return role ? { sid, policy, inline: name, role } : { sid, policy, arn };
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
