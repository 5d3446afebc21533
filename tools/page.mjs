// Pages in a real browser: the model's passport, which a walk left or a fixed one where there is none, and the reports of the proofs.
import { runTool } from './run-tool.mjs';

runTool('page/main.ts');
