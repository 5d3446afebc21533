import { drawNetwork } from '../../src';
import { pictureOf } from '../../src/diagram/draw-network';
import type { Box, RectShape, Shape, TextShape } from '../../src/diagram/drawing';
import { readModel } from '../../src/diagram/read-model';
import { APPS, assemblyOf } from './pictured';
import { wellFormed } from './well-formed';

const pictures = Object.keys(APPS).map((name) => {
  const assembly = assemblyOf(name);
  return { name, assembly, svg: drawNetwork(assembly), picture: pictureOf(readModel(assembly)) };
});
const pictureNamed = (name: string) => pictures.find((one) => one.name === name)!;
const textsOf = (shapes: readonly Shape[]) => shapes.filter((shape): shape is TextShape => shape.kind === 'text');
const wordsOf = (name: string) => textsOf(pictureNamed(name).picture.shapes).map(({ text }) => text);
const meet = (one: Box, other: Box) => one.x < other.x + other.width && other.x < one.x + one.width && one.y < other.y + other.height && other.y < one.y + one.height;

describe.each(pictures)('$name', ({ assembly, svg, picture }) => {
  test('is drawn the same each time', () => {
    expect(drawNetwork(assembly)).toBe(svg);
  });

  test('is XML that is well formed, with a title and a description', () => {
    expect(wellFormed(svg)).toEqual([]);
    expect(svg).toMatch(/<svg [^>]*role="img" aria-labelledby="title description">\n<title id="title">[^<]+<\/title>\n<desc id="description">/);
  });

  test('no text stands on another', () => {
    const texts = textsOf(picture.shapes);
    const overlapping = texts.flatMap((one, index) => texts.slice(index + 1).filter((other) => meet(one, other)).map((other) => `${one.text} / ${other.text}`));
    expect(overlapping).toEqual([]);
  });

  test('everything stands within the picture, and each subnet\'s words within its box', () => {
    const boxes = picture.shapes.filter((shape): shape is TextShape | RectShape => shape.kind === 'text' || shape.kind === 'rect');
    expect(boxes.filter(({ x, y, width, height }) => x < 0 || y < 0 || x + width > picture.width || y + height > picture.height)).toEqual([]);
    const subnets = boxes.filter((shape): shape is RectShape => shape.kind === 'rect' && shape.style === 'subnet');
    const torn = subnets.flatMap((box) => textsOf(picture.shapes).filter((text) => meet(box, text) && (text.x < box.x || text.x + text.width > box.x + box.width)).map(({ text }) => text));
    expect(torn).toEqual([]);
  });

  test('every subnet of the templates is in it, once', () => {
    const wanted = assembly.stacks.flatMap(({ name, template }) => Object.entries(template.Resources ?? {}).filter(([, { Type }]) => Type === 'AWS::EC2::Subnet').map(([id]) => `${name}/${id}`));
    const drawn = [...svg.matchAll(/data-subnet="([^"]+)"/g)].map(([, id]) => id).filter((id) => id.includes('/'));
    expect(drawn.sort()).toEqual(wanted.sort());
  });
});

test('a network with defaults shows its zones, tiers, blocks and endpoints, and that nothing leads out', () => {
  expect(wordsOf('a network with defaults')).toEqual(expect.arrayContaining(['eu-west-1a', 'eu-west-1b', 'Isolated', 'Endpoint', '10.0.0.0/19', '10.0.96.0/20', 'sagemaker.api', 's3', 'no route out', 'flow logs', 'DNS firewall', 'Account 111111111111 · eu-west-1']));
  expect(pictureNamed('a network with defaults').picture.shapes.filter(({ kind, ...shape }) => kind === 'path' && (shape as { style: string }).style !== 'zone')).toEqual([]);
});

test('an inspected way out is drawn through the firewall and NAT, there and back', () => {
  const { svg } = pictureNamed('an inspected way out in three zones');
  const titles = [...svg.matchAll(/<path class="route"[^>]*><title>([^<]+)<\/title>/g)].map(([, title]) => title);
  expect(titles).toEqual([
    'Isolated: 0.0.0.0/0 → Inspection', 'Inspection: 0.0.0.0/0 → Egress',
    expect.stringMatching(/^Egress: 0\.0\.0\.0\/0 → Internet gateway /), 'Egress: 10.0.0.0/19, 10.0.64.0/19, 10.0.128.0/19 → Inspection',
  ]);
  expect(wordsOf('an inspected way out in three zones')).toContain('Internet');
});

test('a hub tells what each spoke\'s route table leads to', () => {
  const texts = wordsOf('a hub and its spokes in three accounts');
  expect(texts.filter((text) => text === '→ 10.0.0.0/20 Hub/Central/Vpc')).toHaveLength(2);
  expect(texts).toEqual(expect.arrayContaining(['Account 222222222222 · eu-west-1', 'team fraud', '→ 10.64.0.0/20 risk/Network/Vpc', '→ 10.65.0.0/20 fraud/Network/Vpc']));
});

test('what only the deployment knows is shown as the template says it', () => {
  const { svg } = pictureNamed('resources by hand');
  const texts = wordsOf('resources by hand');
  expect(texts).toEqual(expect.arrayContaining(['Ref Block', 'Fn::Select 2 of Fn::Cidr', 'zone 1 of the region', 'zone that AWS chooses', 'Main route', 'no flow logs', 'What the templates do not decide']));
  expect(texts).toEqual(expect.arrayContaining(['Target not read', 'Ref Appliance', 'not in these templates', 'VPC not read']));
  expect(svg).toContain('<title>ByHand: R&amp;D &lt;&quot;old&quot;&gt; network</title>');
  expect(svg).toContain('Back1WithAVeryLongNameThatFitsIntoNoCellOfAnyPictureThatAnybodyWouldWantToLookAt');
});

test('a network that is only named is drawn with what is known of it', () => {
  expect(wordsOf('an adopted network')).toEqual(expect.arrayContaining(['VPC vpc-0123456789abcdef0', 'subnet-0123456789abcdef1', 'eu-west-1b', 'sagemaker.api', 's3', 'block not in these templates']));
  expect(wordsOf('a function in subnets that are named only')).toEqual(expect.arrayContaining(['VPC a VPC that is not named', 'subnet-0a1b2c3e', 'zone not given']));
  expect(wordsOf('nothing of a network')).toContain('No network is made or named by these templates.');
});
