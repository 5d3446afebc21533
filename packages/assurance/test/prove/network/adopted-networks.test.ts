import { ref, report, resource, vpc } from './planted';

const adopted = (VpcId: unknown) => resource('Custom::NetworkCheck', { ServiceToken: 'arn:aws:lambda:eu-west-1:111111111111:function:check', VpcId });
const open = (VpcId: unknown) => report({ ...vpc, Check: adopted(VpcId) }).open.filter(({ place }) => place.id === 'Check');

test('a network that is adopted and that nothing read has is listed as not decided', () => {
  expect(open('vpc-0123456789abcdef0')).toEqual([{ place: { stack: 'S', id: 'Check' }, what: 'VpcId vpc-0123456789abcdef0', why: 'it is not among what was read' }]);
  expect(open(ref('FromAnotherStack'))).toMatchObject([{ what: 'VpcId' }]);
});

test('one that was read is not', () => {
  expect(open(ref('Vpc'))).toEqual([]);
});
