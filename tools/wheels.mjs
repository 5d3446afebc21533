// Python wheels into dist/python: node tools/wheels.mjs [package …]. Only what changed since the last time is built.
import { runTool } from './run-tool.mjs';

runTool('building/wheels-main.ts');
