import type { RunnerCloud } from '../../runner-cloud';
import type { SageMaker } from '../sagemaker';
import { AwsError, type Service } from '../service';

/** SageMaker Runtime: requests go to the endpoint's process (https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_runtime_InvokeEndpoint.html). */
export function createSageMakerRuntime(cloud: RunnerCloud): Service {
  const { endpoints } = (cloud.service('sagemaker') as SageMaker).hosting;
  let turn = 0;
  return {
    name: 'sagemaker-runtime',
    operations: {
      InvokeEndpoint: {
        differs: 'goes to the variants in turn, whatever their weights; target models, target containers and inference components are not looked at, and nothing is captured.',
        access: ({ EndpointName }, context) => [{ action: 'sagemaker:InvokeEndpoint', resource: endpoints.arn(context, EndpointName) }],
        async run(input, context) {
          const endpoint = endpoints.find(context, input.EndpointName);
          if (!endpoint) throw new AwsError('ValidationError', `Endpoint ${input.EndpointName} of account ${context.account} not found.`);
          // after a restart the one that served comes up again
          if (endpoint.status === 'Updating' && endpoint.servers.length === 0) await endpoint.settled;
          const servers = input.TargetVariant ? endpoint.servers.filter(({ variant }) => variant === input.TargetVariant) : endpoint.servers;
          if (servers.length === 0) throw new AwsError('ValidationError', `Endpoint ${input.EndpointName} is ${endpoint.status}, with no variant ${input.TargetVariant ?? 'in service'}.`);
          const running = servers.filter(({ ended }) => !ended);
          if (running.length === 0) throw modelError(0, `local-cloud: ${servers[0].variant} does not answer: ${servers[0].ended}; it is being replaced: call again in a moment`);
          const { url, variant } = running[turn++ % running.length];
          const headers: Record<string, string> = { 'content-type': input.ContentType ?? 'application/octet-stream', 'accept': input.Accept ?? '*/*' };
          if (input.CustomAttributes) headers['x-amzn-sagemaker-custom-attributes'] = input.CustomAttributes;
          const [answer, Body] = await cloud.spans.during('invocation', input.EndpointName, async () => {
            const answered = await fetch(`${url}/invocations`, { method: 'POST', headers, body: input.Body }).catch(broken);
            return [answered, new Uint8Array(await answered.arrayBuffer().catch(broken))] as const;
          });
          if (!answer.ok) throw modelError(answer.status, Buffer.from(Body).toString('utf8'));
          return { Body, ContentType: answer.headers.get('content-type') ?? 'application/octet-stream', InvokedProductionVariant: variant };
        },
      },
    },
  };
}

/** What the client is told of a model's error; status 0 where there was no answer (https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_runtime_InvokeEndpoint.html#API_runtime_InvokeEndpoint_Errors). */
function modelError(status: number, message: string): AwsError {
  return new AwsError('ModelError', `Received ${status >= 500 || status === 0 ? 'server' : 'client'} error (${status}) from primary with message "${message}".`, 424);
}

/** @throws AwsError for a server that ended while it was asked */
function broken({ message, cause }: Error): never {
  throw modelError(0, `local-cloud: the model's server broke off: ${(cause as Error | undefined)?.message ?? message}`);
}
