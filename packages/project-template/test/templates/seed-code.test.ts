import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { synthesize } from '@mlops-foundation/test-kit';
import { SeedCode } from '../../src';

const SEED = join(__dirname, '..', '..', 'seed');

/** Hashes of the three zips. */
function hashes(props?: ConstructorParameters<typeof SeedCode>[2]): string[] {
  let seeds: SeedCode | undefined;
  synthesize((stack) => { seeds = new SeedCode(stack, 'Seeds', props); });
  return [seeds?.buildCode, seeds?.deployCode, seeds?.contractCode].map((asset) => asset?.assetHash ?? '');
}

test('the package brings both repositories and the checker of their structure', () => {
  expect(readdirSync(join(SEED, 'build'))).toEqual(expect.arrayContaining(['buildspec.yml', 'ml_pipelines']));
  expect(new Set(hashes()).size).toBe(3);
});

test('the same code has the same hash, so that a synthesis without a change deploys nothing', () => {
  expect(hashes()).toEqual(hashes());
});

test('repositories and checker of one\'s own take the place of the package\'s', () => {
  const own = hashes({ buildRepository: join(SEED, 'deploy'), deployRepository: join(SEED, 'build'), contract: join(SEED, 'deploy', 'tests') });
  const [build, deploy, contract] = hashes();
  expect(own.slice(0, 2)).toEqual([deploy, build]);
  expect(own[2]).not.toBe(contract);
});
