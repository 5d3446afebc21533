// Interrupts `npm start` at its stations: node tools/interrupts.mjs [--by SIGTERM] [station number …]
import { runTool } from './run-tool.mjs';

runTool('interrupts/main.ts');
