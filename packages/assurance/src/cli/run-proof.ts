import { readGraph } from '../assembly/graph/read-graph';
import type { Assembly } from '../assembly/assembly';
import { readAssembly } from '../assembly/read-assembly';
import { withTemplates } from '../assembly/read-template';
import { mutate } from '../mutate/mutate';
import { mutateNetwork } from '../mutate/mutate-network';
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
  const report = asked.command === 'prove network' ? networkReport(asked) : asked.command === 'mutate' ? mutation(asked) : reportOf(asked, matrixOf(asked));
  out(FORMATS[asked.format](report));
  return failed(report) ? 1 : 0;
}

const matrixOf = ({ matrix }: ProveArguments): Matrix | undefined => (matrix === undefined ? undefined : readMatrix(matrix));

const assemblyOf = ({ folder, templates }: ProveArguments): Assembly => withTemplates(readAssembly(folder as string), templates);

/** The mutants that each given file decides about. */
function mutation(asked: ProveArguments): Report {
  const { network, folder, account, region } = asked;
  const settings = network === undefined ? undefined : readNetworkSettings(network);
  const matrix = matrixOf(asked);
  const reports = [
    ...(matrix ? [reportOf(asked, matrix)] : []),
    ...(settings ? [mutateNetwork(assemblyOf(asked), settings, { destination: { account, region } }, folder as string)] : []),
  ];
  return { ...reports[0], findings: reports.flatMap(({ findings }) => findings), counts: Object.assign({}, ...reports.map(({ counts }) => counts)) as Report['counts'] };
}

function networkReport(asked: ProveArguments): Report {
  const { folder, matrix, account, region } = asked;
  return proveNetwork(assemblyOf(asked), folder as string, matrix === undefined ? undefined : readNetworkSettings(matrix), { destination: { account, region } });
}

function reportOf(asked: ProveArguments, matrix: Matrix | undefined): Report {
  const { command, folder, snapshot, account, region } = asked;
  const options = { destination: { account, region }, units: matrix?.units, products: matrix?.products };
  if (command === 'mutate') return mutate(assemblyOf(asked), matrix as Matrix, options, folder as string);
  const graph = snapshot === undefined ? readGraph(assemblyOf(asked), options) : readSnapshot(snapshot);
  const subject = (snapshot ?? folder) as string;
  return command === 'prove accounts' ? proveAccounts(graph, subject) : provePersonas(graph, matrix as Matrix, subject);
}
