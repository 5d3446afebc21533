/** Runs the tests of the deployment repository. It stands in the template: a repository cannot leave a folder out. */
export function testBuildSpec(folders: readonly string[]): string {
  return JSON.stringify({
    version: '0.2',
    phases: { install: { commands: ['pip install --quiet --requirement requirements.txt'] }, build: { commands: folders.map((folder) => `python -m pytest ${folder}`) } },
  });
}
