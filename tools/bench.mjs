// Measures, and asserts nothing about time: node tools/bench.mjs [--cold] [--minutes N] [part …]
import { runTool } from './run-tool.mjs';

runTool('bench/main.ts');
