/**
 * The emulator gives `aws:PrincipalArn` the ARN of a session where AWS gives that of its role
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-principalarn). So that its decisions are
 * AWS's, each role in a condition on that key is followed by the sessions of that role.
 * @returns how many conditions changed
 */
export function addSessionPrincipals(value: unknown): number {
  if (Array.isArray(value)) return value.reduce<number>((sum, item) => sum + addSessionPrincipals(item), 0);
  if (typeof value !== 'object' || value === null) return 0;
  return Object.entries(value as Record<string, unknown>).reduce((sum, [key, item]) => sum + (key === 'Condition' && typeof item === 'object' ? extend(item) : addSessionPrincipals(item)), 0);
}

function extend(condition: unknown): number {
  let changed = 0;
  if (typeof condition !== 'object' || condition === null) return 0;
  for (const keys of Object.values(condition as Record<string, unknown>)) {
    if (typeof keys !== 'object' || keys === null) continue;
    for (const [key, given] of Object.entries(keys as Record<string, unknown>)) {
      if (key.toLowerCase() !== 'aws:principalarn') continue;
      const roles = [given].flat();
      const sessions = roles.flatMap((role) => sessionsOf(role) ?? []);
      if (sessions.length === 0) continue;
      (keys as Record<string, unknown>)[key] = [...roles, ...sessions];
      changed++;
    }
  }
  return changed;
}

/** The ARN pattern of a role's sessions; undefined for what is no role's ARN. Knows the forms in which the CDK writes ARNs: text, Fn::Sub, Fn::Join. */
function sessionsOf(role: unknown): unknown {
  if (typeof role === 'string') return isRole(role) ? `${toSession(role)}/*` : undefined;
  const { 'Fn::Sub': text, 'Fn::Join': join } = (role ?? {}) as Record<string, any>;
  if (typeof text === 'string') return isRole(text) ? { 'Fn::Sub': `${toSession(text)}/*` } : undefined;
  if (!Array.isArray(join) || !join[1].some((part: unknown) => typeof part === 'string' && isRole(part))) return undefined;
  const parts = join[1].map((part: unknown) => (typeof part === 'string' ? toSession(part) : part));
  return { 'Fn::Join': [join[0], [...parts, '/*']] };
}

const isRole = (text: string) => text.includes(':role/');
/** A session's ARN lacks the role's path. */
const toSession = (text: string) => text.replace(':iam::', ':sts::').replace(/:role\/(?:[^:]*\/)?/, ':assumed-role/');
