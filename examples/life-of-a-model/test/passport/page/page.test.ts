import type { Passport } from '../../../passport/passport';
import { page } from '../../../passport/page/page';
import { COMPLETE, EMPTY, HOSTILE, hostile, interrupted } from '../passports';

/** How often each element is there, as an HTML parser finds them: a `<` that is no entity opens one. A digest has a span for each eight letters. */
function elements(text: string): Record<string, number> {
  const names = [...text.replace(/<p class="digest">.*?<\/p>/, '').matchAll(/<([a-z!/][^\s>]*)/gi)].map(([, name]) => name.toLowerCase());
  return Object.fromEntries([...new Set(names)].sort().map((name) => [name, names.filter((one) => one === name).length]));
}

const headings = (text: string) => [...text.matchAll(/<h2[^>]*>([^<]*)</g)].map(([, title]) => title);

test('a complete walk has everything, in the order of the way', () => {
  const drawn = page(COMPLETE);
  expect(headings(drawn)).toEqual([
    'The way', 'Commit', 'Data', 'Image and training', 'Metrics', 'Decisions', 'Digest', 'Predictions', 'Times', 'Refused', 'Cost on AWS', 'Real and emulated', 'Tools', 'Accounts',
  ]);
  expect(drawn).not.toMatch(/not recorded|Not reached|Could not be read|undefined|NaN|\[object/);
});

test('its navigation leads to every section, by its title', () => {
  const drawn = page(COMPLETE);
  const links = [...drawn.matchAll(/<li><a href="#(\w+)">([^<]+)</g)].map(([, id, title]) => [id, title]);
  const sections = [...drawn.matchAll(/<h2 id="(\w+)-title">([^<]+)</g)].map(([, id, title]) => [id, title]);
  expect(links).toEqual(sections);
});

test('the facts of the walk stand in it', () => {
  const { commit, prod, version, selfApproval, predictions } = COMPLETE.parts;
  for (const fact of [commit?.id, commit?.message, prod?.artifact.sha256, version?.arn, selfApproval?.message, selfApproval?.layer, predictions?.rows[9].id]) expect(page(COMPLETE)).toContain(fact);
  expect(page(COMPLETE)).toContain('&quot;Sid&quot;: &quot;NeverApprove&quot;');
});

test('whether three people decided is read from who answered', () => {
  const { parts } = COMPLETE;
  const by = (name: string) => ({ by: `arn:aws:sts::111111111111:assumed-role/mlops-credit-${name}/${name}` });
  const decided = (last: string) => page({ ...COMPLETE, parts: {
    ...parts, versionDecision: { ...parts.versionDecision!, ...by('leo') }, preProdDecision: { ...parts.preProdDecision!, ...by('lena') }, prodDecision: { ...parts.prodDecision!, ...by(last) },
  } });
  expect(decided('pia')).toContain('Three people decided here, once each.');
  expect(decided('leo')).toContain('Here somebody decided more than once.');
  const { prodDecision: _, ...without } = parts;
  expect(page({ ...COMPLETE, parts: without })).not.toMatch(/once each|more than once/);
});

test('whatever a text says, it stays text', () => {
  const tame = page({ ...COMPLETE, missing: { build: 'why' }, walk: { ...COMPLETE.walk, status: 'failed', message: 'why', evidence: ['why'] } });
  expect(elements(page(hostile(COMPLETE)))).toEqual(elements(tame));
  expect(page(hostile(COMPLETE))).not.toContain(HOSTILE.slice(0, 9));
});

test('nothing is loaded from anywhere, and nothing runs', () => {
  const drawn = page(hostile(COMPLETE));
  expect(drawn).toContain('<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; style-src \'unsafe-inline\'; img-src data:;');
  for (const [, address] of drawn.matchAll(/<[^>]*\s(?:href|src)="([^"]*)"/g)) expect(address).toMatch(/^(#|data:image\/svg\+xml,)/);
  expect([...drawn.matchAll(/url\("?([^)"]*)/g)].every(([, address]) => address.startsWith('data:'))).toBe(true);
  expect(elements(drawn)).not.toHaveProperty('script');
});

