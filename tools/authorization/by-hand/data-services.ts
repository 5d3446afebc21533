import type { HandRow } from './row';

const TRANSACTIONS = 'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis-iam.html';
const BATCHES = 'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-batch-api.html';
const GLUE = 'https://docs.aws.amazon.com/glue/latest/dg/glue-specifying-resource-arns.html';
const RE_ENCRYPT = 'https://docs.aws.amazon.com/kms/latest/APIReference/API_ReEncrypt.html';

const written = (what: string, action: string): HandRow =>
  ({ service: 'dynamodb', for: 'TransactWriteItems', action: `dynamodb:${action}`, given: [`table/{TransactItems[].${what}.TableName}`], context: { 'dynamodb:EnclosingOperation': 'TransactWriteItems' }, page: TRANSACTIONS });

const batch = (operation: string): HandRow =>
  ({ service: 'sqs', for: `${operation}Batch`, action: `sqs:${operation}`, on: ['{QueueUrl}'], page: BATCHES });

/** Databases, queues, topics, keys and the data catalogue. */
export const DATA_ROWS: readonly HandRow[] = [
  written('Put', 'PutItem'),
  written('Update', 'UpdateItem'),
  written('Delete', 'DeleteItem'),
  written('ConditionCheck', 'ConditionCheckItem'),
  { service: 'dynamodb', for: 'TransactGetItems', action: 'dynamodb:GetItem', given: ['table/{TransactItems[].Get.TableName}'], context: { 'dynamodb:EnclosingOperation': 'TransactGetItems' }, page: TRANSACTIONS },
  batch('SendMessage'),
  batch('DeleteMessage'),
  batch('ChangeMessageVisibility'),
  {
    service: 'sns', for: 'PublishBatch', action: 'sns:Publish', on: ['{TopicArn}'],
    page: 'https://docs.aws.amazon.com/sns/latest/dg/sns-batch-api-actions.html',
  },
  {
    service: 'sns', for: 'Publish', on: ["{TopicArn|TargetArn|'*'}"],
    page: 'https://docs.aws.amazon.com/sns/latest/api/API_Publish.html',
  },
  { service: 'kms', for: 'ReEncrypt', action: 'kms:ReEncryptFrom', on: ["{SourceKeyId{key}|'key/*'}"], page: RE_ENCRYPT },
  { service: 'kms', for: 'ReEncrypt', action: 'kms:ReEncryptTo', on: ['{DestinationKeyId{key}}'], page: RE_ENCRYPT },
  { service: 'glue', for: 'DeleteDatabase', on: ['catalog', 'database/{Name}', 'table/{Name}/*', 'userDefinedFunction/{Name}/*'], page: GLUE },
  { service: 'glue', for: 'GetDatabases', on: ['catalog', 'database/*'], page: GLUE },
  { service: 'glue', for: 'GetTables', on: ['catalog', 'database/{DatabaseName}', 'table/{DatabaseName}/*'], page: GLUE },
  {
    service: 'logs', for: 'DescribeLogGroups', on: ['log-group:*'],
    page: 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/permissions-reference-cwl.html',
  },
];
