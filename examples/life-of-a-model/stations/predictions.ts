import { InvokeEndpointCommand, SageMakerRuntimeClient } from '@aws-sdk/client-sagemaker-runtime';
import type { Row } from '../dataset';
import type { Life } from '../life';
import { recordDeployed } from '../passport/gather/deployed';
import type { Predictions } from '../passport/facts/serving';
import { once } from '../people/calls';
import { Person } from '../people/person';
import { Deviation, type Station } from '../station';

/** Five of each truth, from the end of the dataset. */
export const ROWS = 10;

/** Ten rows, what the endpoint in prod says of them, and the truth. */
export const predictions: Station = {
  title: 'Prod predicts for ten rows',
  async visit(life) {
    const { dataset: { target } } = life;
    const rows = life.dataset.lastRows(ROWS);
    const asked = once(() => predict(life, rows.map((row) => life.dataset.request(row))));
    const answers = await asked();
    if (answers.length !== rows.length) throw new Deviation(`${answers.length} predictions for ${rows.length} rows`, [JSON.stringify(answers)]);
    const [first] = Object.keys(rows[0]);
    const heading = `probability of ${target}`;
    life.view.say(`${first.padStart(9)}   ${heading}   decision   truth`);
    rows.forEach((row, index) => {
      const { probability, decision } = answers[index];
      life.view.say(`${row[first].padStart(9)}   ${probability.toFixed(3).padStart(heading.length)}   ${String(decision).padStart(8)}   ${row[target].padStart(5)}`);
    });
    life.passport.record('predictions', async () => predictionFacts(life, rows, await asked()));
    recordDeployed(life);
    if (new Set(answers.map(({ probability }) => probability)).size < 2) throw new Deviation('every row gets the same probability');
  },
};

interface Prediction {
  readonly probability: number;
  readonly decision: number | string | boolean;
}

function predictionFacts({ dataset: { target }, project: { endpoint }, topology }: Life, rows: readonly Row[], answers: readonly Prediction[]): Predictions {
  const [first] = Object.keys(rows[0]);
  return {
    endpoint, account: topology.accounts.prod,
    rows: rows.map((row, index) => ({ id: row[first], probability: answers[index].probability, decision: String(answers[index].decision), truth: row[target] })),
  };
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
