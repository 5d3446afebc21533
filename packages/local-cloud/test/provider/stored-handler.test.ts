import { storedHandler } from '../../src/provider/stored-handler';
import type { ResourceContext } from '../../src/services/service';

const context: ResourceContext = {
  account: '111111111111', region: 'eu-west-1', partition: 'aws', principal: { arn: 'arn:aws:iam::111111111111:root', account: '111111111111', type: 'root' }, requestId: 'r', conditions: {}, stackId: 's', logicalId: 'l',
};

test.each([['AWS::EC2::EIP', ['AllocationId', 'PublicIp']], ['AWS::EC2::NatGateway', ['NatGatewayId']]])('%s names itself by %s', async (type, names) => {
  const { physicalId, attributes = {} } = await storedHandler(type).create({}, context);
  expect(names.map((name) => attributes[name])).toEqual(names.map(() => physicalId));
});
