import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { above, inventory, readAssembly } from '@mlops-foundation/assurance';
import { EndpointCatalog } from '@mlops-foundation/secure-network';
import { everyEndpoint, networks } from '../../../bench/network/networks';
import { bareStacks, build, compared, load } from '../../../bench/synth/bare';

let folder: string;
beforeEach(() => { folder = mkdtempSync(path.join(tmpdir(), 'networks-')); });
afterEach(() => rmSync(folder, { recursive: true }));

test('each network has a stack and an account, and its bare L1s are its very resources', () => {
  const given = networks(2, path.join(folder, 'given')).synth().directory;
  const { places } = inventory(readAssembly(given));
  expect(places.map(({ stacks }) => stacks)).toEqual([['Network-1'], ['Network-2']]);
  const bare = build(load(bareStacks(given)), path.join(folder, 'bare')).synth().directory;
  const resources = places.reduce((sum, place) => sum + place.resources, 0);
  expect(compared(given, bare)).toEqual({ resources, same: resources });
});

test('the largest network has every endpoint of the catalogue, and passes 60 % of no limit of a stack', () => {
  const all = inventory(readAssembly(everyEndpoint(path.join(folder, 'every')).synth().directory));
  const entries = new Set(Object.values(EndpointCatalog).filter((value): value is EndpointCatalog => value instanceof EndpointCatalog).flatMap((set) => set.entries.map(({ id }) => id)));
  expect(entries.size).toBeGreaterThan(20);
  // S3 and DynamoDB by gateways
  expect(all.places[0].types['AWS::EC2::VPCEndpoint']).toBe(entries.size + 2);
  expect(above(60, all)).toEqual([]);
});
