/** The template of the function by which the emulator's CloudFormation asks the runner for a resource: one in each account and region. */
export function providerTemplate(endpoint: string, token: string): string {
  const code = `
exports.handler = async (event) => {
  let answer;
  try {
    const response = await fetch('${endpoint}/_local/cloudformation', { method: 'POST', headers: { authorization: '${token}' }, body: JSON.stringify(event) });
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
          FunctionName: 'local-cloud-provider', Runtime: 'nodejs20.x', Handler: 'index.handler', Timeout: 600,
          Role: { 'Fn::GetAtt': ['Role', 'Arn'] }, Code: { ZipFile: code },
        },
      },
    },
  });
}
