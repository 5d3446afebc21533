import type { Execution, SavedPipeline, Stage } from './pipeline';

type Entry = 'entered' | 'superseded' | 'stopped';

interface Lock {
  holder?: Execution;
  waiting: { readonly execution: Execution; readonly resolve: (entry: Entry) => void }[];
}

/**
 * A stage is one execution's at a time; of those that wait in front of it the newest stays, in mode QUEUED all
 * (https://docs.aws.amazon.com/codepipeline/latest/userguide/concepts-how-it-works.html).
 */
export class StageLocks {
  private readonly locks = new WeakMap<SavedPipeline, Map<string, Lock>>();

  async enter(execution: Execution, stage: Stage): Promise<Entry> {
    // told to stop between two stages, when it waited nowhere
    if (execution.isStopping) return 'stopped';
    const mode = execution.structure.executionMode ?? 'SUPERSEDED';
    if (mode === 'PARALLEL') return 'entered';
    const lock = this.lock(execution, stage);
    if (!lock.holder) {
      lock.holder = execution;
      return 'entered';
    }
    if (mode === 'SUPERSEDED') {
      if (lock.waiting.some((other) => other.execution.startTime > execution.startTime)) return 'superseded';
      for (const { resolve } of lock.waiting.splice(0)) resolve('superseded');
    }
    return new Promise((resolve) => lock.waiting.push({ execution, resolve }));
  }

  leave(execution: Execution, stage: Stage): void {
    const lock = this.lock(execution, stage);
    if (lock.holder !== execution) return;
    const next = lock.waiting.shift();
    lock.holder = next?.execution;
    next?.resolve('entered');
  }

  /** An execution that waits for a stage does so no longer. */
  giveUp(execution: Execution): void {
    for (const lock of this.locks.get(execution.pipeline)?.values() ?? []) {
      const mine = lock.waiting.filter((one) => one.execution === execution);
      lock.waiting = lock.waiting.filter((one) => one.execution !== execution);
      for (const { resolve } of mine) resolve('stopped');
    }
  }

  private lock({ pipeline }: Execution, { name }: Stage): Lock {
    const locks = this.locks.get(pipeline) ?? new Map<string, Lock>();
    this.locks.set(pipeline, locks);
    const lock = locks.get(name) ?? { waiting: [] };
    locks.set(name, lock);
    return lock;
  }
}
