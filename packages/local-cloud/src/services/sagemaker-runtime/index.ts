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
          const { url, variant } = servers[turn++ % servers.length];
          const headers: Record<string, string> = { 'content-type': input.ContentType ?? 'application/octet-stream', 'accept': input.Accept ?? '*/*' };
          if (input.CustomAttributes) headers['x-amzn-sagemaker-custom-attributes'] = input.CustomAttributes;
          const [answer, Body] = await cloud.spans.during('invocation', input.EndpointName, async () => {
            const answered = await fetch(`${url}/invocations`, { method: 'POST', headers, body: input.Body });
            return [answered, new Uint8Array(await answered.arrayBuffer())] as const;
          });
          if (!answer.ok) {
            throw new AwsError('ModelError', `Received ${answer.status >= 500 ? 'server' : 'client'} error (${answer.status}) from primary with message "${Buffer.from(Body).toString('utf8')}".`, 424);
          }
          return { Body, ContentType: answer.headers.get('content-type') ?? 'application/octet-stream', InvokedProductionVariant: variant };
        },
      },
    },
  };
}
