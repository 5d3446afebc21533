import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { App } from 'aws-cdk-lib';
import { type GraphOptions, provePersonas, readAssembly, readGraph, readMatrix } from '@mlops-foundation/assurance';
import { AccountPurpose, AccountTopology } from '@mlops-foundation/ml-accounts';
import { dataLake } from '../accounts/data-lake';
import { dev } from '../accounts/dev';
import { experimentation } from '../accounts/experimentation';
import { serving } from '../accounts/serving';
import { tooling } from '../accounts/tooling';

const folder = mkdtempSync(path.join(tmpdir(), 'personas-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const matrix = readMatrix(path.join(__dirname, '..', 'matrices', 'reliable.yaml'));

function assembly() {
  const [accounts] = AccountTopology.fromFile(path.join(__dirname, '..', 'topologies', 'reliable.yaml')).teams;
  const app = new App({ outdir: folder, analyticsReporting: false });
  for (const stackOf of [tooling, dataLake, experimentation, dev]) stackOf(app, accounts);
  for (const purpose of [AccountPurpose.PRE_PROD, AccountPurpose.PROD]) serving(app, accounts, purpose);
  app.synth();
  return readAssembly(folder);
}

test('personas may do what the matrix says and get at nothing else, over any chain that nobody accepted', () => {
  const options: GraphOptions = { units: matrix.units, products: matrix.products };
  const graph = readGraph(assembly(), options);
  expect(provePersonas(graph, matrix, folder).findings.filter(({ level }) => level === 'error').map(({ message }) => message)).toEqual([]);
  // the accepted chains are found: the search is not blind
  const strict = provePersonas(graph, { ...matrix, accepted: [] }, folder).findings.filter(({ level }) => level === 'error');
  expect(strict.flatMap(({ steps = [] }) => steps)).toContainEqual(expect.stringMatching(/lead-data-scientist writes to .*scoring-p-0123456789ab-deploy, branch main; .* \[commit-then-build\]/));
});
