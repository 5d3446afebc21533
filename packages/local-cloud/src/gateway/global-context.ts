/** Services with one endpoint for all regions: what is asked of them is asked in this one. */
const GLOBAL = ['iam', 'organizations', 'cloudfront', 'route53', 'budgets', 'support'];

/**
 * The condition keys that every request has (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html), but for those that follow
 * from the principal. The caller's address and agent are not among them: here they tell nothing.
 * @param region where it is asked, if the resource does not say
 */
export function globalContext(action: string, resource: string, region: string): Record<string, string> {
  const now = new Date();
  const ofResource = resource.startsWith('arn:') ? resource.split(':')[3] : '';
  return {
    'aws:SecureTransport': 'true', 'aws:ViaAWSService': 'false', 'aws:CurrentTime': now.toISOString(), 'aws:EpochTime': String(Math.floor(now.getTime() / 1000)),
    'aws:RequestedRegion': GLOBAL.includes(action.split(':')[0]) ? 'us-east-1' : ofResource || region,
  };
}
