import { html, type Html } from './html';

/** What is not known is said, never left out. */
export const MISSING = html`<span class="missing">not recorded</span>`;

/** A value, or that there is none. */
export const known = (value: string | number | undefined): Html | string | number => (value === undefined || value === '' ? MISSING : value);

/** A digest, a name or a path: may break anywhere, in a typeface that tells its letters apart. */
export const code = (value: string | undefined): Html => (value ? html`<code>${value}</code>` : MISSING);

/** An account's number, in one piece. */
export const account = (id: string): Html => html`<code${/^\d{12}$/.test(id) && html` class="id"`}>${id}</code>`;

/** `25 November 2026, 22:48:12 UTC`; in English, whatever machine draws it. */
export function time(iso: string | undefined): Html {
  if (!iso || Number.isNaN(Date.parse(iso))) return MISSING;
  const date = new Date(iso);
  const day = date.toLocaleDateString('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });
  return html`<time datetime="${iso}">${day}, ${date.toISOString().slice(11, 19)} UTC</time>`;
}

/** `22:48:12`, for times of the day that stands above them. */
export function clock(iso: string | undefined): Html {
  return iso && !Number.isNaN(Date.parse(iso)) ? html`<time datetime="${iso}">${new Date(iso).toISOString().slice(11, 19)}</time>` : MISSING;
}

/** `1 min 12 s`, `8.5 s` */
export function duration(seconds: number | undefined): Html | string {
  if (seconds === undefined) return MISSING;
  if (seconds < 59.95) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  return `${Math.floor(whole / 60)} min ${whole % 60} s`;
}

/** `696 kB` */
export function size(bytes: number | undefined): Html | string {
  if (bytes === undefined) return MISSING;
  return bytes < 1000 ? `${bytes} bytes` : `${number(bytes / 1000, bytes < 10_000 ? 1 : 0)} kB`;
}

export function number(value: number, digits = 0): string {
  return value.toLocaleString('en-GB', { minimumFractionDigits: digits, maximumFractionDigits: digits });
}

/** `1a2b3c4d5e6f…` with the whole of it for whoever points at it; the whole stands elsewhere on the page. */
export const short = (digest: string | undefined, length = 12): Html => (digest ? html`<code title="${digest}">${digest.slice(0, length)}</code>` : MISSING);

/** Who a session is of: `arn:aws:sts::111111111111:assumed-role/mlops-credit-data-scientist/dana`. */
export interface Session {
  readonly name: string;
  readonly role: string;
  readonly account: string;
}

export function sessionOf(arn: string | undefined): Session | undefined {
  const [, account, role, name] = /^arn:[^:]*:sts::(\d{12}):assumed-role\/([^/]+)\/(.+)$/.exec(arn ?? '') ?? [];
  return name ? { name, role, account } : undefined;
}

/** A session's name and role; anything else as it is. */
export function who(arn: string | undefined): Html {
  const session = sessionOf(arn);
  if (!session) return code(arn);
  return html`<span class="who"><b>${session.name}</b> <span class="role">${session.role}</span></span>`;
}
