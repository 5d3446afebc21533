import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { authorizationsOf, matchesPattern } from '@mlops-foundation/policy-evaluation';
import { ServiceModels } from '../../../src/model/service-model';
import { Environments } from '../../../src/processes/environments';
import { codeCommitOperations } from '../../../src/services/codecommit/operations';
import { createOrganizations } from '../../../src/services/organizations';
import { Organizations } from '../../../src/services/organizations/organizations';
import type { AccessRequest, CallContext, Operation } from '../../../src/services/service';
import { constraintOperations } from '../../../src/services/servicecatalog/constraint-operations';
import { provisionedOperations } from '../../../src/services/servicecatalog/provisioned-operations';
import { servicesWithoutCloud } from '../../../src/table/services';
import { CACHE } from '../../gateway/running-cloud';
import { DIFFERENCES } from './differences';
import { type Examples, exampleInput, PLACE } from './example-input';

const { account } = PLACE;
const context: CallContext = { ...PLACE, principal: { arn: `arn:aws:iam::${account}:root`, account, type: 'root' }, requestId: 'r', conditions: {} };
const folder = mkdtempSync(path.join(tmpdir(), 'access-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Those that ask what is there before they know what to ask for, with things that are there. */
const pullRequests = { get: () => ({ repository: { name: 'repositoryName' }, destination: 'main' }) };
const catalogs = { of: () => ({ constraint: () => ({ Type: 'LAUNCH' }), product: () => ({ Id: 'ProductId' }) }) };
const organizations = new Organizations(folder, 'aws');
const { id, rootId } = organizations.create(account, 'ALL');
const invitation = { Id: 'h-1', account: '222222222222', RequestedTimestamp: new Date(), State: 'OPEN' as const };
organizations.all()[0].invitations.push(invitation);
organizations.all()[0].policies.push({ Id: 'p-own', Type: 'SERVICE_CONTROL_POLICY', AwsManaged: false, Name: 'own', Description: '', Content: '{}' });
const there: Readonly<Record<string, Readonly<Record<string, Operation>>>> = {
  codecommit: codeCommitOperations(undefined as never, undefined as never, pullRequests as never),
  organizations: createOrganizations({ organizations } as never).operations,
  servicecatalog: {
    UpdateConstraint: constraintOperations(catalogs as never).UpdateConstraint,
    ProvisionProduct: provisionedOperations(catalogs as never, undefined as never).ProvisionProduct,
  },
};

const inSageMaker = (resource: string) => `arn:aws:sagemaker:eu-west-1:${account}:${resource}`;
const EXAMPLES: Readonly<Record<string, Examples>> = {
  codebuild: { id: 'project:1', ids: ['project:1'] },
  servicecatalog: { Parameters: JSON.stringify({ RoleArn: `arn:aws:iam::${account}:role/launch` }), Type: 'LAUNCH' },
  sagemaker: { ModelPackageArn: inSageMaker('model-package/group/1'), PipelineExecutionArn: inSageMaker('pipeline/p/execution/1') },
  organizations: {
    PolicyId: 'p-own', TargetId: rootId, RootId: rootId, ParentId: rootId, SourceParentId: rootId, DestinationParentId: rootId, ChildId: account, AccountId: account,
    OrganizationalUnitId: `ou-${id.slice(2, 6)}-12345678`, HandshakeId: 'h-1', Target: { Type: 'ACCOUNT', Id: '222222222222' },
  },
};
/** A version is found by its ARN, which stands under this name; another operation names a container's so. */
const OF_OPERATIONS: Readonly<Record<string, Examples>> = { DescribeModelPackage: { ModelPackageName: inSageMaker('model-package/group/1') }, DeleteModelPackage: { ModelPackageName: inSageMaker('model-package/group/1') } };

let models: ServiceModels;
beforeAll(async () => {
  const { folder: emulator } = await new Environments({ cache: path.join(CACHE, 'environments') }).ensure('emulator');
  const python = readdirSync(path.join(emulator, 'lib')).find((name) => name.startsWith('python3')) ?? '';
  models = new ServiceModels(path.join(emulator, 'lib', python, 'site-packages', 'botocore', 'data'));
});

interface Asked {
  readonly besides: readonly string[];
  readonly not: readonly string[];
  readonly keys: readonly string[];
}

/** Where a request does not tell a resource wholly, the operation may know more of it. */
async function comparison(service: string, name: string, operation: Operation, whole: boolean): Promise<Asked> {
  const input = exampleInput(models.of(service), name, { ...EXAMPLES[service], ...OF_OPERATIONS[name] }, whole);
  const own = await operation.access(input, context);
  const theirs = authorizationsOf({ service, operation: name, parameters: input, ...PLACE });
  const covers = (theirs: Pick<AccessRequest, 'action' | 'resource'>, one: AccessRequest) => theirs.action === one.action && (theirs.resource === '*' ? one.resource === '*' : matchesPattern(theirs.resource, one.resource));
  const line = ({ action, resource }: Pick<AccessRequest, 'action' | 'resource'>) => `${action} ${resource}`;
  return {
    besides: own.filter((one) => !theirs.some((other) => covers(other, one))).map(line),
    not: theirs.filter((other) => !own.some((one) => covers(other, one))).map(line),
    keys: own.flatMap((one) => Object.keys(one.context ?? {}).filter((key) => !theirs.some(({ action, context: told }) => action === one.action && Object.hasOwn(told, key)))),
  };
}

const operations = servicesWithoutCloud().flatMap(({ name: service, operations: own }) => Object.entries({ ...own, ...there[service] }).map(([name, operation]) => [service, name, operation] as const));
const differencesOf = (service: string, name: string) => DIFFERENCES.filter(({ of }) => of.test(`${service}:${name}`));

test.each(operations)('%s %s asks for what its request needs', async (service, name, operation) => {
  const known = differencesOf(service, name);
  for (const whole of [false, true]) {
    const { besides, not, keys } = await comparison(service, name, operation, whole);
    expect({
      besides: besides.filter((line) => !known.some((one) => one.besides?.test(line))),
      not: not.filter((line) => !known.some((one) => one.not?.test(line))),
      keys: keys.filter((key) => !known.some((one) => one.keys?.includes(key))),
    }).toEqual({ besides: [], not: [], keys: [] });
  }
});

test('each difference that is listed is one', async () => {
  const left = new Set(DIFFERENCES.flatMap((one) => [one.besides, one.not, ...(one.keys ?? [])].flatMap((part) => (part ? [`${one.of} ${part}`] : []))));
  for (const [service, name, operation] of operations) {
    for (const whole of [false, true]) {
      const found = await comparison(service, name, operation, whole);
      for (const one of differencesOf(service, name)) {
        if (found.besides.some((line) => one.besides?.test(line))) left.delete(`${one.of} ${one.besides}`);
        if (found.not.some((line) => one.not?.test(line))) left.delete(`${one.of} ${one.not}`);
        for (const key of found.keys) left.delete(`${one.of} ${key}`);
      }
    }
  }
  expect([...left]).toEqual([]);
});
