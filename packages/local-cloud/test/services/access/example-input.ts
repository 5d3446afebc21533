import type { ServiceModel, Shape } from '../../../src/model/service-model';

/** Where the examples are. */
export const PLACE = { account: '111111111111', region: 'eu-west-1', partition: 'aws' };

/** What stands under a member's name, where its name itself would not do. */
export type Examples = Readonly<Record<string, unknown>>;

/** An input of an operation: with all members that AWS's model knows, or with the required ones alone. A text is named after its member. */
export function exampleInput(model: ServiceModel, operation: string, examples: Examples, whole: boolean): Record<string, any> {
  const { input } = model.operations[operation];
  const example = (shape: Shape, name: string, above: readonly Shape[]): unknown => {
    if (Object.hasOwn(examples, name)) return examples[name];
    const inside = (reference: { readonly shape: string } | undefined, as: string) => example(model.shapes[reference?.shape ?? ''], as, [...above, shape]);
    switch (shape.type) {
      case 'structure': {
        const members = Object.entries(shape.members ?? {}).filter(([member]) => (whole && !above.includes(shape)) || shape.required?.includes(member));
        return Object.fromEntries(members.map(([member, reference]) => [member, inside(reference, member)]));
      }
      case 'list': return [inside(shape.member, name)];
      case 'map': return { key: inside(shape.value, 'value') };
      case 'integer': case 'long': case 'double': case 'float': return shape.min ?? 1;
      case 'boolean': return true;
      case 'timestamp': return 0;
      case 'string': return shape.enum?.[0] ?? (/role(arn|override)?$/i.test(name) ? `arn:aws:iam::${PLACE.account}:role/${name}` : name);
      default: return undefined;
    }
  };
  return input ? example(model.shapes[input.shape], operation, []) as Record<string, any> : {};
}
