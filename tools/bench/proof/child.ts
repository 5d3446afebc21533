import { proveAccounts, provePersonas, readAssembly, readGraph, readMatrix } from '../../../packages/assurance/src';

/** Proves an assembly once, in a process of its own, and prints how long it took, how much memory it held at most, and what was found. */
const [folder, matrixFile] = process.argv.slice(2);
const started = process.cpuUsage();
const matrix = readMatrix(matrixFile);
const graph = readGraph(readAssembly(folder));
const personas = provePersonas(graph, matrix, folder);
const accounts = proveAccounts(graph, folder);
const { user, system } = process.cpuUsage(started);
console.log(JSON.stringify({
  seconds: (user + system) / 1e6,
  megabytes: process.resourceUsage().maxRSS / 1024,
  principals: graph.principals.length,
  edges: accounts.counts['edges between accounts'],
  findings: personas.findings.length + accounts.findings.length,
}));
