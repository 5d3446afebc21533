import { existsSync, readdirSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import type { IConstruct } from 'constructs';
import { ROOT } from '../root';

/** Whose code made a construct, and what that construct is called there. */
export interface Owner {
  readonly package: string;
  readonly at: string;
}

/** Knows the classes of the packages by the modules that are loaded. */
export class Owners {
  private readonly classes = new Map<unknown, string>();
  private readonly texts: readonly (readonly [string, string])[];

  constructor(modules: readonly (NodeJS.Module | undefined)[]) {
    for (const module of modules) {
      const [, name] = /[\\/]packages[\\/]([^\\/]+)[\\/]src[\\/]/.exec(module?.filename ?? '') ?? [];
      if (name) for (const value of Object.values(module?.exports ?? {})) if (typeof value === 'function') this.classes.set(value, name);
    }
    this.texts = readdirSync(path.join(ROOT, 'packages')).sort().map((name) => [name, textOf(path.join(ROOT, 'packages', name, 'src'))] as const);
  }

  /** By the construct's own class or that of the nearest above it; where none is a package's, as with functions that the CDK shares in a stack, by the code that has the reason. */
  of(construct: IConstruct, reason: string): Owner {
    const above = [...construct.node.scopes].reverse();
    const name = above.map((one) => this.classes.get(one.constructor)).find(Boolean);
    if (name) {
      // the outermost of those that follow one upon another in that package
      const own = above.filter((one) => this.classes.get(one.constructor) === name).at(-1)!;
      return { package: name, at: [own.constructor.name, ...construct.node.path.slice(own.node.path.length).split('/').filter(Boolean)].join('/') };
    }
    const told = this.texts.find(([, text]) => text.includes(reason))?.[0];
    if (!told) throw new Error(`${construct.node.path}: no package gives the reason: ${reason}`);
    return { package: told, at: construct.node.id };
  }
}

function textOf(folder: string): string {
  if (!existsSync(folder)) return '';
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
  return files.map((file) => readFileSync(path.join(folder, file), 'utf8').replace(/\\'/g, '\'')).join('\n');
}
