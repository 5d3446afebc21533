import { CreateRoleCommand, IAMClient, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import type { CloudProcess } from './cloud-process';

/** A role for a service that may do everything: authorisation is asked all the same. @returns its ARN */
export async function serviceRole(cloud: CloudProcess, account: string, service: string): Promise<string> {
  const iam = cloud.client(IAMClient, account);
  const RoleName = service.split('.')[0];
  const document = (statement: object) => JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', ...statement }] });
  const { Role } = await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: document({ Principal: { Service: service }, Action: 'sts:AssumeRole' }) }));
  await iam.send(new PutRolePolicyCommand({ RoleName, PolicyName: 'everything', PolicyDocument: document({ Action: '*', Resource: '*' }) }));
  return Role?.Arn ?? '';
}
