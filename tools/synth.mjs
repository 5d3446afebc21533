// Synthesizes the examples into examples/<name>/cdk.out: node tools/synth.mjs [example …]
import { runTool } from './run-tool.mjs';

runTool('synthesis/main.ts');
