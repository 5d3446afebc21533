import { readOperations } from '../models';
import type { HandRow } from './row';

const IAM = 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_tags.html';
const KMS = 'https://docs.aws.amazon.com/kms/latest/developerguide/tag-permissions.html';

/** The operations of a service, but the tagging ones, that take tags. */
const taking = (service: string, tags: string) => [...readOperations(service)].filter(([operation, { parameters }]) => parameters.includes(tags) && !/^(Add|Tag|Untag)/.test(operation)).map(([operation]) => operation).join(' ');

const iam = (operation: string, type: string): HandRow => ({ service: 'iam', for: operation, also: true, beside: true, action: `iam:Tag${type}`, when: 'Tags[]', page: IAM });

/** What is tagged when it is made needs the tagging action too, on what is made. AWS's reference has it for none of these services. */
export const TAGGING_ROWS: readonly HandRow[] = [
  {
    service: 'sagemaker', for: taking('sagemaker', 'Tags'), also: true, beside: true, action: 'sagemaker:AddTags', when: 'Tags[]',
    page: 'https://docs.aws.amazon.com/sagemaker/latest/dg/security_iam_id-based-policy-examples.html',
  },
  { service: 'lambda', for: taking('lambda', 'Tags'), also: true, beside: true, action: 'lambda:TagResource', when: 'Tags{keys}', page: 'https://docs.aws.amazon.com/lambda/latest/dg/configuration-tags.html' },
  {
    service: 'stepfunctions', for: taking('stepfunctions', 'tags'), also: true, beside: true, action: 'states:TagResource', when: 'tags[]',
    page: 'https://docs.aws.amazon.com/step-functions/latest/dg/concepts-tagging.html',
  },
  { service: 'kms', for: 'CreateKey', also: true, action: 'kms:TagResource', on: ['key/*'], when: 'Tags[]', page: KMS },
  { service: 'kms', for: 'ReplicateKey', also: true, beside: true, action: 'kms:TagResource', when: 'Tags[]', page: KMS },
  iam('CreateRole', 'Role'),
  iam('CreateUser', 'User'),
  iam('CreatePolicy', 'Policy'),
  iam('CreateInstanceProfile', 'InstanceProfile'),
  iam('CreateOpenIDConnectProvider', 'OpenIDConnectProvider'),
  iam('CreateSAMLProvider', 'SAMLProvider'),
  iam('UploadServerCertificate', 'ServerCertificate'),
  iam('CreateVirtualMFADevice', 'MFADevice'),
];
