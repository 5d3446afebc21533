import { PHASES, type BuildSpec, type Phase, type PhaseName } from './buildspec';

/**
 * The shell script of a build. In version 0.2 all commands run in one shell, so that what one exports the next one sees. Each phase writes its
 * outcome into a file: `<phase> <SUCCEEDED | FAILED> <seconds> <command that failed>`.
 */
export function buildScript(spec: BuildSpec, files: { readonly outcomes: string; readonly exported: string }): string {
  const phases = PHASES.filter((name) => spec.phases[name]);
  return [
    'run() {',
    '  echo "[Container] Running command $1"',
    '  eval "$1"',
    '  local status=$?',
    '  if [ $status -ne 0 ]; then echo "[Container] Command did not execute successfully $1 exit status $status"; failed="$1"; failed_status=$status; fi',
    '  return $status',
    '}',
    ...phases.map((name) => phaseFunction(name, spec.phases[name] ?? {}, files.outcomes)),
    ...phases.map((name) => call(name, spec.phases[name] ?? {})),
    `for name in ${(spec.env?.['exported-variables'] ?? []).join(' ')}; do printf '%s=%s\\n' "$name" "\${!name}" >> ${quote(files.exported)}; done`,
    '[ -z "$broken" ]',
    '',
  ].join('\n');
}

function phaseFunction(name: PhaseName, phase: Phase, outcomes: string): string {
  const lists = [phase.commands ?? [], phase.finally ?? []].map((commands) => commands.map((command) => `run ${quote(command)}`).join(' && \\\n    ') || 'true');
  return [
    `phase_${name}() {`,
    `  echo "[Container] Entering phase ${name.toUpperCase()}"`,
    '  local start=$SECONDS status=0; failed=""',
    `  { ${lists[0]}; } || status=$?`,
    `  { ${lists[1]}; } || status=$?`,
    `  if [ $status -eq 0 ]; then printf '%s SUCCEEDED %s\\n' ${name} $((SECONDS - start)) >> ${quote(outcomes)}`,
    `  else printf '%s FAILED %s Error while executing command: %s. Reason: exit status %s\\n' ${name} $((SECONDS - start)) "$(printf '%s' "$failed" | head -n 1)" "$failed_status" >> ${quote(outcomes)}; fi`,
    '  return $status',
    '}',
  ].join('\n');
}

/**
 * Which phases follow a failed one: after INSTALL and PRE_BUILD none, after BUILD still POST_BUILD
 * (https://docs.aws.amazon.com/codebuild/latest/userguide/view-build-details-phases.html); `on-failure: CONTINUE` goes on in any case.
 */
function call(name: PhaseName, phase: Phase): string {
  const goesOn = phase['on-failure'] === 'CONTINUE';
  const stops = (name === 'install' || name === 'pre_build' || phase['on-failure'] === 'ABORT') && !goesOn;
  return `if [ -z "$stopped" ]; then phase_${name} || { broken=1; ${stops ? 'stopped=1;' : ''} }; fi`;
}

const quote = (text: string) => `'${text.replace(/'/g, '\'\\\'\'')}'`;
