import type { ActionExecution, Execution, Stage } from './pipeline';

/** How an execution goes on that ran when the cloud ended. */
export interface Resumption {
  /** What was at work in the stage, and is not any more. */
  readonly cutOff: readonly ActionExecution[];
  /** What is left to do: of the stage that it stood in, the actions that have not succeeded. An approval among them waits again. */
  readonly stages: readonly Stage[];
  /** Whether it stood in a stage, and not in front of one. */
  readonly isInside: boolean;
}

/** Whether an action waits for somebody's answer: nothing of it was lost. */
export const waitsForAnswer = ({ status, token }: ActionExecution): boolean => status === 'InProgress' && token !== undefined;

export function resumptionOf({ actions, structure: { stages } }: Execution): Resumption {
  const name = actions.at(-1)?.stage;
  const index = stages.findIndex((stage) => stage.name === name);
  if (index < 0) return { cutOff: [], stages, isInside: false };
  // an action may have been tried more than once
  const newest = new Map(actions.filter(({ stage }) => stage === name).map((record) => [record.action.name, record]));
  const left = stages[index].actions.filter((action) => newest.get(action.name)?.status !== 'Succeeded');
  const later = stages.slice(index + 1);
  return {
    cutOff: [...newest.values()].filter((record) => record.status !== 'Succeeded' && !waitsForAnswer(record)),
    stages: left.length > 0 ? [{ ...stages[index], actions: left }, ...later] : later,
    isInside: left.length > 0,
  };
}
