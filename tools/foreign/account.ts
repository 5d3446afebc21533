import type { LocalCloud } from '@mlops-foundation/local-cloud';
import { setTimeout as pause } from 'node:timers/promises';

const PREFIXES = { states: 'AWSStepFunctions', dynamodb: 'DynamoDB_20120810', sqs: 'AmazonSQS', sagemaker: 'SageMaker', events: 'AWSEvents' };

/** An account of a local cloud, spoken to over AWS's public APIs as its root. */
export class Account {
  constructor(private readonly cloud: LocalCloud, readonly id: string) {}

  /** An operation of an API that speaks JSON. @throws Error with what it answered */
  async call<T>(service: keyof typeof PREFIXES, operation: string, input: object = {}): Promise<T> {
    return this.send(service, '/', { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': `${PREFIXES[service]}.${operation}` }, JSON.stringify(input));
  }

  /** @returns what the function returned */
  invoke<T>(functionName: string, event: object): Promise<T> {
    return this.send('lambda', `/2015-03-31/functions/${functionName}/invocations`, {}, JSON.stringify(event));
  }

  /** @returns what the endpoint answered */
  predict<T>(endpoint: string, input: unknown): Promise<T> {
    return this.send('sagemaker', `/endpoints/${endpoint}/invocations`, { 'content-type': 'application/json' }, JSON.stringify(input));
  }

  async functions(): Promise<string[]> {
    const { Functions } = await this.send<{ Functions: { FunctionName: string }[] }>('lambda', '/2015-03-31/functions/', {}, undefined, 'GET');
    return Functions.map(({ FunctionName }) => FunctionName);
  }

  private async send<T>(service: string, path: string, headers: Record<string, string>, body?: string, method = 'POST'): Promise<T> {
    const authorization = `AWS4-HMAC-SHA256 Credential=${this.id}/20260101/${this.cloud.region}/${service}/aws4_request, SignedHeaders=host, Signature=0`;
    const answer = await fetch(this.cloud.endpoint + path, { method, headers: { ...headers, authorization }, body });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${service} answered ${answer.status} to account ${this.id}: ${text.slice(0, 300)}`);
    return JSON.parse(text || '{}') as T;
  }
}

const WAIT_SECONDS = 60;

/** Asks until there is an answer. @throws Error that says what was waited for */
export async function eventually<T>(what: string, look: () => Promise<T | undefined | false>): Promise<T> {
  const end = Date.now() + WAIT_SECONDS * 1000;
  for (;;) {
    const seen = await look();
    if (seen) return seen;
    if (Date.now() > end) throw new Error(`${what}: not within ${WAIT_SECONDS} s`);
    await pause(100);
  }
}
