// Writes what policy-evaluation knows of requests to AWS: node tools/authorization.mjs [models <data folder of botocore>].
import { runTool } from './run-tool.mjs';

runTool('authorization/main.ts');