test('what was not reached is told apart from what could not be read', () => {
  const drawn = page(interrupted('interrupted', 'Interrupted by SIGINT: the local cloud stops'));
  expect(drawn).toContain('<b>Not reached:</b> the walk ended before.');
  expect(drawn).toContain('<b>Could not be read:</b> AccessDeniedException: not for you');
  expect(drawn).toContain('<b>Missing:</b> build: AccessDeniedException: not for you.');
  expect(drawn).toContain('2 of 11 stages');
});

test('an interrupted walk is marked, with the station it was in', () => {
  const drawn = page(interrupted('interrupted', 'Interrupted by SIGINT: the local cloud stops'));
  expect(headings(drawn)[0]).toBe('This walk was interrupted');
  expect(drawn).toContain('Station: <b>The lead merges: contract, unit tests, training, a version that waits</b>.');
  expect(drawn).toContain('Interrupted by SIGINT: the local cloud stops');
});

test('a failed walk is marked, with its message and the log lines that explain it', () => {
  const drawn = page(interrupted('failed', 'the pipeline ended as Failed', ['E  assert 2 == 3', 'exit status 1']));
  expect(headings(drawn)[0]).toBe('This walk failed');
  expect(drawn).toContain('after 12.3 s');
  expect(drawn).toContain('E  assert 2 == 3\nexit status 1');
});

test('a walk that has just begun has a page too', () => {
  const drawn = page(EMPTY);
  expect(headings(drawn)[0]).toBe('This walk has not ended');
  expect(drawn).toContain('a model of team credit');
  expect(drawn).not.toMatch(/undefined|NaN/);
});

test.each(['dataset', 'snapshot', 'training', 'version', 'versionDecision', 'prodDecision', 'preProd', 'prod', 'predictions', 'selfApproval', 'cost', 'accounts', 'tools', 'treatments'] as const)(
  'a walk without %s still has its page', (part) => {
    const { [part]: _, ...parts } = COMPLETE.parts;
    const drawn = page({ ...COMPLETE, parts, missing: { [part]: 'TimeoutError: no answer' } });
    expect(drawn).toContain('TimeoutError: no answer');
    expect(drawn).not.toMatch(/undefined|NaN/);
  });

test('a fact that an answer lacks is said to be lacking', () => {
  const { commit, prod } = COMPLETE.parts;
  if (!commit || !prod) throw new Error('the fixture has both');
  const drawn = page({ ...COMPLETE, parts: { ...COMPLETE.parts, commit: { ...commit, author: undefined, pullRequest: undefined }, prod: { ...prod, version: undefined, instances: undefined } } });
  expect(drawn.match(/not recorded/g)?.length).toBeGreaterThanOrEqual(5);
});

test('models that differ between pre-prod and prod are never called the same', () => {
  const { prod } = COMPLETE.parts;
  if (!prod) throw new Error('the fixture has prod');
  const other: Passport = { ...COMPLETE, parts: { ...COMPLETE.parts, prod: { ...prod, templateSha256: undefined, artifact: { ...prod.artifact, sha256: '0'.repeat(64) } } } };
  expect(page(COMPLETE)).toContain('<b>The same model</b> in pre-prod and prod, from <b>the same template</b>');
  expect(page(other)).toContain('<b>Different models</b> in pre-prod and prod, from <b>templates that differ or are not known</b>');
  expect(page(other)).toContain('other bytes');
});

test('a decision that was not an approval is not stamped as one', () => {
  const { prodDecision } = COMPLETE.parts;
  if (!prodDecision) throw new Error('the fixture has the decision');
  const rejected = page({ ...COMPLETE, parts: { ...COMPLETE.parts, prodDecision: { ...prodDecision, answer: 'Failed' } } });
  expect(rejected).toContain('<p class="stamp otherwise">Failed</p>');
  expect(rejected).toContain('2 of 3 decisions');
});

test('it claims no more than was read', () => {
  const drawn = page(COMPLETE);
  expect(drawn).not.toMatch(/Every fact was read|decided each call|without internet|of its own account/);
  expect(drawn).toContain('decided the calls that <code>docs/local-cloud.md</code> lists');
  expect(drawn).toContain('Versions of tools were asked of the programs and read from the installed packages');
});
