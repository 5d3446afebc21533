import { Explorer } from '../../../src/prove/chains/explore';
import { PASS_RULES } from '../../../src/prove/chains/pass-rules';
import { provePersonas } from '../../../src/prove/personas/prove-personas';
import { parseMatrix } from '../../../src/prove/personas/read-matrix';
import { ACCOUNT, clerk, findingsIn, graphOf, payrollRole, policy, rulesIn, statement } from './planted';

type Json = Readonly<Record<string, unknown>>;

const PAYROLL = { 'Fn::GetAtt': ['Payroll', 'Arn'] };
const build = { Project: { Type: 'AWS::CodeBuild::Project', Properties: { Name: 'build', ServiceRole: PAYROLL } } };
const runBy = (type: string, properties: Json, service = 'lambda.amazonaws.com') => ({ Payroll: payrollRole({ Service: service }), Workload: { Type: type, Properties: properties } });
/** A repository whose branch `main` a pipeline builds. */
const pipeline = {
  ...build,
  Payroll: payrollRole({ Service: 'codebuild.amazonaws.com' }),
  Pipeline: {
    Type: 'AWS::CodePipeline::Pipeline',
    Properties: {
      Name: 'release', RoleArn: `arn:aws:iam::${ACCOUNT}:role/unused`,
      Stages: [
        { Name: 'Source', Actions: [{ Name: 'Code', ActionTypeId: { Provider: 'CodeCommit' }, Configuration: { RepositoryName: 'code', BranchName: 'main' } }] },
        { Name: 'Build', Actions: [{ Name: 'Build', ActionTypeId: { Provider: 'CodeBuild' }, Configuration: { ProjectName: { Ref: 'Project' } } }] },
      ],
    },
  },
};
const push = (condition?: Json) => policy(statement('codecommit:GitPush', `arn:aws:codecommit:eu-west-1:${ACCOUNT}:code`), ...(condition ? [{ Effect: 'Deny', Action: 'codecommit:GitPush', Resource: '*', Condition: condition }] : []));
const withPolicy = (PolicyDocument: object, more: Json = {}) => clerk([], 'Role', { Policies: [{ PolicyName: 'own', PolicyDocument }], ...more });

test.each(PASS_RULES.map((rule) => [rule.id, rule] as const))('%s: a role is passed to a service that runs as it', (id, { actions, oneOf = [], services: [service] }) => {
  const given = ['iam:PassRole', ...actions, ...oneOf.slice(0, 1)];
  const role = payrollRole({ Service: service });
  expect(rulesIn({ Clerk: clerk(given), Payroll: role })).toContain(id);
  expect(findingsIn({ Clerk: withPolicy(policy(statement(given), { Effect: 'Deny', Action: 'iam:PassRole', Resource: '*', Condition: { StringEquals: { 'iam:PassedToService': service } } })), Payroll: role })).toEqual([]);
  expect(findingsIn({ Clerk: clerk(given), Payroll: payrollRole({ Service: 'nobody.amazonaws.com' }) })).toEqual([]);
});

