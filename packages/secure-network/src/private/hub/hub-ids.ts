import { Token } from 'aws-cdk-lib';
import type { Problem } from '../validation-error';

interface Form {
  readonly pattern: RegExp;
  readonly rule: string;
  readonly remedy: string;
}

/** EC2's ids have 8 or 17 hexadecimal digits: https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/resource-ids.html */
const ofEc2 = (prefix: string, remedy: string): Form => ({ pattern: new RegExp(`^${prefix}-([0-9a-f]{8}|[0-9a-f]{17})$`), rule: `an id is ${prefix}- and 8 or 17 hexadecimal digits`, remedy });

const FORMS = {
  transitGateway: ofEc2('tgw', 'Give the transitGatewayId of the hub'),
  attachment: ofEc2('tgw-attach', 'Give the attachmentId of the network\'s SpokeAttachment'),
  // AWS says no length but 64 characters at most: https://docs.aws.amazon.com/Route53/latest/APIReference/API_route53profiles_AssociateProfile.html
  profile: { pattern: /^rp-[0-9a-f]{8,61}$/, rule: 'an id is rp- and 8 hexadecimal digits or more', remedy: 'Give the profileId of the SharedEndpoints' },
} as const satisfies Readonly<Record<string, Form>>;

/** What is wrong with an id of what a hub is made of. Unresolved tokens are not looked at. */
export function hubIdProblems(prop: string, kind: keyof typeof FORMS, value: string | undefined): Problem[] {
  const { pattern, rule, remedy } = FORMS[kind];
  return value === undefined || Token.isUnresolved(value) || pattern.test(value) ? [] : [{ prop, value, rule, remedy }];
}
