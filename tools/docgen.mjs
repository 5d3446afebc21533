// jsii-docgen's CLI looks for dependencies below the package only; here they are hoisted to the root.
import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import docgen from 'jsii-docgen';

const assembliesDir = fileURLToPath(new URL('../node_modules', import.meta.url));
const documentation = await docgen.Documentation.forProject(process.cwd(), { assembliesDir });
const markdown = await documentation.toMarkdown({ language: docgen.Language.TYPESCRIPT, allSubmodules: true });
await pipeline(markdown.stream(), createWriteStream('API.md'));
