// Interrupts `npm start` at its stations, and starts it twice: node tools/interrupts.mjs [--signal SIGTERM] [two] [station number …]
import { runTool } from './run-tool.mjs';

runTool('interrupts/main.ts');
