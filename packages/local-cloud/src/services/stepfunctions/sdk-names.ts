/**
 * The words of a name, as the AWS SDK for Java 2 tells them apart: Step Functions' AWS SDK integrations name members, services and exceptions as it does
 * (https://docs.aws.amazon.com/step-functions/latest/dg/supported-services-awssdk.html). `SSEKMSKeyId` has the words SSEKMS, Key and Id.
 */
function wordsOf(name: string): string[] {
  return name
    .replace(/[^A-Za-z0-9]+/g, ' ')
    .replace(/([^a-z]{2,})v([0-9]+)/g, '$1 v$2 ')
    .replace(/([^A-Z]{2,})V([0-9]+)/g, '$1 V$2 ')
    .replace(/(?<=[a-z])(?=[A-Z][a-zA-Z0-9])/g, ' ')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .replace(/([0-9])([a-zA-Z])/g, '$1 $2')
    .split(' ')
    .filter((word) => word !== '');
}

/** `kmsKeyId` and `KMSKeyId` are `KmsKeyId`, `DynamoDB` is `DynamoDb`. */
export const sdkName = (name: string) => wordsOf(name).map((word) => word[0].toUpperCase() + word.slice(1).toLowerCase()).join('');

/** Optimised integrations keep an API's names, but for the capital they begin with. */
export const optimisedName = (name: string) => name[0].toUpperCase() + name.slice(1);

/** The name of an exception's class: `NoSuchKey` is `NoSuchKeyException`, `DBClusterNotFoundFault` is `DbClusterNotFoundException`. */
export const exceptionName = (shape: string) => `${sdkName(shape.replace(/(Exception|Fault)$/, ''))}Exception`;
