import { type Assembly, proveNetwork } from '../../../packages/assurance/src';
import { growthExponent } from '../arithmetic/trend';
import type { Figure } from '../figure';
import { accountOf } from './organization';

const SIZES = [1, 10, 100, 700];

/** `prove network` over two endpoints whose policies name so many accounts: each of them is asked for strangers' resources. */
export function perimeterFigures(): Figure[] {
  prove(100);
  const measured = SIZES.map((accounts) => ({ accounts, seconds: prove(accounts) }));
  return [
    ...measured.map(({ accounts, seconds }): Figure => ({ part: 'proof', name: `network, ${accounts} accounts in a perimeter`, value: seconds, unit: 's' })),
    { part: 'proof', name: 'network, growth from 10 accounts on', value: growthExponent(measured.slice(1).map(({ accounts, seconds }) => [accounts, seconds] as const)), unit: 'power', note: '1 is linear in the accounts that policies name' },
  ];
}

function prove(accounts: number): number {
  const names = Array.from({ length: accounts }, (_, index) => accountOf(index));
  const PolicyDocument = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: '*', Action: '*', Resource: '*', Condition: { StringEquals: { 'aws:PrincipalAccount': names, 'aws:ResourceAccount': names } } }] };
  const endpoint = (service: string) => ({ Type: 'AWS::EC2::VPCEndpoint', Properties: { VpcId: { Ref: 'Vpc' }, ServiceName: `com.amazonaws.eu-west-1.${service}`, VpcEndpointType: 'Gateway', PolicyDocument } });
  const template = { Resources: { Vpc: { Type: 'AWS::EC2::VPC', Properties: { CidrBlock: '10.0.0.0/16' } }, S3: endpoint('s3'), DynamoDb: endpoint('dynamodb') } };
  const assembly: Assembly = { folder: '.', stacks: [{ name: 'Network', account: accountOf(0), region: 'eu-west-1', template, bytes: 0, nested: [] }] };
  const started = process.cpuUsage();
  proveNetwork(assembly, 'perimeter');
  const { user, system } = process.cpuUsage(started);
  return (user + system) / 1e6;
}