test.each<[string, string, Json, string]>([
  ['a layer', 'take-lambda-layer', { Clerk: clerk(['lambda:UpdateFunctionConfiguration', 'lambda:GetLayerVersion']), ...runBy('AWS::Lambda::Function', { Role: PAYROLL }) }, 'lambda:UpdateFunctionConfiguration'],
  ['a job', 'take-glue-job', { Clerk: clerk(['glue:UpdateJob']), ...runBy('AWS::Glue::Job', { Role: PAYROLL }) }, 'glue:UpdateJob'],
  ['a pipeline', 'take-codepipeline', { Clerk: clerk(['codepipeline:UpdatePipeline']), ...runBy('AWS::CodePipeline::Pipeline', { RoleArn: PAYROLL }) }, 'codepipeline:UpdatePipeline'],
  ['a SageMaker pipeline', 'take-sagemaker-pipeline', { Clerk: clerk(['sagemaker:UpdatePipeline']), ...runBy('AWS::SageMaker::Pipeline', { PipelineName: 'p', RoleArn: PAYROLL }) }, 'sagemaker:UpdatePipeline'],
  ['somebody\'s Studio', 'take-sagemaker-profile', { Clerk: clerk(['sagemaker:CreatePresignedDomainUrl']), ...runBy('AWS::SageMaker::UserProfile', { DomainId: 'd', UserProfileName: 'p', UserSettings: { ExecutionRole: PAYROLL } }) }, 'sagemaker:CreatePresignedDomainUrl'],
  ['a state machine', 'take-states', { Clerk: clerk(['states:UpdateStateMachine']), ...runBy('AWS::StepFunctions::StateMachine', { RoleArn: PAYROLL }) }, 'states:UpdateStateMachine'],
  ['a stack set', 'take-stackset', { Clerk: clerk(['cloudformation:UpdateStackSet']), ...runBy('AWS::CloudFormation::StackSet', { StackSetName: 's', AdministrationRoleARN: PAYROLL }) }, 'cloudformation:UpdateStackSet'],
  ['a product', 'take-product', { Clerk: clerk(['servicecatalog:CreateProvisioningArtifact']), ...runBy('AWS::ServiceCatalog::CloudFormationProduct', {}), Launch: { Type: 'AWS::ServiceCatalog::LaunchRoleConstraint', Properties: { ProductId: { Ref: 'Workload' }, RoleArn: PAYROLL } } }, 'servicecatalog:CreateProvisioningArtifact'],
  ['an image', 'image-then-run', { Clerk: clerk(['ecr:PutImage']), ...runBy('AWS::Lambda::Function', { Role: PAYROLL, Code: { ImageUri: `${ACCOUNT}.dkr.ecr.eu-west-1.amazonaws.com/tool:latest` } }) }, 'ecr:PutImage'],
  ['a script', 'put-then-run', { Clerk: clerk(['s3:PutObject']), ...runBy('AWS::Glue::Job', { Role: PAYROLL, Command: { ScriptLocation: 's3://scripts/etl.py' } }) }, 's3:PutObject'],
  ['a source that is built', 'commit-then-build', { Clerk: clerk(['codecommit:PutFile']), Payroll: payrollRole({ Service: 'codebuild.amazonaws.com' }), Project: { Type: 'AWS::CodeBuild::Project', Properties: { ServiceRole: PAYROLL, Source: { Type: 'CODECOMMIT', Location: 'https://git-codecommit.eu-west-1.amazonaws.com/v1/repos/code' } } } }, 'codecommit:PutFile'],
  ['the boundary of a role', 'iam-delete-boundary', { Clerk: clerk(['iam:DeleteRolePermissionsBoundary', 'secretsmanager:GetSecretValue'], 'Role', { PermissionsBoundary: { Ref: 'Limit' } }), Limit: { Type: 'AWS::IAM::ManagedPolicy', Properties: { PolicyDocument: policy(statement('iam:*')) } } }, 'iam:DeleteRolePermissionsBoundary'],
  ['the policy that is the boundary', 'iam-policy-version', { Clerk: clerk(['iam:CreatePolicyVersion', 'secretsmanager:GetSecretValue'], 'Role', { PermissionsBoundary: { Ref: 'Limit' } }), Limit: { Type: 'AWS::IAM::ManagedPolicy', Properties: { PolicyDocument: policy(statement('iam:*')) } } }, 'iam:CreatePolicyVersion'],
  ['a role of its own', 'iam-new-role', { Clerk: clerk(['iam:CreateRole', 'iam:PutRolePolicy']) }, 'iam:CreateRole'],
  ['a user of its own', 'iam-new-user', { Clerk: clerk(['iam:CreateUser', 'iam:PutUserPolicy', 'iam:CreateAccessKey']) }, 'iam:CreateUser'],
])('%s is a way: %s', (_, rule, resources, needed) => {
  expect(rulesIn(resources)).toContain(rule);
  // nobody in the account can take a policy of the organization away
  const denying = { Type: 'AWS::Organizations::Policy', Properties: { Type: 'SERVICE_CONTROL_POLICY', TargetIds: [ACCOUNT], Content: policy({ Effect: 'Deny', Action: needed, Resource: '*' }) } };
  expect(rulesIn({ ...resources, Denying: denying })).not.toContain(rule);
});

