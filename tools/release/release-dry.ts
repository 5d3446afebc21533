import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { compile } from '../building/compile';
import { isCompiled } from '../building/compiled';
import { compileExamples, haveExamples } from '../building/examples';
import { type Package, packages } from '../packages/packages';
import { ROOT } from '../root';
import { problemsOf, type Contents } from './artifacts/contents';
import { entriesOf } from './artifacts/entries';
import { jarContents, sdistContents, tarballContents, wheelContents } from './artifacts/expected-contents';
import { generateGo, goProblems } from './artifacts/go';
import { buildJars, coordinatesOf, JAVA_FOLDER, missingForJava } from './artifacts/java';
import { buildDistributions, type Distribution, isPlainPython, PYTHON_FOLDER } from './artifacts/python-distributions';
import { differsFromWheel } from './artifacts/sdists';
import { packTarballs } from './artifacts/tarballs';
import { type Check, check, inTurns } from './check';
import { artifactsBelow, writeDigests } from './evidence/digests';
import { recordOf, writeRecord } from './evidence/release-record';
import { breakingChanges } from './plan/plan';
import { JavaProjects } from './trial/java-projects';
import { NpmProjects } from './trial/npm-project';
import { createTools, PythonProjects, versionOf } from './trial/python-projects';
import { tryNpm } from './trial/try-npm';
import { tryPython } from './trial/try-python';

const DIST = path.join(ROOT, 'dist');
const RELEASE = path.join(DIST, 'release');
/** Projects are tried side by side: each waits for a disk or a registry half of its time. */
const AT_ONCE = 2;

/** What the checks of a release share. */
interface Bench {
  readonly all: readonly Package[];
  readonly onNpm: readonly Package[];
  readonly onPypi: readonly Package[];
  readonly constructs: readonly Package[];
  /** An empty folder outside of this repository. */
  readonly folder: string;
  /** Python with what builds distributions. */
  readonly python: string;
}

/** Makes every artifact of a release from this tree and tries each of them alone. Publishes nothing. */
export async function releaseDry(): Promise<Check[]> {
  const folder = mkdtempSync(path.join(tmpdir(), 'release-'));
  try {
    rmSync(RELEASE, { recursive: true, force: true });
    mkdirSync(RELEASE, { recursive: true });
    const all = packages();
    const constructs = all.filter(({ kind }) => kind === 'constructs');
    const onNpm = all.filter(({ isPrivate, kind }) => !isPrivate && kind !== 'python');
    const onPypi = [...constructs, ...all.filter(isPlainPython)];
    if (!onNpm.every((each) => isCompiled(each, all))) compile(onNpm);
    if (!haveExamples(constructs)) compileExamples(constructs);
    const bench: Bench = { all, onNpm, onPypi, constructs, folder, python: await createTools(folder) };
    const checks = [...(await npm(bench)), ...(await python(bench)), ...(await java(bench)), ...(await go(bench)), ...(await breakingChanges())];
    console.log('       .NET: declared in each package.json, not built');
    const published = [...onNpm, ...onPypi.filter((each) => !onNpm.includes(each))];
    writeRecord(DIST, recordOf(DIST, published, artifactsBelow(DIST, ['js', 'python', 'java', 'release']), checks, await versionOf(bench.python)));
    writeDigests(DIST, artifactsBelow(DIST, ['js', 'python', 'java', 'go', 'release']), 'release/SHA256SUMS');
    return checks;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function npm({ all, onNpm, folder }: Bench): Promise<Check[]> {
  const tarballs = await packTarballs(onNpm);
  const projects = new NpmProjects(folder, tarballs);
  const contents = await Promise.all(onNpm.map((each) => holds(`${each.name}: tarball`, tarballs.get(each.packageName) as string, tarballContents(each))));
  const tried = await inTurns(onNpm, AT_ONCE, (each) =>
    check(`${each.name}: installed alone from its tarball`, () => tryNpm(projects, each, all, path.join(RELEASE, `${each.name}.npm.cdx.json`))));
  return [...contents, ...tried];
}

async function python({ all, onPypi, folder, python: tools }: Bench): Promise<Check[]> {
  const distributions = await buildDistributions(all, tools);
  const projects = new PythonProjects({ parent: folder, wheels: PYTHON_FOLDER, tools });
  const checks = await inTurns(onPypi, AT_ONCE, (each) => tryDistribution(each, distributions.get(each.name) as Distribution, projects, { folder, tools }));
  return checks.flat();
}

async function tryDistribution(each: Package, distribution: Distribution, projects: PythonProjects, { folder, tools }: { readonly folder: string; readonly tools: string }): Promise<Check[]> {
  const { wheel, sdist } = distribution;
  return [
    await holds(`${each.name}: wheel`, wheel, wheelContents(each)),
    await holds(`${each.name}: sdist`, sdist, sdistContents(each)),
    await check(`${each.name}: its wheel comes of its sdist`, () => differsFromWheel(distribution, folder, tools)),
    await check(`${each.name}: installed alone from its wheel`, () => tryPython(projects, each, wheel, path.join(RELEASE, `${each.name}.pypi.cdx.json`))),
  ];
}

/** Node, Python and git are all that is asked for: where jars cannot be built, the run says so. */
async function java({ constructs, folder }: Bench): Promise<Check[]> {
  const missing = await missingForJava();
  if (missing.length > 0) {
    rmSync(path.join(DIST, 'java'), { recursive: true, force: true });
    console.log(`       Java: no jar is built: ${missing.join(' and ')} not found on this machine`);
    return [];
  }
  const jars = buildJars(constructs);
  const contents = await Promise.all(constructs.map(({ name }) => holds(`${name}: jar`, jars.get(name) as string, jarContents())));
  const projects = new JavaProjects({ parent: folder, jars: JAVA_FOLDER });
  // one after the other: two Mavens must not write one local repository
  const tried = await inTurns(constructs, 1, (each) => check(`${each.name}: resolved alone by Maven, and loaded`, () => projects.loads(...coordinatesOf(each))));
  return [...contents, ...tried];
}

async function go({ constructs }: Bench): Promise<Check[]> {
  generateGo(constructs);
  return Promise.all(constructs.map((each) => check(`${each.name}: Go sources, which nothing compiles`, () => goProblems(each))));
}

function holds(name: string, archive: string, contents: Contents): Promise<Check> {
  return check(`${name} holds what it should`, async () => problemsOf(await entriesOf(archive), contents));
}
