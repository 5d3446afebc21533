import { mkdirSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';

const ML = '/opt/ml';

/**
 * The folder that stands for a container's `/opt/ml`
 * (https://docs.aws.amazon.com/sagemaker/latest/dg/your-algorithms-training-algo-running-container.html). A process of this machine cannot have
 * that path to itself: what a job is told, arguments and variables, is rewritten to the folder.
 */
export class JobFolder {
  constructor(readonly root: string) {
    for (const name of ['input/config', 'output', 'model', 'tmp']) mkdirSync(this.at(`${ML}/${name}`), { recursive: true });
  }

  /** Where a path of the container lies. */
  at(containerPath: string): string {
    return containerPath === ML || containerPath.startsWith(`${ML}/`) ? path.join(this.root, containerPath.slice(ML.length)) : containerPath;
  }

  /** A text with every mention of `/opt/ml` turned into the folder. */
  rewrite(text: string): string {
    return text.replace(/\/opt\/ml(?=\/|$|[\s:;,"'])/g, this.root);
  }

  config(name: string, content: unknown): void {
    writeFileSync(this.at(`${ML}/input/config/${name}`), JSON.stringify(content));
  }
}
