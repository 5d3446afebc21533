/** Props of a test suite. */
export interface TestSuiteProps {
  /**
   * The stage's name.
   * @default 'Test'
   */
  readonly name?: string;
  /**
   * Folders of the deployment repository that pytest runs, in order.
   * @default ['tests/integration_test', 'tests/stress_test', 'tests/other_test']
   */
  readonly folders?: string[];
}

/**
 * Tests of the deployment repository against the endpoint that was deployed; one that fails ends the promotion.
 * @example
 * new TestSuite();
 */
export class TestSuite {
  /** The stage's name. */
  readonly name: string;
  /** Folders that pytest runs. */
  readonly folders: string[];

  constructor(props: TestSuiteProps = {}) {
    this.name = props.name ?? 'Test';
    this.folders = props.folders ?? ['tests/integration_test', 'tests/stress_test', 'tests/other_test'];
  }
}
