// Makes every artifact of a release and tries each alone: node tools/release.mjs; `plan`: which versions would come; `versions`: docs/versions.md
import { runTool } from './run-tool.mjs';

runTool('release/main.ts');
