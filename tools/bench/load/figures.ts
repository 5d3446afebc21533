import { type Figure, table } from '../figure';
import type { BenchOptions } from '../options';
import { Peaks } from '../processes';
import { accountFigures } from './accounts';
import { CloudProcess } from './cloud-process';
import { endpointFigures, serving } from './endpoint';
import { executionFigures, Pipelines } from './executions';
import { growthFigures } from './growth';

/** One local cloud under load of four kinds, one after the other. */
export async function loadFigures({ minutes }: BenchOptions): Promise<Figure[]> {
  const cloud = await CloudProcess.start();
  const figures: Figure[] = [];
  const add = async (measure: () => Promise<Figure[]>) => {
    cloud.peaks = new Peaks();
    const measured = await measure();
    // told at once: what comes after may take an hour, and may fail
    console.log(`${table(measured)}\n`);
    figures.push(...measured);
  };
  try {
    const pipelines = await Pipelines.in(cloud);
    await add(() => executionFigures(cloud, pipelines));
    const url = await serving(cloud);
    await add(() => endpointFigures(url));
    await add(() => growthFigures(cloud, pipelines, url, minutes));
    await add(() => accountFigures(cloud));
  } finally {
    await cloud.stop();
  }
  return figures;
}
