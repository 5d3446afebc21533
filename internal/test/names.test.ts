import fc from 'fast-check';
import { boundedName, NAME_LIMITS } from '../src/names';

const part = fc.stringMatching(/^[a-z0-9-]{0,80}$/);
const parts = fc.array(part, { minLength: 1, maxLength: 6 });
const limit = fc.constantFrom(...Object.values(NAME_LIMITS));

test('a name never passes the limit', () => {
  fc.assert(fc.property(parts, limit, (given, most) => boundedName(given, most).length <= most));
});

test('a name that fits is what its parts say', () => {
  fc.assert(fc.property(parts, (given) => boundedName(given, 1000) === given.filter(Boolean).join('-')));
});

test('the same parts make the same name', () => {
  fc.assert(fc.property(parts, limit, (given, most) => boundedName(given, most) === boundedName([...given], most)));
});

test('two names that are cut at the same place stay two', () => {
  fc.assert(fc.property(part, part, limit, (one, other, most) => {
    fc.pre(one !== other);
    const stem = 'x'.repeat(most);
    return boundedName([stem, one], most) !== boundedName([stem, other], most) || one === '' || other === '';
  }));
});

test('what is cut does not end in a dash before its digest', () => {
  expect(boundedName(['a'.repeat(53), 'b'.repeat(20)], 63)).toMatch(/^a{53}-[0-9a-f]{8}$/);
});

test('an empty part leaves no dash behind', () => {
  expect(boundedName(['mlops', '', 'dev'], 63)).toBe('mlops-dev');
});
