import type { Problem } from './validation-error';

/** The most targets that a rule has: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html */
const MOST_TARGETS = 5;

/** Everything that is wrong with detective controls. */
export function detectiveControlsProblems(targets: readonly unknown[], controls: readonly string[]): (Problem | undefined)[] {
  return [
    targets.length === 0 ? { prop: 'targets', value: [], rule: 'somebody hears of what is found', remedy: 'Name a topic, a queue, a function or a bus' } : undefined,
    targets.length > MOST_TARGETS
      ? { prop: 'targets', value: `${targets.length} targets`, rule: `a rule of EventBridge has at most ${MOST_TARGETS} targets`, remedy: 'Name a topic that the others subscribe to' } : undefined,
    controls.length === 0 ? { prop: 'controls', value: [], rule: 'something is looked for', remedy: 'Name a control, or leave it out for the default ones' } : undefined,
    ...controls.flatMap((name, at) => (controls.indexOf(name) < at ? [{ prop: `controls[${at}]`, value: name, rule: 'a control is named once', remedy: 'Leave one of them out' }] : [])),
  ];
}
