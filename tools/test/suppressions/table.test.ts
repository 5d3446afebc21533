import type { SynthesizedApp } from '../../suppressions/suppression';
import { suppressionsPage } from '../../suppressions/table';

const app: SynthesizedApp = {
  name: 'packages/one/integ/integ.a.ts', entries: 3, resources: 40, findings: [],
  suppressions: [
    { package: 'one', at: 'Network/Vpc', rule: 'B-2', reason: 'asked | for' }, { package: 'one', at: 'Network/Vpc', rule: 'A-1', reason: 'asked | for' },
    { package: 'one', at: 'Network/Acls', rule: 'A-1', reason: 'another' },
  ],
};

test('rules with one reason at one place share a row, whatever the order in which the apps told them', () => {
  const page = suppressionsPage([app, { ...app, suppressions: [...app.suppressions].reverse() }]);
  expect(page.split('## one')[1].split('\n').filter((line) => line.startsWith('| `'))).toEqual(['| `Network/Acls` | `A-1` | another |', '| `Network/Vpc` | `A-1`, `B-2` | asked \\| for |']);
  expect(page).toContain('| `packages/one/integ/integ.a.ts` | 40 | 3 |');
});
