/**
 * The function's name, for Fn::Sub. It differs in every account: the emulator (1.5.33) ends the workers of all accounts whose function has the name
 * of one that is being created, and a custom resource that waits for such a worker waits for ever.
 */
export const PROVIDER_FUNCTION = 'local-cloud-provider-${AWS::AccountId}-${AWS::Region}';

/**
 * The template of the function by which the emulator's CloudFormation asks the runner for a resource: one in each account and region. It finds the
 * gateway where every function finds AWS, which may be at another port after a restart.
 */
export function providerTemplate(token: string): string {
  const code = `
exports.handler = async (event) => {
  let answer;
  try {
    const response = await fetch(process.env.AWS_ENDPOINT_URL + '/_local/cloudformation', { method: 'POST', headers: { authorization: '${token}' }, body: JSON.stringify(event) });
    answer = await response.json();
  } catch (error) {
    answer = { Status: 'FAILED', Reason: 'local-cloud: ' + error.message };
  }
  const { StackId, RequestId, LogicalResourceId, PhysicalResourceId } = event;
  const body = { PhysicalResourceId: PhysicalResourceId || LogicalResourceId, ...answer, StackId, RequestId, LogicalResourceId };
  await fetch(event.ResponseURL, { method: 'PUT', body: JSON.stringify(body) });
};`;
  const trust = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: 'lambda.amazonaws.com' } }] };
  return JSON.stringify({
    Resources: {
      Role: { Type: 'AWS::IAM::Role', Properties: { RoleName: 'local-cloud-provider', AssumeRolePolicyDocument: trust } },
      Provider: {
        Type: 'AWS::Lambda::Function',
        Properties: {
          FunctionName: { 'Fn::Sub': PROVIDER_FUNCTION }, Runtime: 'nodejs20.x', Handler: 'index.handler', Timeout: 600,
          Role: { 'Fn::GetAtt': ['Role', 'Arn'] }, Code: { ZipFile: code },
        },
      },
    },
  });
}
