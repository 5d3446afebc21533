// Compiles every package, generates API.md and compiles the examples of the documentation.
import { runTool } from './run-tool.mjs';

runTool('building/main.ts');
