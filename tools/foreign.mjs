// CDK apps of strangers on the local cloud, deployed, used and destroyed: node tools/foreign.mjs [app …].
import { runTool } from './run-tool.mjs';

runTool('foreign/main.ts');
