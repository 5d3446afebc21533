import { AccountPurpose } from '../../src';

test('purposes are what names, tags and topology files call them', () => {
  expect(Object.values(AccountPurpose)).toEqual(['governance', 'tooling', 'data-lake', 'experimentation', 'dev', 'pre-prod', 'prod']);
});