describe('a pipeline whose build waits for an approval', () => {
  const gated = (run: { stage?: boolean; before?: boolean } = {}) => {
    const { Properties } = pipeline.Pipeline;
    const [source, build] = Properties.Stages;
    const gate = { Name: 'Ask', ActionTypeId: { Category: 'Approval', Owner: 'AWS', Provider: 'Manual' }, RunOrder: run.before === false ? 3 : 1 };
    const stages = run.stage === false ? [source, { ...build, Actions: [gate, { ...build.Actions[0], RunOrder: 2 }] }] : [source, { Name: 'Gate', Actions: [gate] }, build];
    return { ...pipeline, Pipeline: { ...pipeline.Pipeline, Properties: { ...Properties, Stages: stages } } };
  };
  const answer = (gate: string) => statement('codepipeline:PutApprovalResult', `arn:aws:codepipeline:eu-west-1:${ACCOUNT}:release/${gate}/Ask`);
  const write = statement('codecommit:GitPush', `arn:aws:codecommit:eu-west-1:${ACCOUNT}:code`);

  test.each([['a stage of its own', 'Gate', {}], ['the same stage', 'Build', { stage: false }]])('in %s: who may write gets there only if they may answer it, or change the pipeline', (_, stage, run) => {
    expect(findingsIn({ Clerk: withPolicy(policy(write)), ...gated(run) })).toEqual([]);
    expect(findingsIn({ Clerk: withPolicy(policy(answer(stage))), ...gated(run) })).toEqual([]);
    expect(rulesIn({ Clerk: withPolicy(policy(write, answer(stage))), ...gated(run) })).toEqual(['answer-gate', 'commit-then-build']);
    expect(findingsIn({ Clerk: withPolicy(policy(write, answer('Other'))), ...gated(run) })).toEqual([]);
  });

  test('one that stands behind the build stops nothing', () => {
    expect(rulesIn({ Clerk: withPolicy(policy(write)), ...gated({ stage: false, before: false }) })).toEqual(['commit-then-build']);
  });

  test('it may be answered as somebody else whom the writer acts as, later too', () => {
    const approver = { Type: 'AWS::IAM::Role', Properties: { RoleName: 'approver', AssumeRolePolicyDocument: policy({ Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${ACCOUNT}:role/clerk` }, Action: 'sts:AssumeRole' }), Policies: [{ PolicyName: 'own', PolicyDocument: policy(answer('Gate')) }] } };
    expect(rulesIn({ Clerk: withPolicy(policy(write)), Approver: approver, ...gated() })).toEqual(['assume-role', 'answer-gate', 'commit-then-build']);
  });

  const elsewhere = { 'Fn::ImportValue': 'elsewhere' };
  /** The same with a name that only the deployment knows: of the pipeline, the approval's stage or the approval. */
  const unnamed = (what: 'pipeline' | 'stage' | 'approval') => {
    const { Pipeline, ...rest } = gated();
    const [source, gate, ...build] = Pipeline.Properties.Stages;
    const stage = what === 'stage' ? { ...gate, Name: elsewhere } : what === 'approval' ? { ...gate, Actions: [{ ...gate.Actions[0], Name: elsewhere }] } : gate;
    return { ...rest, Pipeline: { ...Pipeline, Properties: { ...Pipeline.Properties, ...(what === 'pipeline' ? { Name: elsewhere } : {}), Stages: [source, stage, ...build] } } };
  };

  test.each(['pipeline', 'stage', 'approval'] as const)('an unknown name of the %s may be the one that somebody may answer', (what) => {
    expect(rulesIn({ Clerk: withPolicy(policy(write, answer('Gate'))), ...unnamed(what) })).toEqual(['answer-gate', 'commit-then-build']);
    expect(rulesIn({ Clerk: withPolicy(policy(write, statement('codepipeline:PutApprovalResult', '*'))), ...unnamed(what) })).toEqual(['answer-gate', 'commit-then-build']);
    expect(findingsIn({ Clerk: withPolicy(policy(write)), ...unnamed(what) })).toEqual([]);
    const other = { pipeline: 'release/Other/Ask', stage: 'release/Gate/Other', approval: 'other/Gate/Ask' }[what];
    expect(findingsIn({ Clerk: withPolicy(policy(write, statement('codepipeline:PutApprovalResult', `arn:aws:codepipeline:eu-west-1:${ACCOUNT}:${other}`))), ...unnamed(what) })).toEqual([]);
  });

  test('who may change the pipeline needs no answer', () => {
    const { Pipeline } = gated();
    const own = { ...Pipeline, Properties: { ...Pipeline.Properties, RoleArn: PAYROLL } };
    expect(rulesIn({ Clerk: clerk(['codepipeline:UpdatePipeline']), ...gated(), Pipeline: own })).toEqual(['take-codepipeline']);
  });
});

test('what is pushed to the branch that a pipeline builds acts as the build\'s role', () => {
  expect(rulesIn({ Clerk: withPolicy(push()), ...pipeline })).toEqual(['commit-then-build']);
});

test('a branch that is denied is no way, another branch\'s denial does not help', () => {
  expect(findingsIn({ Clerk: withPolicy(push({ StringEquals: { 'codecommit:References': 'refs/heads/main' } })), ...pipeline })).toEqual([]);
  expect(rulesIn({ Clerk: withPolicy(push({ StringEquals: { 'codecommit:References': 'refs/heads/develop' } })), ...pipeline })).toEqual(['commit-then-build']);
});

test('a role of its own making is bound by the boundary that it has to be given', () => {
  const own = policy(statement(['iam:CreateRole', 'iam:PutRolePolicy'], `arn:aws:iam::${ACCOUNT}:role/own-*`, { Condition: { StringEquals: { 'iam:PermissionsBoundary': `arn:aws:iam::${ACCOUNT}:policy/limit` } } }));
  const limit = (...allowed: string[]) => ({ Limit: { Type: 'AWS::IAM::ManagedPolicy', Properties: { ManagedPolicyName: 'limit', PolicyDocument: policy(statement(allowed)) } }, Other: { Type: 'AWS::IAM::Role', Properties: { RoleName: 'other', PermissionsBoundary: { Ref: 'Limit' }, AssumeRolePolicyDocument: policy() } } });
  expect(findingsIn({ Clerk: withPolicy(own), ...limit('s3:*') })).toEqual([]);
  expect(rulesIn({ Clerk: withPolicy(own), ...limit('secretsmanager:*') })).toContain('iam-new-role');
});

test('a boundary that may only be set to what it is takes nothing away', () => {
  const bound = (Condition?: Json) => ({
    Clerk: withPolicy(policy(statement('iam:PutRolePermissionsBoundary', '*', Condition ? { Condition } : {}), statement('secretsmanager:GetSecretValue')), { PermissionsBoundary: { Ref: 'Limit' } }),
    Limit: { Type: 'AWS::IAM::ManagedPolicy', Properties: { ManagedPolicyName: 'limit', PolicyDocument: policy(statement('iam:*')) } },
  });
  expect(rulesIn(bound())).toEqual(['iam-put-boundary']);
  expect(findingsIn(bound({ StringEquals: { 'iam:PermissionsBoundary': `arn:aws:iam::${ACCOUNT}:policy/limit` } }))).toEqual([]);
});

test('a grant that only AWS\'s services may get opens no key', () => {
  const key = (Condition?: Json) => ({
    Clerk: withPolicy(policy(statement('kms:CreateGrant', '*', Condition ? { Condition } : {}))),
    Key: { Type: 'AWS::KMS::Key', Properties: { KeyPolicy: policy({ ...statement('kms:*'), Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` } }) } },
  });
  const facts = (...given: Parameters<typeof key>) => {
    const graph = graphOf(key(...given));
    return new Explorer(graph).from(graph.principals[0]).facts.all('rewritten');
  };
  expect(facts()).toHaveLength(1);
  expect(facts({ Bool: { 'kms:GrantIsForAWSResource': 'true' } })).toEqual([]);
});

