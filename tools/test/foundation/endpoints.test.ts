import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import { identityPolicies, trustPolicy } from '@mlops-foundation/test-kit';
import { Template } from 'aws-cdk-lib/assertions';
import { foundation } from './synthesized';

/** By the prefix of IAM actions: the last part of the endpoint service's name, one of which is enough. */
const SERVED_BY: Readonly<Record<string, readonly string[]>> = {
  cloudwatch: ['monitoring'], codebuild: ['codebuild'], codecommit: ['codecommit'], codepipeline: ['codepipeline'], ecr: ['ecr.api'], kms: ['kms'], logs: ['logs'], s3: ['s3'],
  sagemaker: ['sagemaker.api', 'sagemaker.runtime'], servicecatalog: ['servicecatalog'], ssm: ['ssm'], sts: ['sts'],
};

/** Services that a role in a network may call without reaching them from there. */
const REASONS: Readonly<Record<string, string>> = {
  ec2: 'SageMaker makes the network interfaces of a job itself, with the job\'s role',
  iam: 'a role is passed in a request to SageMaker, which asks IAM',
};
/** The same for what people may do in experimentation, whose browsers are outside of the network. */
const REASONS_OF_PEOPLE: Readonly<Record<string, string>> = {
  codebuild: 'people read the logs of builds in the console', codepipeline: 'people watch pipelines in the console',
};

interface Network {
  readonly name: string;
  readonly template: Template;
}

const networks = foundation().flatMap(({ phase, templates }) => templates.map((file): Network => ({
  name: `${phase} ${path.basename(file, '.template.json')}`, template: Template.fromJSON(JSON.parse(readFileSync(file, 'utf8'))),
}))).filter(({ template }) => Object.keys(template.findResources('AWS::EC2::VPC')).length > 0);

/** Roles whose sessions run in the network: those of jobs and model containers, and of people who work in Studio. */
function rolesInside({ template }: Network): { readonly id: string; readonly isPerson: boolean }[] {
  return Object.entries(template.findResources('AWS::IAM::Role')).flatMap(([id, { Properties }]) => {
    const trust = JSON.stringify(trustPolicy(template, new RegExp(`^${id}$`)).statements.map(({ Principal }) => Principal));
    const isPerson = JSON.stringify(Properties.Tags ?? []).includes('mlops:persona');
    return trust.includes('sagemaker.amazonaws.com') || isPerson ? [{ id, isPerson }] : [];
  });
}

const servicesOf = ({ template }: Network, role: string): string[] => [...new Set(
  identityPolicies(template, new RegExp(`^${role}$`)).flatMap(({ statements }) => statements).filter(({ Effect }) => Effect === 'Allow').flatMap(({ Action = [] }) => Action).map((action) => action.split(':')[0]),
)];

/** `kms`, `sagemaker.api`: what an endpoint's service is called after the region. */
const endpointsOf = ({ template }: Network): string[] => Object.values(template.findResources('AWS::EC2::VPCEndpoint'))
  .map(({ Properties: { ServiceName } }) => (typeof ServiceName === 'string' ? ServiceName.split('.').slice(3).join('.') : String(ServiceName['Fn::Join'][1].at(-1)).slice(1)));

test('jobs, models and people are in the networks of the foundation', () => {
  expect(networks.map((network) => [network.name, rolesInside(network).length])).toEqual(expect.arrayContaining([
    ['reliable Mlops-credit-dev', 1], ['reliable Mlops-credit-experimentation', 2], ['reliable Mlops-credit-pre-prod', 1], ['reliable Mlops-credit-prod', 1],
  ]));
});

test.each(networks.map((network) => [network.name, network] as const))('%s: each service that a role in the network may call has an endpoint there, or a reason', (_, network) => {
  const endpoints = endpointsOf(network);
  const unreached = rolesInside(network).flatMap(({ id, isPerson }) => servicesOf(network, id)
    .filter((service) => !(SERVED_BY[service] ?? []).some((name) => endpoints.includes(name)) && !(service in REASONS) && !(isPerson && service in REASONS_OF_PEOPLE))
    .map((service) => `${id}: ${service}`));
  expect(unreached).toEqual([]);
});
