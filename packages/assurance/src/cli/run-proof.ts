import { readGraph } from '../assembly/graph/read-graph';
import { readAssembly } from '../assembly/read-assembly';
import { mutate } from '../mutate/mutate';
import { proveAccounts } from '../prove/accounts/prove-accounts';
import { proveNetwork } from '../prove/network/prove-network';
import { readNetworkSettings } from '../prove/network/read-settings';
import { provePersonas } from '../prove/personas/prove-personas';
import type { Matrix } from '../prove/personas/matrix';
import { readMatrix } from '../prove/personas/read-matrix';
import { failed, type Report } from '../report/report';
import { FORMATS } from '../report/write';
import { readSnapshot } from '../snapshot/read-snapshot';
import type { ProveArguments } from './prove-arguments';
import type { Output } from './run';

/** @returns the exit code: 0 nothing was found, 1 something was */
export function runProof(asked: ProveArguments, { out }: Output): number {
  const report = asked.command === 'prove network' ? networkReport(asked) : reportOf(asked, asked.matrix === undefined ? undefined : readMatrix(asked.matrix));
  out(FORMATS[asked.format](report));
  return failed(report) ? 1 : 0;
}

function networkReport({ folder, matrix, account, region }: ProveArguments): Report {
  return proveNetwork(readAssembly(folder as string), folder as string, matrix === undefined ? undefined : readNetworkSettings(matrix), { destination: { account, region } });
}

function reportOf({ command, folder, snapshot, account, region }: ProveArguments, matrix: Matrix | undefined): Report {
  const options = { destination: { account, region }, units: matrix?.units, products: matrix?.products };
  if (command === 'mutate') return mutate(readAssembly(folder as string), matrix as Matrix, options, folder as string);
  const graph = snapshot === undefined ? readGraph(readAssembly(folder as string), options) : readSnapshot(snapshot);
  const subject = (snapshot ?? folder) as string;
  return command === 'prove accounts' ? proveAccounts(graph, subject) : provePersonas(graph, matrix as Matrix, subject);
}