test.each<[string, string, Json]>([
  ['secret', 'secretsmanager:PutResourcePolicy', { Secret: { Type: 'AWS::SecretsManager::Secret', Properties: { Name: 'payroll' } } }],
  ['key', 'kms:PutKeyPolicy', { Key: { Type: 'AWS::KMS::Key', Properties: { KeyPolicy: policy({ ...statement('kms:*'), Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` } }) } } }],
  ['key, by a grant,', 'kms:CreateGrant', { Key: { Type: 'AWS::KMS::Key', Properties: { KeyPolicy: policy({ ...statement('kms:*'), Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` } }) } } }],
  ['bucket', 's3:PutBucketPolicy', { Bucket: { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'payroll' } } }],
])('the own policy of a %s is rewritten for oneself', (_, action, resources) => {
  const [resource, ask] = action.startsWith('kms') ? [`arn:aws:kms:eu-west-1:${ACCOUNT}:key/S-Key-generated`, 'kms:Decrypt'] : action.startsWith('s3') ? ['arn:aws:s3:::payroll/may.csv', 's3:GetObject'] : [`arn:aws:secretsmanager:eu-west-1:${ACCOUNT}:secret:payroll-??????`, 'secretsmanager:GetSecretValue'];
  const matrix = parseMatrix('matrix', JSON.stringify({ purposes: { office: [ACCOUNT] }, cells: [{ persona: 'clerk', purpose: 'office', action: ask, resource, expect: 'deny' }] }));
  const found = (actions: string[]) => provePersonas(graphOf({ Clerk: clerk(actions), ...resources }), matrix, 'planted').findings.map(({ steps = [] }) => steps[0]);
  expect(found([action])).toEqual([expect.stringContaining(`does ${action} on`)]);
  expect(found(['s3:ListAllMyBuckets'])).toEqual([]);
});

