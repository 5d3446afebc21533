// eslint with the rules of this house, and a look at the Python files; fails on warnings.
import { runTool } from './run-tool.mjs';

runTool('linting/main.ts');
