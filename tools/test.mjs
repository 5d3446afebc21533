// Every test of the repository; the last line is the sum.
import { runTool } from './run-tool.mjs';

runTool('testing/main.ts');
