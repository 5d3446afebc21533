const FETCH = 'import boto3, os; boto3.client("s3").download_file(os.environ["CONTRACT_BUCKET"], os.environ["CONTRACT_KEY"], "../repository-contract.zip")';

/**
 * Fetches the checker, beside the source so that it is no part of it, and runs it. It stands in the template: a repository cannot change it. Python runs isolated: a
 * `boto3.py` of the repository would else be imported in place of the library (https://docs.python.org/3/using/cmdline.html#cmdoption-I).
 */
export function contractBuildSpec(): string {
  return JSON.stringify({ version: '0.2', phases: { build: { commands: [`python3 -I -c '${FETCH}'`, 'python3 -I ../repository-contract.zip check . --kind build'] } } });
}
