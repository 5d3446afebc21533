// What policy-evaluation decides beside what another evaluator does: node tools/differential.mjs [--cases 20000] [--seed 1].
import { runTool } from './run-tool.mjs';

runTool('differential/main.ts');
