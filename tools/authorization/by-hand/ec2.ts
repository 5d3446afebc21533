import { readOperations } from '../models';
import type { HandRow } from './row';

const EXAMPLES = 'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ExamplePolicies_EC2.html';
const TAGGING = 'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/supported-iam-actions-tagging.html';

/** Operations that tag what they make, which is asked as a CreateTags of its own. */
const tagging = [...readOperations('ec2')].filter(([, { parameters }]) => parameters.includes('TagSpecifications')).map(([operation]) => operation);

/** EC2's operations. */
export const EC2_ROWS: readonly HandRow[] = [
  {
    service: 'ec2', for: 'RunInstances',
    on: [
      'instance/*', 'volume/*', "network-interface/{NetworkInterfaces[].NetworkInterfaceId|'*'}", 'arn:{partition}:ec2:{region}::image/{ImageId}',
      'subnet/{SubnetId|NetworkInterfaces[].SubnetId}', 'security-group/{SecurityGroupIds[]|NetworkInterfaces[].Groups[]}',
    ],
    may: ['key-pair/{KeyName}', 'launch-template/{LaunchTemplate.LaunchTemplateId}', 'placement-group/{Placement.GroupName}'],
    page: EXAMPLES,
  },
  {
    service: 'ec2', for: tagging.join(' '), also: true, action: 'ec2:CreateTags', given: ['{TagSpecifications[].ResourceType}/*'], context: { 'ec2:CreateAction': '{operation}' },
    page: TAGGING,
  },
  {
    service: 'ec2', for: 'CreateTags DeleteTags', on: ['{Resources[]{tagged}}'],
    page: 'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/resource-ids.html',
  },
];
