const WIDTH = 360;
const HEIGHT = 180;
const LINES = 20;

/** Fine interlaced waves, as passports are printed on: an image in the style sheet itself, the same on every page. */
export function waves(): string {
  const paths = Array.from({ length: LINES }, (_, line) => {
    const phase = (line / LINES) * Math.PI * 2;
    const points = Array.from({ length: 37 }, (__, step) => {
      const along = (step / 36) * Math.PI * 2;
      const y = HEIGHT / 2 + Math.sin(along + phase) * 52 + Math.sin(2 * along - phase) * 26;
      return `${step * 10} ${y.toFixed(1)}`;
    });
    return `M${points.join('L')}`;
  });
  const svg = `<svg xmlns='http://www.w3.org/2000/svg' width='${WIDTH}' height='${HEIGHT}'><path fill='none' stroke='#5f9c94' stroke-width='.6' d='${paths.join('')}'/></svg>`;
  return `data:image/svg+xml,${encodeURIComponent(svg).replace(/%20/g, ' ').replace(/%3D/g, '=').replace(/%3A/g, ':').replace(/%2F/g, '/').replace(/'/g, '%27')}`;
}
