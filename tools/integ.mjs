// Integration tests: node tools/integ.mjs local [file …] on the local cloud, `aws` in the account of the current credentials.
import { runTool } from './run-tool.mjs';

runTool('integration/main.ts');
