/** A token of the CDK in a text (`${Token[Bucket.Arn.12]}`, `#{Token[…]}` for a list), and a pseudo parameter of CloudFormation that Fn::Sub would replace. */
const IN_TEXT = /[$#]\{Token\[|\$\{AWS::/;
/** The CDK writes numbers that it does not know yet as very small ones (https://docs.aws.amazon.com/cdk/v2/guide/tokens.html). */
const ENCODED_NUMBER = -1e288;

/** Whether a value stands for another one, which only the CDK or CloudFormation knows. */
export function isUnresolved(value: unknown): boolean {
  if (typeof value === 'string') return IN_TEXT.test(value);
  if (typeof value === 'number') return value < ENCODED_NUMBER;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const keys = Object.keys(value);
  return keys.length === 1 && (keys[0] === 'Ref' || keys[0].startsWith('Fn::'));
}

/** Everything in a part of a policy that is not resolved, with its place. */
export function problemsOfUnresolved(at: string, value: unknown): string[] {
  if (isUnresolved(value)) return [`${at} is ${JSON.stringify(value)}: it is not resolved, give the value that it stands for`];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    const place = Array.isArray(value) ? `${at}[${key}]` : `${at}.${key}`;
    return isUnresolved(key) ? [`${place} is not resolved, give the key that it stands for`] : problemsOfUnresolved(place, inner);
  });
}
