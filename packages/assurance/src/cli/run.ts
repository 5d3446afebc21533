import { AssemblyError } from '../assembly/assembly-error';
import { readAssembly } from '../assembly/read-assembly';
import { DiagramError } from '../diagram/diagram-error';
import { drawNetwork } from '../diagram/draw-network';
import { writePicture } from '../diagram/write-picture';
import { costAsText } from '../estimate/as-text';
import { estimateCost } from '../estimate/estimate-cost';
import { EstimateError } from '../estimate/estimate-error';
import { choiceAsText } from '../estimate/network/as-text';
import { chooseNetwork } from '../estimate/network/choose-network';
import { readPrices } from '../estimate/read-prices';
import { readUse } from '../estimate/read-use';
import { asText } from '../inventory/as-text';
import { above, inventory } from '../inventory/inventory';
import { ProveError } from '../prove/prove-error';
import { type CostArguments, type DiagramArguments, type InventoryArguments, type NetworkCostArguments, readArguments, USAGE } from './arguments';
import { UsageError } from './options';
import { runProof } from './run-proof';

export interface Output {
  out(text: string): void;
  err(text: string): void;
}

/** @returns the exit code: 0 all is well, 1 something was found, 2 it could not be looked at */
export function run(args: readonly string[], output: Output): number {
  if (args[0] === 'help' || args.some((argument) => ['--help', '-h'].includes(argument))) {
    output.out(USAGE);
    return 0;
  }
  try {
    const asked = readArguments(args);
    if (asked.command === 'inventory') return runInventory(asked, output);
    if (asked.command === 'estimate network') return runNetworkCost(asked, output);
    if (asked.command === 'diagram') return runDiagram(asked, output);
    return asked.command === 'estimate cost' ? runCost(asked, output) : runProof(asked, output);
  } catch (error) {
    if (!(error instanceof AssemblyError || error instanceof UsageError || error instanceof EstimateError || error instanceof ProveError || error instanceof DiagramError)) throw error;
    output.err(error instanceof UsageError ? `${error.message}\n\n${USAGE}` : error.message);
    return 2;
  }
}

function runInventory({ folder, json, failAbove }: InventoryArguments, { out, err }: Output): number {
  const found = inventory(readAssembly(folder));
  out(json ? JSON.stringify(found, null, 2) : asText(found));
  const excess = failAbove === undefined ? [] : above(failAbove, found);
  for (const line of excess) err(line);
  return excess.length > 0 ? 1 : 0;
}

/** A comparison in which a price is missing is none: exit code 1. */
function runNetworkCost({ size, json, prices, region }: NetworkCostArguments, { out }: Output): number {
  const choice = chooseNetwork(size, { prices: prices === undefined ? undefined : readPrices(prices), region });
  out(json ? JSON.stringify(choice, null, 2) : choiceAsText(choice));
  return [...choice.ways, ...choice.waysOut].some(({ missing }) => missing.length > 0) ? 1 : 0;
}

function runDiagram({ folder, output, account, region }: DiagramArguments, { out }: Output): number {
  const svg = drawNetwork(readAssembly(folder), { account, region });
  out(output === undefined ? svg.trimEnd() : writePicture(output, svg));
  return 0;
}

function runCost({ folder, json, prices, usage, region }: CostArguments, { out }: Output): number {
  const estimate = estimateCost(readAssembly(folder), {
    prices: prices === undefined ? undefined : readPrices(prices),
    usage: usage === undefined ? undefined : readUse(usage),
    region,
  });
  out(json ? JSON.stringify(estimate, null, 2) : costAsText(estimate));
  return 0;
}
