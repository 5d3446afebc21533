import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import { InvokeEndpointCommand, SageMakerRuntimeClient } from '@aws-sdk/client-sagemaker-runtime';
import type { Life } from '../life';
import { Person } from '../people/person';
import { Deviation, type Station } from '../station';

const TARGET = 'default';
const ROWS = 10;

/** Ten clients, what the endpoint in prod says of them, and the truth. */
export const predictions: Station = {
  title: 'Prod predicts for ten rows',
  async visit(life) {
    const rows = tenRows(life.repository);
    const answers = await predict(life, rows.map((row) => without(row, TARGET)));
    if (answers.length !== rows.length) throw new Deviation(`${answers.length} predictions for ${rows.length} rows`, [JSON.stringify(answers)]);
    life.view.say('client   probability of default   decision   truth');
    rows.forEach((row, index) => {
      const { probability, decision } = answers[index];
      life.view.say(`${row.client_id.padStart(6)}   ${probability.toFixed(3).padStart(22)}   ${String(decision).padStart(8)}   ${row[TARGET].padStart(5)}`);
    });
    if (new Set(answers.map(({ probability }) => probability)).size < 2) throw new Deviation('every client gets the same probability');
  },
};

interface Prediction {
  readonly probability: number;
  readonly decision: number | string | boolean;
}

/** Asks the endpoint in prod. */
export async function predict(life: Life, instances: Record<string, string | number>[]): Promise<Prediction[]> {
  const caller = Person.administrator(life.cloud, 'application', life.topology.accounts.prod);
  const response = await caller.use(SageMakerRuntimeClient).send(new InvokeEndpointCommand({
    EndpointName: life.project.endpoint, ContentType: 'application/json', Accept: 'application/json', Body: JSON.stringify({ instances }),
  }));
  const { predictions: answers } = JSON.parse(new TextDecoder().decode(response.Body));
  return answers;
}

/** Five clients who paid and five who did not, from the end of the file. */
export function tenRows(repository: string): Record<string, string>[] {
  const [header, ...lines] = readFileSync(path.join(repository, 'examples', 'life-of-a-model', 'data', 'credit-default', 'credit.csv'), 'utf8').trim().split('\n');
  const names = header.trim().split(',');
  const rows = lines.map((line) => Object.fromEntries(line.trim().split(',').map((value, index) => [names[index], value])));
  const last = (truth: string) => rows.filter((row) => row[TARGET] === truth).slice(-ROWS / 2);
  return [...last('0'), ...last('1')];
}

function without(row: Record<string, string>, column: string): Record<string, string | number> {
  return Object.fromEntries(Object.entries(row).filter(([name]) => name !== column).map(([name, value]) => [name, Number.isNaN(Number(value)) ? value : Number(value)]));
}
