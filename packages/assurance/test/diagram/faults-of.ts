import { type Assembly, drawNetwork } from '../../src';
import { pictureOf } from '../../src/diagram/draw-network';
import type { Box, RectShape, Shape, TextShape } from '../../src/diagram/drawing';
import { readModel } from '../../src/diagram/read-model';
import { wellFormed } from './well-formed';

/** What no picture of any assembly may have, in sentences: none where it is as it must be. */
export function faultsOf(assembly: Assembly): string[] {
  const svg = drawNetwork(assembly);
  const { shapes, width, height } = pictureOf(readModel(assembly));
  const texts = textsOf(shapes);
  const boxes = shapes.filter((shape): shape is TextShape | RectShape => shape.kind === 'text' || shape.kind === 'rect');
  const subnets = boxes.filter((shape): shape is RectShape => shape.kind === 'rect' && shape.style === 'subnet');
  const wanted = assembly.stacks.flatMap(({ name, template }) => Object.entries(template.Resources ?? {}).filter(([, { Type }]) => Type === 'AWS::EC2::Subnet').map(([id]) => `${name}/${id}`));
  const drawn = [...svg.matchAll(/data-subnet="([^"]+)"/g)].map(([, id]) => id).filter((id) => id.includes('/'));
  return [
    ...(drawNetwork(assembly) === svg ? [] : ['it is drawn otherwise the second time']),
    ...wellFormed(svg),
    ...(/<svg [^>]*role="img" aria-labelledby="title description">\n<title id="title">[^<]+<\/title>\n<desc id="description">/.test(svg) ? [] : ['it has no title and description']),
    ...texts.flatMap((one, index) => texts.slice(index + 1).filter((other) => meet(one, other)).map((other) => `${one.text} and ${other.text} stand on each other`)),
    ...boxes.filter((box) => box.x < 0 || box.y < 0 || box.x + box.width > width || box.y + box.height > height).map((box) => `outside of the picture: ${JSON.stringify(box)}`),
    ...subnets.flatMap((box) => texts.filter((text) => meet(box, text) && (text.x < box.x || text.x + text.width > box.x + box.width)).map(({ text }) => `${text} is wider than its subnet`)),
    ...wanted.filter((id) => drawn.filter((one) => one === id).length !== 1).map((id) => `subnet ${id} is drawn ${drawn.filter((one) => one === id).length} times`),
  ];
}

/** The words of a picture, in the order in which they are painted. */
export const wordsOf = (assembly: Assembly): string[] => textsOf(pictureOf(readModel(assembly)).shapes).map(({ text }) => text);

/** What the arrows of routes say. */
export const routesOf = (assembly: Assembly): string[] => [...drawNetwork(assembly).matchAll(/<path class="route"[^>]*><title>([^<]+)<\/title>/g)].map(([, title]) => title);

const textsOf = (shapes: readonly Shape[]) => shapes.filter((shape): shape is TextShape => shape.kind === 'text');
const meet = (one: Box, other: Box) => one.x < other.x + other.width && other.x < one.x + one.width && one.y < other.y + other.height && other.y < one.y + one.height;
