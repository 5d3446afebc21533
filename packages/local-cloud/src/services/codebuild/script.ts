import { PHASES, type BuildSpec, type Phase, type PhaseName } from './buildspec';

/**
 * The shell script of a build. In version 0.2 all commands run in one shell, so that what one exports the next one sees. Each phase writes its
 * outcome into a file: `<phase> <SUCCEEDED | FAILED> <seconds> <command that failed>`.
 */
export function buildScript(spec: BuildSpec, files: { readonly outcomes: string; readonly exported: string }): string {
  const steps = PHASES.flatMap((name) => stepsOf(name, spec.phases[name]));
  return [
    `_cb_kinds=(${steps.map(({ kind }) => kind).join(' ')})`,
    `_cb_texts=(${steps.map(({ text }) => quote(text)).join(' ')})`,
    `_cb_outcomes=${quote(files.outcomes)} _cb_exported=${quote(files.exported)} _cb_names=${quote((spec.env?.['exported-variables'] ?? []).join(' '))}`,
    RUN,
  ].join('\n');
}

const quote = (text: string) => `'${text.replace(/'/g, '\'\\\'\'')}'`;

interface Step {
  readonly kind: 'enter' | 'command' | 'finally' | 'leave' | 'leave_or_stop';
  readonly text: string;
}

function stepsOf(name: PhaseName, phase: Phase | undefined): Step[] {
  if (!phase) return [];
  const of = (kind: Step['kind']) => (text: string): Step => ({ kind, text });
  return [
    of('enter')(name.toUpperCase()),
    ...(phase.commands ?? []).map(of('command')),
    ...(phase.finally ?? []).map(of('finally')),
    of(stops(name, phase) ? 'leave_or_stop' : 'leave')(name),
  ];
}

/**
 * Which phases follow a failed one: after INSTALL and PRE_BUILD none, after BUILD still POST_BUILD
 * (https://docs.aws.amazon.com/codebuild/latest/userguide/view-build-details-phases.html); `on-failure: CONTINUE` goes on in any case.
 */
function stops(name: PhaseName, { 'on-failure': onFailure }: Phase): boolean {
  return onFailure !== 'CONTINUE' && (name === 'install' || name === 'pre_build' || onFailure === 'ABORT');
}

/**
 * A command that exits ends itself alone: the shell that it ends goes on in a child, which has all of its variables. A signal ends everything,
 * without the phases that follow. Functions would make what a command declares local to them, so the commands run outside of any.
 */
const LOOP = [
  'while [ $_cb_at -lt ${#_cb_kinds[@]} ]; do',
  '  _cb_text="${_cb_texts[_cb_at]}"',
  '  case "${_cb_kinds[_cb_at]}" in',
  '    enter) _cb_enter "$_cb_text" ;;',
  '    leave) _cb_leave "$_cb_text" ;;',
  '    leave_or_stop) _cb_leave "$_cb_text"; if [ -n "$_cb_failure" ]; then break; fi ;;',
  '    "$_cb_skip") ;;',
  '    *) echo "[Container] Running command $_cb_text"; eval "$_cb_text"; _cb_ended $? ;;',
  '  esac',
  '  _cb_at=$((_cb_at + 1))',
  'done',
  'trap - EXIT',
  'for _cb_name in $_cb_names; do printf "%s=%s\\n" "$_cb_name" "${!_cb_name}" >> "$_cb_exported"; done',
  'exit $_cb_broken',
].join('\n');

const RUN = [
  '_cb_at=0 _cb_skip= _cb_failure= _cb_broken=0 _cb_start=0',
  'export CODEBUILD_BUILD_SUCCEEDING=1',
  '_cb_ended() {',
  '  if [ "$1" -eq 0 ]; then return; fi',
  '  echo "[Container] Command did not execute successfully $_cb_text exit status $1"',
  '  _cb_skip="${_cb_kinds[_cb_at]}" _cb_broken=1 CODEBUILD_BUILD_SUCCEEDING=0',
  '  _cb_failure="${_cb_failure:-Error while executing command: $(echo "$_cb_text" | head -n 1). Reason: exit status $1}"',
  '}',
  '_cb_enter() {',
  '  echo "[Container] Entering phase $1"',
  '  _cb_start=$SECONDS _cb_skip= _cb_failure=',
  '}',
  '_cb_leave() {',
  '  echo "$1 $([ -z "$_cb_failure" ] && echo SUCCEEDED || echo FAILED) $((SECONDS - _cb_start)) $_cb_failure" >> "$_cb_outcomes"',
  '}',
  '_cb_traps() {',
  "  trap '_cb_ended $?; _cb_at=$((_cb_at + 1)); (_cb_traps; eval \"$_cb_loop\"); exit' EXIT",
  "  trap 'trap - EXIT TERM; kill -TERM $BASHPID' TERM",
  '}',
  `_cb_loop=${quote(LOOP)}`,
  '_cb_traps',
  'eval "$_cb_loop"',
  '',
].join('\n');
