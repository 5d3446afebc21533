/**
 * Properties that hold a document whose numbers and booleans matter, by type: CloudFormation hands a custom resource every value as text
 * (https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/crpg-ref-requesttypes-create.html).
 */
export const OBJECTS: Readonly<Record<string, readonly string[]>> = { 'AWS::StepFunctions::StateMachine': ['Definition'], 'AWS::Organizations::Policy': ['Content'] };

/** Writes such documents as their JSON; functions in them are evaluated where they stand, inside of their quotes. */
export function withObjectsAsText(properties: Readonly<Record<string, unknown>>, names: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(Object.entries(properties).map(([name, value]) => [name, names.includes(name) && typeof value === 'object' ? asText(value) : value]));
}

function asText(document: unknown): unknown {
  const functions: unknown[] = [];
  const text = JSON.stringify(document, (_, value) => (isFunction(value) ? `\u0000${functions.push(value) - 1}\u0000` : value));
  // a marked place is every second piece
  const pieces = text.split('\\u0000').map((piece, index) => (index % 2 === 0 ? piece : functions[Number(piece)]));
  return pieces.length === 1 ? text : { 'Fn::Join': ['', pieces] };
}

function isFunction(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const [key, ...others] = Object.keys(value);
  return others.length === 0 && key !== undefined && (key === 'Ref' || key.startsWith('Fn::'));
}