test('one step leads to the next, over accounts too, and every step names its statement', () => {
  const middle = { Type: 'AWS::IAM::Role', Properties: { RoleName: 'middle', AssumeRolePolicyDocument: policy({ Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${ACCOUNT}:role/clerk` }, Action: 'sts:AssumeRole' }), Policies: [{ PolicyName: 'take', PolicyDocument: policy(statement('lambda:UpdateFunctionCode')) }] } };
  const [finding] = findingsIn({ Clerk: clerk(['sts:AssumeRole']), Middle: middle, ...runBy('AWS::Lambda::Function', { FunctionName: 'pay', Role: PAYROLL }) });
  expect(finding).toMatchObject({
    rule: 'chain', level: 'error', place: { stack: 'S', id: 'Clerk' },
    message: `cells[0]: clerk as ${ACCOUNT}:role/clerk is denied secretsmanager:GetSecretValue on arn:aws:secretsmanager:eu-west-1:${ACCOUNT}:secret:payroll-AbCdEf, but gets there in 2 step(s) as ${ACCOUNT}:role/payroll`,
    steps: [
      expect.stringMatching(/role\/clerk assumes .*role\/middle \[assume-role\] \(sts:AssumeRole: statement 1 of /),
      expect.stringMatching(/role\/middle takes over .*function:pay, which runs as .*role\/payroll \[take-lambda-code\] \(lambda:UpdateFunctionCode: statement 1 of inline policy take of role middle\)/),
      expect.stringContaining('role/payroll does secretsmanager:GetSecretValue'),
    ],
  });
});

test('a role that was not read is no dead end: it is a finding', () => {
  const findings = findingsIn({ Clerk: clerk(['lambda:UpdateFunctionCode']), Workload: { Type: 'AWS::Lambda::Function', Properties: { FunctionName: 'f', Role: `arn:aws:iam::${ACCOUNT}:role/elsewhere` } } });
  expect(findings).toMatchObject([{ rule: 'chain-to-unknown-role', level: 'error', message: expect.stringContaining('role/elsewhere, whose policies are not among what was read') }]);
});

test('a policy that is attached takes no denial away, one that is put over it does', () => {
  const but = (action: string) => withPolicy(policy(statement(action), { Effect: 'Deny', NotAction: action, Resource: '*' }));
  expect(findingsIn({ Clerk: but('iam:AttachRolePolicy') })).toEqual([]);
  expect(rulesIn({ Clerk: but('iam:PutRolePolicy') })).toContain('iam-put-role-policy');
});
