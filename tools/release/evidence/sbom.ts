import { writeFileSync } from 'node:fs';
import { sha256Of } from '../../packages/digest';
import type { Package } from '../../packages/packages';
import { mustCapture } from '../../process/capture';
import type { Installed } from '../trial/python-projects';

interface Component {
  readonly 'bom-ref': string;
  readonly 'purl': string;
}

interface Bom {
  readonly serialNumber: string;
  readonly metadata: { readonly timestamp: string; readonly component: Component; readonly tools?: unknown };
  readonly components: readonly Component[];
  readonly dependencies: readonly { readonly ref: string }[];
}

/** What somebody gets who installs a package, by npm itself, in CycloneDX. @param project where it is installed alone */
export async function writeNpmSbom({ packageName, version }: Package, project: string, file: string): Promise<void> {
  const bom: Bom = JSON.parse(await mustCapture('npm', ['sbom', '--sbom-format', 'cyclonedx'], { cwd: project }));
  writeFileSync(file, `${JSON.stringify(aboutPackage(bom, `pkg:npm/${packageName.replace('@', '%40')}@${version}`), null, 1)}\n`);
}

/** npm tells of the empty project; this is about the package in it. No instant: the same packages give the same bytes. */
export function aboutPackage({ serialNumber: _, metadata, components, dependencies, ...rest }: Bom, purl: string): unknown {
  const own = components.find((each) => each.purl === purl);
  if (!own) throw new Error(`${purl} is not installed: npm sbom names ${components.map((each) => each.purl).join(', ')}`);
  return {
    ...rest,
    metadata: { tools: metadata.tools, component: own },
    components: components.filter((each) => each !== own),
    dependencies: dependencies.filter(({ ref }) => ref !== metadata.component['bom-ref']),
  };
}

/** The same of a wheel, from the metadata of what pip installed with it (https://cyclonedx.org/docs/1.6/json/). */
export function writePythonSbom(distribution: string, wheel: string, installed: readonly Installed[], file: string): void {
  const reference = ({ name, version }: Installed) => `pkg:pypi/${normal(name)}@${version}`;
  const component = (each: Installed) => ({
    'type': 'library', 'bom-ref': reference(each), 'name': normal(each.name), 'version': each.version, 'purl': reference(each), ...(each.license ? { licenses: [{ license: { name: each.license.split('\n')[0] } }] } : {}),
  });
  const own = installed.find(({ name }) => normal(name) === distribution);
  if (!own) throw new Error(`${distribution} is not among what was installed: ${installed.map(({ name }) => name).join(', ')}`);
  const known = (requirement: string) => installed.find(({ name }) => normal(name) === normal(/^[\w.-]+/.exec(requirement)?.[0] ?? ''));
  const hashes = [{ alg: 'SHA-256', content: sha256Of(wheel) }];
  writeFileSync(file, `${JSON.stringify({
    bomFormat: 'CycloneDX',
    specVersion: '1.5',
    version: 1,
    metadata: { component: { ...component(own), hashes } },
    components: installed.filter((each) => each !== own).map(component),
    dependencies: installed.map((each) => ({ ref: reference(each), dependsOn: [...new Set(each.requires.flatMap((requirement) => known(requirement) ?? []).map(reference))] })),
  }, null, 1)}\n`);
}

/** https://packaging.python.org/en/latest/specifications/name-normalization/ */
const normal = (name: string) => name.replace(/[-_.]+/g, '-').toLowerCase();
