import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { run } from '../child';
import { onInterrupt } from '../interrupt';
import type { Life } from '../life';
import { visitAll } from '../station';
import { PlainView } from '../terminal/view';

// A walk of one station, whose work takes longer than anybody waits: see interrupt.test.ts.
const [folder, stubborn] = process.argv.slice(2);
const { signal } = onInterrupt();
const view = new PlainView(process.stdout);
const station = {
  title: 'A station',
  async visit() {
    view.doing('it works');
    await run('bash', ['-c', 'sleep 120 & echo $! > inner; echo $$ > outer; wait'], { cwd: folder, signal });
  },
};

mkdirSync(folder, { recursive: true });
visitAll([station], { view, signal } as unknown as Life, view).catch(() => undefined).finally(() => {
  // what a walk that takes long to tidy up does
  if (stubborn) setTimeout(() => undefined, 120_000);
  else {
    writeFileSync(path.join(folder, 'tidied'), String(existsSync(path.join(folder, 'outer'))));
    process.exit(signal.aborted ? 130 : 1);
  }
});
