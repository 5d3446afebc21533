import { clock, duration, number, sessionOf, size, time, who } from '../../../passport/page/format';
import { html } from '../../../passport/page/html';

test.each([[0.04, '0.0 s'], [59.94, '59.9 s'], [59.96, '1 min 0 s'], [119.7, '2 min 0 s'], [412.5, '6 min 53 s']])('%d seconds are %s', (seconds, text) => {
  expect(duration(seconds)).toBe(text);
});

test.each([[12, '12 bytes'], [1500, '1.5 kB'], [696_268, '696 kB']])('%d bytes are %s', (bytes, text) => {
  expect(size(bytes)).toBe(text);
});

test('times are told in UTC, for machines too', () => {
  expect(String(time('2026-11-25T22:54:47.197Z'))).toBe('<time datetime="2026-11-25T22:54:47.197Z">25 November 2026, 22:54:47 UTC</time>');
  expect(String(clock('2026-11-25T22:54:47.197Z'))).toContain('>22:54:47<');
});

test('what is no time, or nothing, is not recorded', () => {
  for (const nothing of [time(undefined), time('yesterday'), clock('noon'), duration(undefined), size(undefined), who(undefined)]) expect(String(nothing)).toContain('not recorded');
});

test('numbers have the same form on every machine', () => {
  expect(number(1234.5, 2)).toBe('1,234.50');
});

test('a session is its person and role; another principal stands as it is', () => {
  const leo = 'arn:aws:sts::111111111111:assumed-role/mlops-credit-lead-data-scientist/leo';
  expect(sessionOf(leo)).toEqual({ name: 'leo', role: 'mlops-credit-lead-data-scientist', account: '111111111111' });
  expect(String(who(leo))).toContain('<b>leo</b>');
  expect(String(who('arn:aws:iam::111111111111:root'))).toBe('<code>arn:aws:iam::111111111111:root</code>');
});

test('values are escaped as text and as attributes, HTML is taken as it is, nothing is drawn for nothing', () => {
  expect(html`<a title="${'"\'<&>'}">${html`<b>${'<b>'}</b>`}${[1, ' ', undefined, false]}</a>`.text).toBe('<a title="&quot;&#39;&lt;&amp;&gt;"><b>&lt;b&gt;</b>1 </a>');
});

test('characters that turn or end a text are replaced', () => {
  expect(html`${'a\u202eb\u0000c\u2066d\u007f\n\te'}`.text).toBe('a\ufffdb\ufffdc\ufffdd\ufffd\n\te');
});
