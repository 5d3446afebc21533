// What `npm start` tells before anything is installed: plain Node, no dependencies.

/** The account purposes of the walk, and who works there. */
const PURPOSES = [
  ['tooling', 'code, pipelines, the model registry; the lead approves here'],
  ['data-lake', 'publishes the dataset; dev reads it, and nothing else does'],
  ['experimentation', 'notebooks on snapshots of data'],
  ['dev', 'trains: the SageMaker pipeline runs here, without internet'],
  ['pre-prod', 'the endpoint is tested here'],
  ['prod', 'the endpoint answers here'],
];

const TEXT = {
  people: [
    'Dana, data scientist        pushes code and opens pull requests; may not approve a model',
    'Leo, lead data scientist    creates the project, merges, approves versions',
    'Lena, lead data scientist   opens the first gate of the deploy pipeline',
    'Pia, product owner          opens the gate before prod, and no other',
  ],
  steps: [
    'six accounts are bootstrapped and deployed by the stock CDK CLI; the data lake publishes a dataset',
    'the lead creates a project: two git repositories and two pipelines appear',
    'the data scientist changes a hyper-parameter, pushes, opens a pull request; the lead merges',
    'contract check, unit tests, training: a model version with its metrics waits for a decision',
    'three people decide: the lead approves it, another lead opens pre-prod with its tests of the endpoint, the product owner prod',
    'prod predicts for ten rows, shown with the truth',
    'four refusals: who trained may not approve, nor register as approved; a failing test; a broken schema',
  ],
  real: 'git over HTTP, buildspecs, training jobs, the endpoint: processes on this machine, with the credentials of their roles. IAM decides the calls that docs/local-cloud.md lists.',
  emulated: 'every AWS service is emulated on 127.0.0.1. It is no AWS: no instances, no VPC traffic, no KMS encryption at rest, local package versions in place of images.',
  safety: 'Your AWS credentials, profiles and git configuration are not read; nothing but the package registries is called.',
};

/** Account ids by purpose, from a topology file; purposes that the text does not name stay out. */
export function accountsOf(topology) {
  const ids = [...topology.matchAll(/^\s*['"]?([a-z-]+)['"]?\s*:\s*['"]?(\d{12})['"]?\s*(?:#.*)?$/gm)].map(([, purpose, id]) => [purpose, id]);
  return Object.fromEntries(ids);
}

/** The map of accounts and people, what will happen, what is emulated. */
export function mapOf(accounts) {
  const rows = PURPOSES.map(([purpose, what]) => `  ${purpose.padEnd(16)} ${(accounts[purpose] ?? '').padEnd(13)} ${what}`);
  return [
    'The life of a model: from git push to a prediction in production, on this machine',
    '', 'Accounts', ...rows,
    '', 'People', ...TEXT.people.map((line) => `  ${line}`),
    '', 'What will happen', ...TEXT.steps.map((line, index) => `  ${index + 1}. ${line}`),
    '', `Real      ${TEXT.real}`, `Emulated  ${TEXT.emulated}`, `Safety    ${TEXT.safety}`, '',
  ].join('\n');
}
