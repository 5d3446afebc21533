import { Unresolved } from '../assembly/intrinsics';
import { type Bill, type Charge, hourly, lengthOf, monthly, type View } from './rule';

/** Gateway endpoints cost nothing, interface endpoints an hour for each zone: one subnet a zone is what an endpoint takes. */
export function vpcEndpoint(resource: View): Bill {
  const type = resource.text('VpcEndpointType', 'Gateway');
  if (type instanceof Unresolved) return { fixed: [hourly('interface-endpoint', type)] };
  if (type === 'Gateway') return { free: 'gateway endpoints have neither an hourly charge nor one for data' };
  if (type === 'Interface') return { fixed: [hourly('interface-endpoint', resource.length('SubnetIds'))], use: ['interface-endpoint-data'] };
  if (type === 'GatewayLoadBalancer') return { fixed: [hourly('load-balancer-endpoint', resource.length('SubnetIds'))], use: ['load-balancer-endpoint-data'] };
  return { unpriced: [`endpoints of type ${type} are billed in a way that is not reckoned here`] };
}

/** An alarm costs for each metric that it reads; one with a period below a minute is of high resolution; a band of expected values counts as two metrics more. */
export function alarm(resource: View): Bill {
  const metrics = resource.property('Metrics');
  if (metrics instanceof Unresolved) return { fixed: [monthly('alarm', metrics)] };
  const read = Array.isArray(metrics) ? (metrics as AlarmMetric[]).filter(({ MetricStat }) => MetricStat !== undefined) : [{ MetricStat: { Period: resource.property('Period') } }];
  if (read.length === 0) return { unpriced: ['an alarm over a query is billed by the metrics that the query finds'] };
  const band = resource.property('ThresholdMetricId') === undefined ? 1 : 3;
  const fast = read.some(({ MetricStat }) => Number(MetricStat?.Period) < 60);
  return { fixed: [monthly(fast ? 'alarm-high-resolution' : 'alarm', read.length * band)] };
}

interface AlarmMetric {
  readonly MetricStat?: { readonly Period?: unknown };
}

/** A pipeline of type V1 costs while it is active; one of type V2 for the minutes of its actions. */
export function pipeline(resource: View): Bill {
  const type = resource.text('PipelineType', 'V1');
  if (type instanceof Unresolved) return { fixed: [monthly('pipeline-v1', type)] };
  return type === 'V2' ? { use: ['pipeline-v2-minute'] } : { fixed: [monthly('pipeline-v1')] };
}

export function buildProject(resource: View): Bill {
  const environment = resource.property('Environment');
  const size = environment instanceof Unresolved ? environment : (environment as { ComputeType?: unknown } | undefined)?.ComputeType;
  return { use: [typeof size === 'string' ? `codebuild-minute/${size}` : 'codebuild-minute'] };
}

/** Standard parameters are free, advanced ones cost a little a month; which one `Intelligent-Tiering` makes is not known before. */
export function parameter(resource: View): Bill {
  const tier = resource.text('Tier', 'Standard');
  if (tier === 'Standard') return { free: 'standard parameters cost nothing' };
  const count = tier instanceof Unresolved ? tier : tier === 'Advanced' ? 1 : new Unresolved(`the tier ${tier} is decided at deployment`);
  return { fixed: [monthly('parameter-advanced', count)] };
}

/** The instances that stand behind an endpoint: they cost as long as it exists, asked or not. */
export function endpoint(resource: View): Bill {
  const configuration = resource.referred('EndpointConfigName');
  if (!configuration) return { fixed: [hourly('sagemaker-hosting', new Unresolved('its configuration is not in the template'))] };
  const variants = configuration.property('ProductionVariants');
  if (!Array.isArray(variants)) return { fixed: [hourly('sagemaker-hosting', lengthOf(variants, 'ProductionVariants') as Unresolved)] };
  const serverless = (variants as { ServerlessConfig?: unknown }[]).some(({ ServerlessConfig }) => ServerlessConfig !== undefined);
  return {
    fixed: (variants as unknown[]).flatMap(instancesOf),
    use: ['sagemaker-hosting-data'],
    unpriced: serverless ? ['serverless variants cost by use, which is not reckoned here'] : [],
  };
}

function instancesOf(variant: unknown): Charge[] {
  if (variant instanceof Unresolved) return [hourly('sagemaker-hosting', variant)];
  const { InstanceType: type, InitialInstanceCount: count, ServerlessConfig: serverless } = variant as Readonly<Record<string, unknown>>;
  if (serverless !== undefined) return [];
  if (type instanceof Unresolved || type === undefined) return [hourly('sagemaker-hosting', type ?? new Unresolved('a variant names no InstanceType'))];
  const number = count instanceof Unresolved ? count : Number(count ?? 1);
  return [hourly('sagemaker-hosting', number, String(type))];
}

/** Only lists of one's own cost: AWS's managed lists are named by id and not created. */
export function firewallDomains(resource: View): Bill {
  const domains = resource.property('Domains');
  const count = domains === undefined ? new Unresolved('its domains lie in a file in S3') : lengthOf(domains, 'Domains');
  return { fixed: [monthly('dns-firewall-domain', count)], use: ['dns-firewall-query'] };
}

export function table(resource: View): Bill {
  const mode = resource.text('BillingMode', 'PROVISIONED');
  if (mode instanceof Unresolved) return { fixed: [monthly('dynamodb-write', mode)] };
  if (mode === 'PAY_PER_REQUEST') return { use: ['dynamodb-write', 'dynamodb-read', 'dynamodb-storage'] };
  return { use: ['dynamodb-storage'], unpriced: ['provisioned capacity is not reckoned here'] };
}

/** An alias or a version keeps functions warm where it says so, and that costs. */
export function version(resource: View): Bill {
  return resource.property('ProvisionedConcurrencyConfig') === undefined ? { free: 'a setting of a function, which is billed itself' } : { unpriced: ['provisioned concurrency is not reckoned here'] };
}
