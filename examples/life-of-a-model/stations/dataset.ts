import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { Person } from '../people/person';
import { datasetFacts } from '../passport/gather/origin';
import type { Station } from '../station';

export const PREFIX = 'curated/credit-default/';

/** The data lake publishes the dataset that the use case trains on. */
export const dataset: Station = {
  title: 'The data lake publishes a dataset',
  async visit(life) {
    const { cloud, dataset: { content, name, size }, topology, view } = life;
    const lake = Person.administrator(cloud, 'data platform', topology.accounts['data-lake']);
    const { Parameter } = await lake.use(SSMClient).send(new GetParameterCommand({ Name: `/mlops/${topology.team}/data-bucket` }));
    const uri = `s3://${Parameter?.Value}/${PREFIX}${name}`;
    await lake.use(S3Client).send(new PutObjectCommand({ Bucket: Parameter?.Value, Key: `${PREFIX}${name}`, Body: content }));
    view.say(`${uri}: ${size} rows, ${(Buffer.byteLength(content) / 1000).toFixed(0)} kB`);
    life.passport.record('dataset', () => datasetFacts(life, uri));
  },
};
