import { storedHandler } from '../../src/provider/stored-handler';
import type { ResourceContext } from '../../src/services/service';

const context: ResourceContext = {
  account: '111111111111', region: 'eu-west-1', partition: 'aws', principal: { arn: 'arn:aws:iam::111111111111:root', account: '111111111111', type: 'root' }, requestId: 'r', conditions: {}, stackId: 's', logicalId: 'l',
};

test.each([
  ['AWS::Route53Profiles::Profile', /^rp-[0-9a-f]{17}$/], ['AWS::CodeArtifact::Domain', /^domain-[0-9a-f]{8}$/],
])('%s has an id in its form', async (type, form) => {
  const ids = await Promise.all([1, 2].map(async () => (await storedHandler(type).create({}, context)).physicalId));
  for (const id of ids) expect(id).toMatch(form);
  expect(ids[0]).not.toBe(ids[1]);
});

test('what others refer to is known: its name, its id, its ARN', async () => {
  const { physicalId, attributes } = await storedHandler('AWS::CodeArtifact::Domain').create({ DomainName: 'libraries' }, context);
  expect({ physicalId, ...attributes }).toEqual({ physicalId: 'libraries', Id: 'libraries', Name: 'libraries', Arn: 'arn:aws:codeartifact:eu-west-1:111111111111:domain/libraries' });
});
