import type { Call } from '../people/calls';
import type { Build } from './facts/build';
import type { Decision } from './facts/decision';
import type { Account, Project, Tool, Treatments } from './facts/foundation';
import type { Cost } from './facts/cost';
import type { Commit, StoredObject } from './facts/origin';
import type { Refusal } from './facts/refusal';
import type { Predictions, Serving } from './facts/serving';
import type { Training, Version } from './facts/training';

/**
 * What a walk found. `tools` were asked of programs and packages, `treatments` of the local cloud's table, `cost` is an estimate from list prices; the other parts
 * were read through public AWS APIs by somebody who may. Times are ISO 8601, in UTC.
 */
export interface Parts {
  readonly accounts: readonly Account[];
  readonly tools: readonly Tool[];
  readonly treatments: Treatments;
  readonly dataset: StoredObject;
  readonly project: Project;
  readonly commit: Commit;
  readonly build: Build;
  /** The copy of the dataset under the build's id. */
  readonly snapshot: StoredObject;
  readonly training: Training;
  readonly version: Version;
  readonly versionDecision: Decision;
  readonly preProdDecision: Decision;
  readonly prodDecision: Decision;
  readonly preProd: Serving;
  readonly prod: Serving;
  readonly predictions: Predictions;
  readonly selfApproval: Refusal;
  readonly selfRegistration: Refusal;
  readonly failingTest: Refusal;
  readonly brokenSchema: Refusal;
  readonly cost: Cost;
}

export type PartName = keyof Parts;

/** A stop of the walk. One that has not ended has neither seconds nor an outcome. */
export interface Stop {
  readonly title: string;
  readonly outcome?: 'done' | 'failed';
  readonly seconds?: number;
}

/** How the walk went. */
export interface Walk {
  readonly team: string;
  readonly region: string;
  /** The file's name. */
  readonly topology: string;
  readonly started: string;
  readonly ended?: string;
  readonly status: 'under way' | 'complete' | 'interrupted' | 'failed';
  /** Why it ended before its time, and the log lines that explain it. */
  readonly message?: string;
  readonly evidence?: readonly string[];
  readonly stops: readonly Stop[];
}

/** The passport of a model: what is known of it after a walk, be it complete or not. */
export interface Passport {
  readonly walk: Walk;
  readonly parts: Partial<Parts>;
  /** Why a part could not be read. A part that is in neither was never reached. */
  readonly missing: Partial<Record<PartName, string>>;
  /** The calls that a part was read with. */
  readonly calls: Partial<Record<PartName, readonly Call[]>>;
}
