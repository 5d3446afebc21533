import { GetPolicyCommand, GetPolicyVersionCommand, GetRolePolicyCommand, IAMClient } from '@aws-sdk/client-iam';
import type { TraceEntry } from '@mlops-foundation/local-cloud';
import type { Life } from '../../life';
import { Person } from '../../people/person';
import type { Statement } from '../facts/refusal';

/** Where a statement is found: in a managed policy, or in one of a role's own. */
export interface PlacedStatement {
  readonly sid: string;
  readonly policy: string;
  /** Among the policy's statements, from 0. */
  readonly index: number;
  readonly account: string;
  readonly arn?: string;
  readonly inline?: string;
  readonly role?: string;
}

/** `arn:aws:iam::111111111111:role/path/scientist Policies.Own.Statement[0]` */
const OWN = /^arn:[^:]*:iam::\d{12}:role\/(?:\S*\/)?(\S+) Policies\.(\S+)\.Statement\[\d+\]$/;

/** The newest refusal of the trace that an error's message tells. */
export function refusalOf(trace: readonly TraceEntry[], message: string): TraceEntry | undefined {
  const tells = ({ principal, action, resource }: TraceEntry) => message.startsWith(`User: ${principal} is not authorized to perform: ${action} on resource: ${resource} `);
  return trace.filter((entry) => entry.decision !== 'allowed' && tells(entry)).at(-1);
}

/** The statement of an identity-based policy or a permissions boundary that refused, or would have allowed but for a condition; none where none speaks of what was asked. */
export function placedStatement({ by, nearly, layer }: Pick<TraceEntry, 'by' | 'nearly' | 'layer'>): PlacedStatement | undefined {
  const { policy, statement, index, arn, place = '' } = nearly ?? by;
  if (statement === undefined || index === undefined || !['identity', 'boundary'].includes(layer)) return undefined;
  const [, role, inline] = OWN.exec(place) ?? [];
  if (!arn && !role) return undefined;
  return { sid: statement.replace(/^statement /, ''), policy, index, account: (arn ?? place).split(':')[4], ...(arn ? { arn } : { inline, role }) };
}

/** The statement that refused, as IAM returns it. */
export async function statementOf({ cloud }: Life, refusal: TraceEntry | undefined): Promise<Statement | undefined> {
  const placed = refusal && placedStatement(refusal);
  if (!placed) return undefined;
  const { sid, policy, index, account, arn, inline, role } = placed;
  const iam = Person.administrator(cloud, 'IT', account).use(IAMClient);
  const document = arn ? await managed(iam, arn) : (await iam.send(new GetRolePolicyCommand({ RoleName: role, PolicyName: inline }))).PolicyDocument;
  const statements: unknown[] = [JSON.parse(decoded(document ?? '{}')).Statement ?? []].flat();
  return { policy, sid, text: JSON.stringify(statements[index], null, 2) };
}

async function managed(iam: IAMClient, PolicyArn: string): Promise<string | undefined> {
  const { Policy } = await iam.send(new GetPolicyCommand({ PolicyArn }));
  const { PolicyVersion } = await iam.send(new GetPolicyVersionCommand({ PolicyArn, VersionId: Policy?.DefaultVersionId }));
  return PolicyVersion?.Document;
}

/** IAM returns documents URL-encoded (https://docs.aws.amazon.com/IAM/latest/APIReference/API_PolicyVersion.html). */
const decoded = (document: string) => (document.trimStart().startsWith('{') ? document : decodeURIComponent(document));
