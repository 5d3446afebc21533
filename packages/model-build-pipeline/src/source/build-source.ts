/**
 * Where the code of a build comes from.
 * @example
 * BuildSource.codeCommit('credit-build', 'main');
 */
export class BuildSource {
  /**
   * A branch of a CodeCommit repository; a push to it starts the pipeline.
   * @param repositoryName the repository, at most 100 characters
   * @param branchName the branch
   */
  static codeCommit(repositoryName: string, branchName: string): BuildSource {
    return new BuildSource(repositoryName, branchName);
  }

  private constructor(
    /** The repository. */
    readonly repositoryName: string,
    /** The branch that is built. */
    readonly branchName: string,
  ) {}
}
