import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { above, inventory, readAssembly } from '@mlops-foundation/assurance';
import { EndpointCatalog } from '@mlops-foundation/secure-network';
import { Key } from 'aws-cdk-lib/aws-kms';
import { controlApp, controlOf } from '../../../bench/network/control';
import { everyEndpoint, networks } from '../../../bench/network/networks';
import { compared } from '../../../bench/synth/bare';

let folder: string;
beforeEach(() => { folder = mkdtempSync(path.join(tmpdir(), 'networks-')); });
afterEach(() => rmSync(folder, { recursive: true }));

/** What code is uploaded with the networks of two stacks. */
function codeOf(assembly: string): string[] {
  const filesOf = (index: number): Record<string, { source: { packaging: string } }> => JSON.parse(readFileSync(path.join(assembly, `Network-${index}.assets.json`), 'utf8')).files;
  return [1, 2].flatMap((index) => Object.entries(filesOf(index)).filter(([, { source }]) => source.packaging === 'zip').map(([hash]) => hash));
}

test('each network has a stack and an account, and its bare L1s are its very resources', () => {
  const given = networks(2, path.join(folder, 'given')).synth().directory;
  const { places } = inventory(readAssembly(given));
  expect(places.map(({ stacks }) => stacks)).toEqual([['Network-1'], ['Network-2']]);
  const resources = places.reduce((sum, place) => sum + place.resources, 0);
  for (const nested of [false, true]) {
    const control = controlApp(controlOf(given, nested), path.join(folder, `control-${nested}`)).synth().directory;
    expect(compared(given, control)).toEqual({ resources, same: resources });
    expect(codeOf(given)).toHaveLength(2);
    expect(codeOf(control)).toEqual(codeOf(given));
  }
});

test('networks that differ in more than their texts have no control', () => {
  const app = networks(2, path.join(folder, 'given'));
  new Key(app.node.findChild('Network-2'), 'Key');
  expect(() => controlOf(app.synth().directory, false)).toThrow('Network-2 has other resources than Network-1');
});

test('the largest network has every endpoint of the catalogue, and passes 60 % of no limit of a stack', () => {
  const all = inventory(readAssembly(everyEndpoint(path.join(folder, 'every')).synth().directory));
  const entries = new Set(Object.values(EndpointCatalog).filter((value): value is EndpointCatalog => value instanceof EndpointCatalog).flatMap((set) => set.entries.map(({ id }) => id)));
  expect(entries.size).toBeGreaterThan(20);
  // S3 and DynamoDB by gateways
  expect(all.places[0].types['AWS::EC2::VPCEndpoint']).toBe(entries.size + 2);
  expect(above(60, all)).toEqual([]);
});
