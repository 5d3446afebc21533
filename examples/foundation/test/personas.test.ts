import * as path from 'node:path';
import { provePersonas, readGraph, readMatrix } from '@mlops-foundation/assurance';
import { PHASES, synthesized } from './synthesized';

const assemblies = Object.fromEntries(PHASES.map((phase) => [phase, synthesized(phase)]));
const matrixOf = (name: string) => readMatrix(path.join(__dirname, '..', 'matrices', `${name}.yaml`));
const errors = ({ findings }: ReturnType<typeof provePersonas>) => findings.filter(({ level }) => level === 'error');

describe.each([...PHASES.map((phase) => [phase, phase] as const), ['scalable', 'scalable-fraud'] as const])('%s, by the matrix %s', (phase, name) => {
  const matrix = matrixOf(name);
  const { assembly, folder } = assemblies[phase];
  const graph = readGraph(assembly, { units: matrix.units, products: matrix.products });

  test('personas may do what the matrix says and get at nothing else, over any chain that nobody accepted', () => {
    const report = provePersonas(graph, matrix, folder);
    expect(errors(report).map(({ message }) => message)).toEqual([]);
    // a row about somebody who is not there would prove nothing
    expect(report.open.filter(({ place, what }) => place.stack === 'matrix' && !what.startsWith('resource ')).map(({ what }) => what)).toEqual([]);
  });

  test('every purpose and every persona has rows of what it must and of what it must not do', () => {
    const asked = (expect: string, field: 'persona' | 'purpose') => matrix.cells.filter((cell) => cell.expect === expect).flatMap((cell) => cell[field]);
    const purposes = (expect: string) => new Set(asked(expect, 'purpose').flatMap((one) => (one === '*' ? Object.keys(matrix.purposes) : matrix.groups[one] ?? [one])));
    const personas = [...new Set(graph.principals.flatMap(({ tags }) => tags['mlops:persona'] ?? []))];
    expect(personas.length).toBeGreaterThan(1);
    for (const expectation of ['allow', 'deny']) {
      expect([...purposes(expectation)].sort()).toEqual(Object.keys(matrix.purposes).sort());
      expect(personas.filter((persona) => !asked(expectation, 'persona').includes(persona))).toEqual([]);
    }
  });

  test('each acceptance is for a chain that is there', () => {
    const told = provePersonas(graph, matrix, folder).findings.filter(({ level }) => level === 'note').map(({ message }) => message);
    expect(matrix.accepted.filter(({ because }) => !told.some((message) => message.endsWith(`(accepted: ${because})`))).map(({ role }) => role)).toEqual([]);
  });
});

test('a lead gets as far as pre-prod, through the gate that is theirs, and nobody gets to production alone', () => {
  const { assembly, folder } = assemblies.reliable;
  const matrix = matrixOf('reliable');
  const strict = errors(provePersonas(readGraph(assembly, { products: matrix.products }), { ...matrix, accepted: [] }, folder));
  const to = (account: string) => strict.filter(({ message }) => new RegExp(`(data-scientist|product-owner) .* denied sagemaker:CreateEndpoint on .*${account}:endpoint`).test(message));
  expect(to('555555555555').map(({ steps }) => steps)).toEqual([expect.arrayContaining([
    expect.stringMatching(/lead-data-scientist answers the gate .*-deploy\/Approve\/Approve \[answer-gate\]/),
    expect.stringMatching(/lead-data-scientist writes to .*scoring-p-0123456789ab-deploy, branch main; .* \[commit-then-build\]/),
  ])]);
  expect(to('666666666666')).toEqual([]);
  expect(strict.filter(({ message }) => /: (data-scientist|product-owner) as/.test(message))).toEqual([]);
});
