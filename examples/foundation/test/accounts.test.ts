import * as path from 'node:path';
import { proveAccounts, readGraph, readMatrix } from '@mlops-foundation/assurance';
import { PHASES, synthesized } from './synthesized';

test.each(PHASES.map((phase) => ({ phase, ...synthesized(phase) })))('$phase: each edge between accounts has both its sides, and no side stands alone', ({ phase, folder, assembly }) => {
  const { units, products } = readMatrix(path.join(__dirname, '..', 'matrices', `${phase}.yaml`));
  const { counts, findings } = proveAccounts(readGraph(assembly, { units, products }), folder);
  expect(findings.map(({ message }) => message)).toEqual([]);
  expect(counts['edges with both sides']).toBe(counts['edges between accounts']);
  expect(counts['edges between accounts'] > 0).toBe(phase !== 'initial');
});
