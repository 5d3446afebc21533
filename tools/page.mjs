// The model's passport in a real browser: the page that a walk left, or a fixed one where there is none.
import { runTool } from './run-tool.mjs';

runTool('page/main.ts');
