import type { CheckProperties } from './requirements';

/** What CloudFormation sends: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/crpg-ref-requests.html */
export interface ResourceEvent {
  readonly RequestType: 'Create' | 'Update' | 'Delete';
  readonly ResponseURL: string;
  readonly StackId: string;
  readonly RequestId: string;
  readonly LogicalResourceId: string;
  readonly PhysicalResourceId?: string;
  readonly ResourceProperties: CheckProperties;
}

/** What it is told. */
export interface ResourceAnswer {
  readonly Status: 'SUCCESS' | 'FAILED';
  readonly PhysicalResourceId: string;
  readonly Reason?: string;
  readonly Data?: Readonly<Record<string, string>>;
}

/** The largest answer: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/crpg-ref-responses.html */
export const MOST_BYTES = 4096;

export function bodyOf({ StackId, RequestId, LogicalResourceId }: ResourceEvent, answer: ResourceAnswer): string {
  return JSON.stringify({ StackId, RequestId, LogicalResourceId, ...answer });
}

/** @throws Error when CloudFormation does not take it: Lambda runs the function again then, twice */
export async function send(event: ResourceEvent, answer: ResourceAnswer): Promise<void> {
  // the URL is signed for a body without a type
  const { ok, status } = await fetch(event.ResponseURL, { method: 'PUT', headers: { 'content-type': '' }, body: bodyOf(event, answer) });
  if (!ok) throw new Error(`CloudFormation answered ${status} to the answer for ${event.LogicalResourceId}`);
}
