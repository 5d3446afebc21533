import { setTimeout as pause } from 'node:timers/promises';
import { EC2Client } from '@aws-sdk/client-ec2';
import { bodyOf, MOST_BYTES, type ResourceAnswer, type ResourceEvent, send } from './answer';
import { findingLines, fitting, problemsOf } from './findings-text';
import { networkFindings } from './network-findings';
import type { NetworkFacts } from './network-facts';
import { readFacts } from './read-facts';
import { requirementsOf } from './requirements';

const ATTEMPTS = 6;
const PATIENCE_MILLISECONDS = 5000;

/** Checks an adopted network when CloudFormation creates or updates the check. Deleting it is always well. */
export async function handler(event: ResourceEvent): Promise<void> {
  await send(event, event.RequestType === 'Delete' ? answerOf(event, 'SUCCESS', []) : await check(event));
}

async function check(event: ResourceEvent): Promise<ResourceAnswer> {
  const { VpcId, OnProblem } = event.ResourceProperties;
  const isOnlyWarned = OnProblem === 'warn';
  try {
    const requirements = requirementsOf(event.ResourceProperties);
    const findings = networkFindings(await patiently(() => readFacts(new EC2Client({}), requirements.vpcId)), requirements);
    const lines = findingLines(findings);
    const problems = problemsOf(findings).length;
    console.log(JSON.stringify({ vpc: VpcId, problems, lines }));
    if (problems === 0 || isOnlyWarned) return answerOf(event, 'SUCCESS', lines);
    return answerOf(event, 'FAILED', [`${VpcId}: ${problems} problem(s)`, ...lines]);
  } catch (error) {
    console.error(error);
    return answerOf(event, isOnlyWarned ? 'SUCCESS' : 'FAILED', [`${VpcId} could not be checked: ${(error as Error).message}`]);
  }
}

/** What a role may do is known everywhere some seconds after it was said: https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot.html#troubleshoot_general_eventual-consistency */
async function patiently(read: () => Promise<NetworkFacts>, attempts = ATTEMPTS): Promise<NetworkFacts> {
  try {
    return await read();
  } catch (error) {
    if ((error as Error).name !== 'UnauthorizedOperation' || attempts <= 1) throw error;
    await pause(PATIENCE_MILLISECONDS);
    return patiently(read, attempts - 1);
  }
}

function answerOf(event: ResourceEvent, Status: ResourceAnswer['Status'], lines: readonly string[]): ResourceAnswer {
  // one check keeps its id: CloudFormation would take another one for a replacement
  const PhysicalResourceId = event.PhysicalResourceId ?? `check-of-${event.ResourceProperties.VpcId}`;
  const saying = (text: string): ResourceAnswer => (Status === 'FAILED' ? { Status, PhysicalResourceId, Reason: text } : { Status, PhysicalResourceId, Data: { Findings: text } });
  const log = `the log group ${process.env.AWS_LAMBDA_LOG_GROUP_NAME}`;
  return saying(lines.length === 0 ? 'none' : fitting(lines, MOST_BYTES - Buffer.byteLength(bodyOf(event, saying(''))), log));
}
