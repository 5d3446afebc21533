import { html, type Html } from './html';

/** A share of a whole, for the eye: the number stands beside it. */
export function bar(share: number): Html {
  return html`<span class="bar" aria-hidden="true"><span style="width: ${(Math.min(1, Math.max(0, share)) * 100).toFixed(1)}%"></span></span>`;
}
