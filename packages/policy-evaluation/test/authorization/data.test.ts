import { KNOWN_SERVICES } from '../../src';
import { serviceData } from '../../src/authorization/data';
import { WAYS } from '../../src/authorization/ways';

test('services have botocore\'s names', () => {
  expect(KNOWN_SERVICES).toEqual(expect.arrayContaining(['codepipeline', 's3', 'sagemaker', 'sagemaker-runtime', 'servicecatalog', 'stepfunctions', 'sts']));
});

test('a service\'s rows are put in order once', () => {
  expect(serviceData('s3')).toBe(serviceData('s3'));
});

describe.each(KNOWN_SERVICES)('%s', (service) => {
  const data = serviceData(service);
  const rows = [...data.operations.values()].flat();

  test('every operation has an action of its own, and roles are passed after it', () => {
    for (const own of data.operations.values()) expect(own[0].roles).toBeUndefined();
  });

  test('templates are in ways that there are', () => {
    const places = [...rows.flatMap(({ on = [], may = [], given = [], roles = [] }) => [...on, ...may, ...given, ...roles]), ...data.keys.flatMap(({ from }) => from)];
    const ways = places.flatMap((place) => [...place.matchAll(/[^{]\{([a-z]+)\}/g)].map(([, way]) => way)).filter((way) => !['account', 'partition', 'region', 'keys', 'json'].includes(way));
    expect(ways.filter((way) => !Object.hasOwn(WAYS, way) && !rows.some(({ on = [] }) => on.some((text) => text.includes(`/{${way}}`) || text.includes(`:{${way}}`))))).toEqual([]);
  });

  test('resources have no placeholder of AWS\'s left', () => {
    expect(rows.flatMap(({ on = [], may = [] }) => [...on, ...may]).filter((template) => template.includes('$'))).toEqual([]);
  });
});
