import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { packages } from '../../../packages/packages';
import { artifactsBelow, writeDigests } from '../../../release/evidence/digests';
import { belongsTo, recordOf } from '../../../release/evidence/release-record';
import { aboutPackage, writePythonSbom } from '../../../release/evidence/sbom';
import { testedTogether } from '../../../release/evidence/tested-together';
import { isVersionsPageFresh, versionsPage } from '../../../release/evidence/versions-page';

const folder = mkdtempSync(path.join(tmpdir(), 'evidence-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('docs/versions.md', () => {
  test('says what the tree says', () => expect(isVersionsPageFresh()).toBe(true));
  test('changes with a version', () => {
    const [first, ...rest] = packages();
    expect(versionsPage([{ ...first, version: '9.9.9' }, ...rest])).toContain(`| ${first.name} | 9.9.9 |`);
  });
  test('leaves out what is never published', () => expect(versionsPage(packages())).not.toContain('test-kit'));
  test('claims no trial: it is written before one', () => expect(versionsPage(packages())).not.toMatch(/tested together|are tried/i));
});

describe('what was tested together', () => {
  const dist = path.join(folder, 'record');
  const [each] = packages().filter(({ kind }) => kind === 'constructs');
  const write = (file: string, ...purls: string[]) => writeFileSync(path.join(dist, 'release', file), JSON.stringify({ components: purls.map((purl) => ({ purl })) }));
  const recorded = (...problems: string[]) => recordOf(dist, [each], [], [{ name: 'a check', problems }], '3.12.1');
  beforeAll(() => {
    mkdirSync(path.join(dist, 'release'), { recursive: true });
    write(`${each.name}.npm.cdx.json`, 'pkg:npm/aws-cdk-lib@2.300.1', 'pkg:npm/constructs@10.9.9', 'pkg:npm/aws-cdk-lib-more@1.0.0');
    write(`${each.name}.pypi.cdx.json`, 'pkg:pypi/aws-cdk-lib@2.400.1', 'pkg:pypi/jsii@1.2.3');
  });

  test('is what was installed in the trial, and what ran it', () => {
    const [{ triedWith }] = recorded().packages;
    expect(triedWith.npm).toEqual({ 'Node': process.versions.node, 'TypeScript': expect.stringMatching(/^\d/), 'aws-cdk-lib': '2.300.1', 'constructs': '10.9.9' });
    expect(triedWith.pypi).toEqual({ 'Python': '3.12.1', 'Node': process.versions.node, 'aws-cdk-lib': '2.400.1', 'jsii': '1.2.3' });
    expect(testedTogether(recorded())).toContain(`| ${each.name} | PyPI | Python 3.12.1, Node ${process.versions.node}, aws-cdk-lib 2.400.1, jsii 1.2.3 |`);
  });

  test('is said of no run with a failure', () => {
    expect(recorded('wrong')).toMatchObject({ isSound: false, failed: ['a check'] });
    expect(testedTogether(recorded('wrong'))).toBeUndefined();
  });
});

test('digests are of every artifact and of nothing else, and can be checked', () => {
  mkdirSync(path.join(folder, 'js'));
  mkdirSync(path.join(folder, 'go', 'a'), { recursive: true });
  mkdirSync(path.join(folder, 'release'));
  for (const [file, text] of [['js/a.tgz', 'a'], ['js/a.txt', 'no artifact'], ['go/a/a.go', 'package a'], ['go/a/version', '1'], ['release/a.npm.cdx.json', '{}']]) writeFileSync(path.join(folder, file), text);
  const files = artifactsBelow(folder, ['js', 'java', 'go', 'release']);
  expect(files).toEqual(['go/a/a.go', 'go/a/version', 'js/a.tgz', 'release/a.npm.cdx.json']);
  writeDigests(folder, files, 'release/SHA256SUMS');
  const check = () => execFileSync('sha256sum', ['--check', '--strict', '--quiet', 'release/SHA256SUMS'], { cwd: folder, stdio: 'pipe' });
  expect(check).not.toThrow();
  writeFileSync(path.join(folder, 'js', 'a.tgz'), 'b');
  expect(check).toThrow('1 computed checksum did NOT match');
});

test.each([
  ['js/mlops-foundation-ml-accounts-0.1.0.tgz', 'ml-accounts', true], ['python/mlops_foundation_ml_accounts-0.1.0-py3-none-any.whl', 'ml-accounts', true],
  ['java/io/github/mlops-foundation/ml-accounts/0.1.0/ml-accounts-0.1.0.jar', 'ml-accounts', true], ['release/ml-accounts.npm.cdx.json', 'ml-accounts', true],
  ['js/mlops-foundation-model-build-pipeline-0.1.0.tgz', 'model-deploy-pipeline', false], ['release/release.json', 'ml-accounts', false],
])('%s belongs to %s: %s', (file, name, belongs) => expect(belongsTo(file, name)).toBe(belongs));

test('an SBOM of npm is about the package, not about the empty project, and has no instant', () => {
  const component = (name: string) => ({ 'bom-ref': `${name}@1.0.0`, 'purl': `pkg:npm/${name}@1.0.0` });
  const bom = {
    serialNumber: 'urn:uuid:1', metadata: { timestamp: 'now', component: component('empty-project') }, components: [component('%40x/ours'), component('theirs')],
    dependencies: [{ ref: 'empty-project@1.0.0' }, { ref: 'theirs@1.0.0' }],
  };
  expect(aboutPackage(bom, 'pkg:npm/%40x/ours@1.0.0')).toEqual({
    metadata: { tools: undefined, component: component('%40x/ours') }, components: [component('theirs')], dependencies: [{ ref: 'theirs@1.0.0' }],
  });
  expect(() => aboutPackage(bom, 'pkg:npm/other@1.0.0')).toThrow('pkg:npm/other@1.0.0 is not installed');
});

test('an SBOM of Python names the wheel by its digest, and what came with it', () => {
  const [wheel, file] = [path.join(folder, 'x.whl'), path.join(folder, 'x.json')];
  writeFileSync(wheel, 'wheel');
  const installed = [{ name: 'Our_Package', version: '1.0.0', license: 'Apache-2.0', requires: ['their.package<3,>=2; python_version > "3"'] }, { name: 'their-package', version: '2.0.0', license: 'MIT', requires: [] }];
  writePythonSbom('our-package', wheel, installed, file);
  const sbom = JSON.parse(readFileSync(file, 'utf8'));
  expect(sbom.metadata.component).toMatchObject({ purl: 'pkg:pypi/our-package@1.0.0', hashes: [{ alg: 'SHA-256', content: execFileSync('sha256sum', [wheel], { encoding: 'utf8' }).split(' ')[0] }] });
  expect(sbom.components).toEqual([expect.objectContaining({ purl: 'pkg:pypi/their-package@2.0.0', licenses: [{ license: { name: 'MIT' } }] })]);
  expect(sbom.dependencies).toContainEqual({ ref: 'pkg:pypi/our-package@1.0.0', dependsOn: ['pkg:pypi/their-package@2.0.0'] });
});
