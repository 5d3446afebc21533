import { randomUUID } from 'node:crypto';

/**
 * What ids of stored types begin with where whoever is given one checks its form: the profile of Route 53's examples has 17 hexadecimal digits
 * (https://docs.aws.amazon.com/Route53/latest/APIReference/API_route53profiles_AssociateProfile.html).
 */
const PREFIXES: Readonly<Record<string, string>> = {
  'AWS::Route53Profiles::Profile': 'rp',
};

/** An id for a new resource of a stored type: in AWS's form where that is known, else by its kind. */
export function storedId(type: string): string {
  const digits = randomUUID().replaceAll('-', '');
  const prefix = PREFIXES[type];
  return prefix ? `${prefix}-${digits.slice(0, 17)}` : `${type.split('::')[2].toLowerCase()}-${digits.slice(0, 8)}`;
}
