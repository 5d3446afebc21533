import * as path from 'node:path';
import { mutate, readMatrix } from '@mlops-foundation/assurance';
import { synthesized } from './synthesized';

const { assembly, folder } = synthesized('reliable');

test('whatever is taken away of the identity side is noticed, or there is a reason why not', () => {
  const matrix = readMatrix(path.join(__dirname, '..', 'matrices', 'reliable.yaml'));
  const { counts, findings } = mutate(assembly, matrix, { units: matrix.units, products: matrix.products }, folder);
  expect(findings.filter(({ level }) => level === 'error').map(({ message }) => message)).toEqual([]);
  expect(counts['mutants of the identity side']).toBeGreaterThan(300);
  expect(counts['score in percent']).toBeGreaterThanOrEqual(95);
}, 600_000);
