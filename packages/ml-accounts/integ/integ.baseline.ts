import { ExpectedResult, IntegTest } from '@aws-cdk/integ-tests-alpha';
import { App, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { AccountBaseline, AccountPurpose, Persona, PersonaRole } from '../src';

// traces would put this machine's paths into the snapshot
const app = new App({ context: { 'aws:cdk:disable-creation-stack-traces': true } });
const stack = new Stack(app, 'integ-ml-accounts-baseline');
const baseline = new AccountBaseline(stack, 'Baseline', { team: 'integ', purpose: AccountPurpose.TOOLING, removalPolicy: RemovalPolicy.DESTROY });
baseline.publish('note', 'from the test');
const { role } = new PersonaRole(stack, 'DataScientist', { team: 'integ', persona: Persona.dataScientist('integ'), boundary: baseline.boundary });

const test = new IntegTest(app, 'Baseline', { testCases: [stack] });
test.assertions.awsApiCall('SSM', 'getParameter', { Name: '/mlops/integ/note' }).expect(ExpectedResult.objectLike({ Parameter: { Value: 'from the test' } }));
test.assertions.awsApiCall('IAM', 'getRole', { RoleName: role.roleName })
  .expect(ExpectedResult.objectLike({ Role: { PermissionsBoundary: { PermissionsBoundaryArn: baseline.boundary.policy.managedPolicyArn } } }));
