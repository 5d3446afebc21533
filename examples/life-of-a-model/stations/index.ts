import type { Life } from '../life';
import type { Station } from '../station';
import { accounts } from './accounts';
import { brokenSchema } from './broken-schema';
import { build } from './build';
import { change } from './change';
import { dataset } from './dataset';
import { failingTest } from './failing-test';
import { ownRepository } from './own-repository';
import { predictions } from './predictions';
import { project } from './project';
import { approval, preProd, prod } from './promotion';
import { refused } from './refused';

/** The way of a model, in order. */
export const STATIONS: readonly Station[] = [
  accounts, dataset, project, change, build, refused, failingTest, approval, preProd, prod, predictions, brokenSchema,
];

/** The stations of a walk: whoever brings a repository of their own pushes it where the seed is changed otherwise. */
export const stationsOf = ({ own }: Pick<Life, 'own'>): readonly Station[] => STATIONS.map((station) => (own && station === change ? ownRepository : station));
