import type { ServiceModel, Shape, ShapeReference } from '../model/service-model';

/** A form by the dots of its names. */
type Tree = { readonly text?: string; readonly below: Map<string, Tree> };

/**
 * The parameters of a request in AWS's query protocol or EC2's, with the names that the SDKs give them: `Tags.member.1.Key=team` is `{ Tags: [{ Key: 'team' }] }`. Numbers and booleans
 * stay texts (https://smithy.io/2.0/aws/protocols/aws-query-protocol.html, https://smithy.io/2.0/aws/protocols/aws-ec2-query-protocol.html).
 */
export function formParameters(model: ServiceModel, input: ShapeReference | undefined, form: URLSearchParams): Record<string, unknown> {
  const tree: Tree = { below: new Map() };
  for (const [name, text] of form) put(tree, name.split('.'), text);
  return input ? structure(model, model.shapes[input.shape], tree) : {};
}

function put(tree: Tree, [first, ...rest]: readonly string[], text: string): void {
  const inner = tree.below.get(first) ?? { below: new Map() };
  tree.below.set(first, rest.length === 0 ? { ...inner, text } : inner);
  if (rest.length > 0) put(inner, rest, text);
}

function read(model: ServiceModel, shape: Shape, tree: Tree): unknown {
  switch (shape.type) {
    case 'structure': return structure(model, shape, tree);
    case 'list': return numbered(tree).map((one) => read(model, model.shapes[shape.member?.shape ?? ''], one));
    case 'map': return Object.fromEntries(numbered(tree).flatMap((one) => {
      const [key, value] = [one.below.get(shape.key?.locationName ?? 'key'), one.below.get(shape.value?.locationName ?? 'value')];
      return key?.text !== undefined && value ? [[key.text, read(model, model.shapes[shape.value?.shape ?? ''], value)]] : [];
    }));
    default: return tree.text;
  }
}

function structure(model: ServiceModel, shape: Shape, tree: Tree): Record<string, unknown> {
  return Object.fromEntries(Object.entries(shape.members ?? {}).flatMap(([name, member]) => {
    const inner = tree.below.get(onTheWire(model, name, member));
    return inner ? [[name, read(model, model.shapes[member.shape], inner)]] : [];
  }));
}

function onTheWire({ metadata, shapes }: ServiceModel, name: string, { queryName, locationName, shape }: ShapeReference): string {
  if (metadata.protocol === 'ec2') return queryName ?? (locationName ? locationName[0].toUpperCase() + locationName.slice(1) : name);
  const { flattened, member } = shapes[shape];
  return (flattened && member?.locationName) || (locationName ?? name);
}

/** Those of a list or a map, in their order, `member`, `entry` or another name before the numbers or none. */
function numbered({ below }: Tree): Tree[] {
  const [first] = below;
  const items = first && !/^\d+$/.test(first[0]) ? first[1].below : below;
  return [...items].filter(([number]) => /^\d+$/.test(number)).sort(([one], [other]) => Number(one) - Number(other)).map(([, tree]) => tree);
}
