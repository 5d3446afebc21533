import { html, type Html } from '../html';

/** Where a stage lies. */
export interface Knot {
  /** Of the lane, from 1. */
  readonly row: number;
  readonly reached: boolean;
}

const CELL = 10;

/** The thread from stage to stage, stretched over the grid behind them: whole as far as the walk came, dashed beyond. For the eye only. */
export function thread(knots: readonly Knot[], lanes: number): Html {
  const at = ({ row }: Knot, column: number) => [column * CELL + CELL / 2, row * CELL - CELL / 2] as const;
  const pieces = knots.slice(1).map((knot, index) => {
    const [fromX, fromY] = at(knots[index], index);
    const [toX, toY] = at(knot, index + 1);
    const middle = (fromX + toX) / 2;
    const path = `M${fromX} ${fromY}C${middle} ${fromY} ${middle} ${toY} ${toX} ${toY}`;
    return html`<path d="${path}"${knot.reached ? '' : html` class="ahead"`}/>`;
  });
  return html`<svg class="thread" viewBox="0 0 ${knots.length * CELL} ${lanes * CELL}" preserveAspectRatio="none" aria-hidden="true" focusable="false">${pieces}</svg>`;
}
