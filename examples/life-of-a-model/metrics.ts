import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import type { DescribeModelPackageCommandOutput } from '@aws-sdk/client-sagemaker';
import type { Person } from './people/person';

/** What the report of a version's quality says, and where it lies. */
export interface Metrics {
  readonly uri: string;
  readonly values: Readonly<Record<string, number>>;
}

/** Reads the report that the registry names. */
export async function metricsOf(person: Person, { ModelMetrics }: DescribeModelPackageCommandOutput): Promise<Metrics> {
  const uri = ModelMetrics?.ModelQuality?.Statistics?.S3Uri ?? '';
  const { hostname: Bucket, pathname } = new URL(uri);
  const { Body } = await person.use(S3Client).send(new GetObjectCommand({ Bucket, Key: pathname.slice(1) }));
  return { uri, values: flatNumbers(JSON.parse((await Body?.transformToString()) ?? '{}')) };
}

/** `{binary_classification_metrics: {auc: {value: 0.76}}}` to `{auc: 0.76}`. */
function flatNumbers(report: Record<string, unknown>): Record<string, number> {
  const entries = Object.entries(report).flatMap(([key, value]): [string, number][] => {
    // a confusion matrix has numbers for names
    if (/^\d+$/.test(key)) return [];
    if (typeof value === 'number') return [[key, Math.round(value * 1000) / 1000]];
    if (typeof value !== 'object' || value === null) return [];
    if ('value' in value && typeof value.value === 'number') return [[key, Math.round(value.value * 1000) / 1000]];
    return Object.entries(flatNumbers(value as Record<string, unknown>));
  });
  return Object.fromEntries(entries);
}
