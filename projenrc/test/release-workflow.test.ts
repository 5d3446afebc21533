import { parse } from 'yaml';
import { synthSnapshot } from './synth-snapshot';
import { ACTIONS } from '../actions';

interface Job {
  readonly 'if'?: string;
  readonly 'needs'?: string | string[];
  readonly 'permissions': Readonly<Record<string, string>>;
  readonly 'environment'?: string;
  readonly 'steps': readonly { readonly uses?: string; readonly run?: string; readonly with?: Readonly<Record<string, unknown>> }[];
}

const files = synthSnapshot(() => undefined);
const text = files['.github/workflows/release.yml'];
const workflow = parse(text);
const jobs: Record<string, Job> = workflow.jobs;
const publishing = Object.entries(jobs).filter(([name]) => name.startsWith('publish-'));

test('it is started by hand, and publishes nothing unless asked', () => {
  expect(workflow.on).toEqual({ workflow_dispatch: { inputs: { dry: expect.objectContaining({ type: 'boolean', default: true }) } } });
  expect([jobs['publish-npm'].if, jobs['publish-pypi'].if]).toEqual(['${{ !inputs.dry }}', '${{ !inputs.dry }}']);
  expect(jobs['publish-github'].needs).toEqual(['publish-npm', 'publish-pypi']);
});

test('nothing is permitted but what a job says', () => {
  expect(workflow.permissions).toEqual({});
  expect(Object.fromEntries(Object.entries(jobs).map(([name, { permissions }]) => [name, permissions]))).toEqual({
    'build': { contents: 'read' },
    'publish-npm': { 'id-token': 'write' },
    'publish-pypi': { 'id-token': 'write' },
    'publish-github': { 'contents': 'write', 'id-token': 'write', 'attestations': 'write' },
  });
});

test('what runs code of the repository has no right to publish', () => {
  expect(jobs.build.permissions).not.toHaveProperty('id-token');
  for (const [, { steps }] of publishing) expect(steps.map(({ run = '' }) => run).join('\n')).not.toMatch(/npm (ci|run|install)|node tools|npx/);
});

test('no secret is kept for a registry', () => {
  expect(text).not.toMatch(/secrets\.|NODE_AUTH_TOKEN|NPM_TOKEN|password/i);
});

test('every action is pinned by the digest of a release', () => {
  const used = Object.values(jobs).flatMap(({ steps }) => steps.flatMap(({ uses }) => uses ?? []));
  expect(used.length).toBeGreaterThan(5);
  for (const action of used) {
    expect(action).toMatch(/^[\w.-]+\/[\w.-]+@[0-9a-f]{40}$/);
    expect(Object.values<string>(ACTIONS)).toContain(action);
  }
});

test('no text from outside is pasted into a shell', () => {
  for (const { steps } of Object.values(jobs)) for (const { run = '' } of steps) expect(run).not.toContain('${{');
});

test.each(publishing)('%s publishes what was built and nothing else, behind an environment', (name, { steps, environment }) => {
  expect(environment).toBe(name.replace('publish-', ''));
  const at = (part: string) => steps.findIndex(({ uses = '', run = '' }) => `${uses}${run}`.includes(part));
  const publishes = Math.max(at('npm publish'), at('gh-action-pypi-publish'), at('git push'));
  expect(at('download-artifact')).toBeGreaterThanOrEqual(0);
  expect(at('sha256sum --check --strict')).toBeGreaterThan(at('download-artifact'));
  expect(publishes).toBeGreaterThan(at('sha256sum'));
});

test('a breaking change is looked for before the versions are given, and everything is tried after', () => {
  const runs = jobs.build.steps.flatMap(({ run }) => run ?? []);
  const at = (part: string) => runs.findIndex((run) => run.includes(part));
  expect([at('release:plan'), at('lerna version'), at('release:dry')]).toEqual([1, 2, 3]);
});

test('the digests are of the bundle that is pushed, too', () => {
  const runs = jobs.build.steps.flatMap(({ run }) => run ?? []);
  const [made, last] = [runs.findIndex((run) => run.includes('git bundle create')), runs.at(-1)];
  expect(made).toBeGreaterThan(runs.findIndex((run) => run.includes('release:dry')));
  expect(last).toContain('sha256sum release/release.bundle >> release/SHA256SUMS');
});

test('npm gets provenance, PyPI attestations, GitHub an attestation of every digest', () => {
  expect(text).toContain('npm publish "./$tarball" --provenance --access public');
  expect(jobs['publish-pypi'].steps.at(-1)?.with).toMatchObject({ attestations: true });
  expect(jobs['publish-github'].steps.find(({ uses }) => uses === ACTIONS.attestBuildProvenance)?.with).toEqual({ 'subject-checksums': 'dist/release/SHA256SUMS' });
});
