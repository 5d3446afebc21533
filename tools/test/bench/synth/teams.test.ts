import { AccountTopology } from '@mlops-foundation/ml-accounts';
import { topologyOf } from '../../../bench/synth/teams';

test('teams share no account', () => {
  const { teams } = AccountTopology.fromText(topologyOf(70));
  expect(teams).toHaveLength(70);
  expect(new Set(JSON.stringify(topologyOf(70)).match(/\d{12}/g)).size).toBe(420);
});
