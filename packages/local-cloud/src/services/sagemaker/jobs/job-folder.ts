import { mkdirSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';

const ML = '/opt/ml';

/**
 * The folder that stands for a container's `/opt/ml`
 * (https://docs.aws.amazon.com/sagemaker/latest/dg/your-algorithms-training-algo-running-container.html). Where the kernel does not let a process
 * have that path to itself, what it is told, arguments and variables, is rewritten to the folder.
 */
export class JobFolder {
  /** @param isMounted whether the process sees the folder as `/opt/ml` */
  constructor(readonly root: string, private readonly isMounted = false) {
    for (const name of ['input/config', 'output', 'model', 'tmp']) mkdirSync(this.at(`${ML}/${name}`), { recursive: true });
  }

  /** Where a path of the container lies. */
  at(containerPath: string): string {
    return containerPath === ML || containerPath.startsWith(`${ML}/`) ? path.join(this.root, containerPath.slice(ML.length)) : containerPath;
  }

  /** What a process that is to see the folder is started with. */
  get mounts(): { readonly optMl: string } | undefined {
    return this.isMounted ? { optMl: this.root } : undefined;
  }

  /** What the process is told instead of a text: every mention of `/opt/ml` is turned into the folder, unless it sees that path itself. */
  rewrite(text: string): string {
    return this.isMounted ? text : text.replace(/\/opt\/ml(?=\/|$|[\s:;,"'])/g, this.root);
  }

  config(name: string, content: unknown): void {
    writeFileSync(this.at(`${ML}/input/config/${name}`), JSON.stringify(content));
  }
}
