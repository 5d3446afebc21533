/**
 * Widths of letters in parts of the font's size, a little above those of the widest fonts that stand for `sans-serif`: a text that fits by them fits in all.
 * Every other letter counts as `OTHER`, what is not ASCII as `FOREIGN`.
 */
const NARROW: Readonly<Record<string, number>> = { ' ': 0.33, '.': 0.33, ',': 0.33, ':': 0.35, ';': 0.35, '\'': 0.29, '|': 0.35, '!': 0.42, '(': 0.4, ')': 0.4, '[': 0.4, ']': 0.4, '/': 0.36, '-': 0.38, 'i': 0.29, 'j': 0.29, 'l': 0.29, 'I': 0.31, 'f': 0.38, 't': 0.41, 'r': 0.43 };
const WIDE: Readonly<Record<string, number>> = { 'm': 0.99, 'w': 0.84, 'M': 0.89, 'W': 1.01, '@': 1.02, '%': 0.97, '→': 0.86, '·': 0.34, '–': 0.52, '×': 0.86, '…': 1.02 };
const OTHER = 0.655;
const UPPER = 0.74;
const FOREIGN = 1.05;
const MONOSPACE = 0.615;
/** How much wider bold letters are. */
const BOLD = 1.1;

export interface Font {
  readonly size: number;
  readonly isMonospace?: boolean;
  readonly isBold?: boolean;
}

/** The width of a text, in the unit of the font's size. */
export function widthOf(text: string, { size, isMonospace, isBold }: Font): number {
  const width = [...text].reduce((sum, letter) => sum + (isMonospace && letter <= '~' ? MONOSPACE : letterWidth(letter)), 0);
  return width * size * (isBold ? BOLD : 1);
}

function letterWidth(letter: string): number {
  return NARROW[letter] ?? WIDE[letter] ?? (letter > '~' ? FOREIGN : letter >= 'A' && letter <= 'Z' ? UPPER : OTHER);
}

/** The text, or its beginning and end where it is too long: both ends of an id tell more than its middle. */
export function fitted(text: string, width: number, font: Font): string {
  if (widthOf(text, font) <= width) return text;
  const letters = [...text];
  for (let kept = letters.length - 1; kept > 1; kept--) {
    const short = `${letters.slice(0, Math.ceil(kept / 2)).join('')}…${letters.slice(letters.length - Math.floor(kept / 2)).join('')}`;
    if (widthOf(short, font) <= width) return short;
  }
  return '…';
}

/** A sentence in lines that fit. */
export function wrapped(text: string, width: number, font: Font): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && widthOf(`${last} ${word}`, font) <= width) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(fitted(word, width, font));
  }
  return lines;
}
