export { ConstructLibrary } from './construct-library';
export { ExampleApp } from './example-app';
export { Monorepo } from './monorepo';
export { NodeTool } from './node-tool';
export { PinnedRequirement } from './pinned-requirement';
export { PythonTool } from './python-tool';
