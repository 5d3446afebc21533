import { ApprovalGate } from '../../src';

test('a gate has a name and a question', () => {
  expect(new ApprovalGate({ name: 'Approve', question: 'Good enough?' })).toMatchObject({ name: 'Approve', question: 'Good enough?' });
});
