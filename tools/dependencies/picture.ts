/** Who may import whom: the one direction of dependency (docs/architecture.md). */
export interface Edges {
  /** In code that is shipped. */
  readonly shipped: readonly string[];
  /** In tests and integration tests, besides. */
  readonly tests: readonly string[];
}

const TOOLS = ['policy-evaluation', 'assurance', 'local-cloud', 'test-kit'];
const CONSTRUCTS = ['secure-network', 'ml-accounts', 'model-build-pipeline', 'model-deploy-pipeline', 'data-lake-bridge'];

const alone: Edges = { shipped: [], tests: TOOLS };
const composing: Edges = { shipped: [...CONSTRUCTS, 'project-template', 'policy-evaluation', 'assurance', 'local-cloud'], tests: TOOLS };

/** By the name of the package; `examples/*` and `tools` stand for the folders. */
export const PICTURE: Readonly<Record<string, Edges>> = {
  ...Object.fromEntries(CONSTRUCTS.map((name) => [name, alone])),
  'project-template': { shipped: ['model-build-pipeline', 'model-deploy-pipeline'], tests: TOOLS },
  'policy-evaluation': { shipped: [], tests: ['test-kit'] },
  'assurance': { shipped: ['policy-evaluation'], tests: TOOLS },
  'local-cloud': { shipped: ['policy-evaluation'], tests: TOOLS },
  'repository-contract': { shipped: [], tests: [] },
  // tests only import it, so what it imports is a test's
  'test-kit': { shipped: ['policy-evaluation', 'assurance', 'local-cloud'], tests: [] },
  'examples/*': composing,
  // they walk the examples and try what these leave, draw and measure networks, and read what constructs accept; projenrc says which versions there are
  'tools': { shipped: ['policy-evaluation', 'assurance', 'local-cloud', 'test-kit', 'secure-network', 'examples/*', 'projenrc'], tests: [...TOOLS, ...CONSTRUCTS] },
  'internal': { shipped: [], tests: ['test-kit'] },
  'projenrc': { shipped: [], tests: [] },
};
