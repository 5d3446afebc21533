import type { LocalCloud } from '@mlops-foundation/local-cloud';
import type { Dataset } from './dataset';
import type { OwnProject } from './own/own-project';
import type { WorkingCopy } from './people/git';
import type { Person } from './people/person';
import type { Recorder } from './passport/recorder';
import type { View } from './terminal/view';
import type { Timings } from './timings';
import type { Topology } from './topology';

/** A project as the lead created it. */
export interface Project {
  readonly name: string;
  readonly id: string;
  /** `<name>-<id>`: the stem of its repositories, pipelines and model group. */
  readonly stem: string;
  readonly buildRepository: string;
  readonly deployRepository: string;
  readonly buildPipeline: string;
  readonly deployPipeline: string;
  readonly modelGroup: string;
  readonly endpoint: string;
}

/** What the stations leave for those that follow. */
export interface Life {
  readonly view: View;
  readonly signal: AbortSignal;
  /** Who works when. */
  readonly timings: Timings;
  readonly topology: Topology;
  /** An assembly given instead of the one that the topology yields. */
  readonly assembly?: string;
  /** What the project trains on. */
  readonly dataset: Dataset;
  /** The user's own repositories, in place of the seeds. */
  readonly own?: OwnProject;
  /** The repository this example stands in. */
  readonly repository: string;
  /** A folder for working copies; it goes when the walk ends. */
  readonly folder: string;
  /** Takes down what the stations find. */
  readonly passport: Recorder;
  cloud: LocalCloud;
  people: People;
  project: Project;
  buildCopy: WorkingCopy;
  /** What the data scientist proposes, and the hyper-parameter that it changes, as it was and as it is. */
  change: { readonly branch: string; readonly title: string; readonly before?: string; readonly after?: string };
  /** The version on its way, by its ARN. */
  version: string;
  /** The execution of the deploy pipeline that carries it. */
  deployExecution: string;
}

/** Who acts, each in an account and a role. */
export interface People {
  /** The data scientist, in tooling. */
  readonly dana: Person;
  /** The lead data scientist, in tooling: decides about versions. */
  readonly leo: Person;
  /** Another lead data scientist, in tooling: answers the first gate. */
  readonly lena: Person;
  /** The product owner, in tooling: answers the gate before prod. */
  readonly pia: Person;
}
