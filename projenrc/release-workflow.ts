import { Component, YamlFile, type Project } from 'projen';
import { ACTIONS } from './actions';

const RUNNER = 'ubuntu-24.04';
const CHECK_DIGESTS = { name: 'What is published is what was built', run: 'cd dist && sha256sum --check --strict release/SHA256SUMS' };
const DOWNLOAD = { uses: ACTIONS.downloadArtifact, with: { name: 'release', path: 'dist' } };
const ONLY_WHEN_ASKED = '${{ !inputs.dry }}';

/**
 * A release by hand: versions, builds and tries everything without a right to anything, then publishes those very files. No token is kept: the
 * registries trust the workflow's identity (https://docs.npmjs.com/trusted-publishers, https://docs.pypi.org/trusted-publishers/).
 */
export class ReleaseWorkflow extends Component {
  constructor(project: Project) {
    super(project);
    new YamlFile(project, '.github/workflows/release.yml', {
      obj: {
        name: 'release',
        on: { workflow_dispatch: { inputs: { dry: { description: 'Build and try everything, publish nothing', type: 'boolean', default: true } } } },
        permissions: {},
        concurrency: { 'group': 'release', 'cancel-in-progress': false },
        jobs: { 'build': build(), 'publish-npm': publishToNpm(), 'publish-pypi': publishToPypi(), 'publish-github': publishToGitHub() },
      },
    });
  }
}

/** The commit and the tags that lerna makes leave this job in a bundle: it may not push. */
function build(): Record<string, unknown> {
  return {
    'if': "github.ref == 'refs/heads/main'",
    'runs-on': RUNNER,
    'timeout-minutes': 60,
    'permissions': { contents: 'read' },
    'steps': [
      { uses: ACTIONS.checkout, with: { 'fetch-depth': 0, 'persist-credentials': false } },
      { uses: ACTIONS.setupNode, with: { 'node-version': '20' } },
      { uses: ACTIONS.setupPython, with: { 'python-version': '3.11' } },
      { run: 'npm ci' },
      { name: 'No breaking change goes unsaid', run: 'npm run release:plan' },
      {
        name: 'Versions, changelogs and tags from the commits',
        run: [
          "git config user.name 'github-actions[bot]'",
          "git config user.email '41898282+github-actions[bot]@users.noreply.github.com'",
          'npx lerna version --yes --no-push',
        ].join('\n'),
      },
      { name: 'Every artifact, each tried alone', run: 'npm run release:dry' },
      {
        name: 'What is to be pushed, under a digest like all else',
        run: [
          'git bundle create dist/release/release.bundle origin/main..HEAD $(git tag --points-at HEAD)',
          'cd dist && sha256sum release/release.bundle >> release/SHA256SUMS',
        ].join('\n'),
      },
      { uses: ACTIONS.uploadArtifact, with: { 'name': 'release', 'path': ['js', 'python', 'java', 'go', 'release'].map((folder) => `dist/${folder}`).join('\n'), 'if-no-files-found': 'error' } },
    ],
  };
}

/** npm's trusted publishing needs npm 11.5.1 and Node 22.14 (https://docs.npmjs.com/trusted-publishers). */
function publishToNpm(): Record<string, unknown> {
  return {
    'needs': 'build',
    'if': ONLY_WHEN_ASKED,
    'runs-on': RUNNER,
    'timeout-minutes': 15,
    'environment': 'npm',
    'permissions': { 'id-token': 'write' },
    'steps': [
      DOWNLOAD,
      CHECK_DIGESTS,
      { uses: ACTIONS.setupNode, with: { 'node-version': '24', 'registry-url': 'https://registry.npmjs.org' } },
      {
        name: 'Versions that the registry does not have yet',
        run: [
          'for tarball in dist/js/*.tgz; do',
          '  id=$(tar -xzOf "$tarball" package/package.json | jq -r \'"\\(.name)@\\(.version)"\')',
          '  npm view "$id" version > /dev/null 2>&1 || npm publish "./$tarball" --provenance --access public',
          'done',
        ].join('\n'),
      },
    ],
  };
}

function publishToPypi(): Record<string, unknown> {
  return {
    'needs': 'build',
    'if': ONLY_WHEN_ASKED,
    'runs-on': RUNNER,
    'timeout-minutes': 15,
    'environment': 'pypi',
    'permissions': { 'id-token': 'write' },
    'steps': [DOWNLOAD, CHECK_DIGESTS, { uses: ACTIONS.publishToPypi, with: { 'packages-dir': 'dist/python', 'skip-existing': true, 'attestations': true } }],
  };
}

/** The tags come last: a tag says that its version can be had. */
function publishToGitHub(): Record<string, unknown> {
  return {
    'needs': ['publish-npm', 'publish-pypi'],
    'runs-on': RUNNER,
    'timeout-minutes': 15,
    'environment': 'github',
    'permissions': { 'contents': 'write', 'id-token': 'write', 'attestations': 'write' },
    'steps': [
      { uses: ACTIONS.checkout, with: { 'fetch-depth': 0 } },
      DOWNLOAD,
      CHECK_DIGESTS,
      { uses: ACTIONS.attestBuildProvenance, with: { 'subject-checksums': 'dist/release/SHA256SUMS' } },
      {
        name: 'The release commit and its tags, all or nothing',
        run: [
          "git fetch dist/release/release.bundle HEAD '+refs/tags/*:refs/tags/*'",
          'git push --atomic origin FETCH_HEAD:refs/heads/main $(git tag --points-at FETCH_HEAD)',
        ].join('\n'),
      },
      {
        name: 'A page for each package that has a new version',
        env: { GH_TOKEN: '${{ github.token }}' },
        run: [
          'for tag in $(git tag --points-at FETCH_HEAD); do',
          '  jq -r --arg tag "$tag" \'.packages[] | select(.tag == $tag) | .notes\' dist/release/release.json > notes.md',
          '  [ -s notes.md ] || continue',
          '  jq -r --arg tag "$tag" \'.packages[] | select(.tag == $tag) | .files[]\' dist/release/release.json | sed "s|^|dist/|" | xargs gh release create "$tag" --title "$tag" --notes-file notes.md --verify-tag dist/release/SHA256SUMS dist/release/tested-together.md',
          'done',
        ].join('\n'),
      },
    ],
  };
}
