import type { ActionExecution, Execution } from '../../../src/services/codepipeline/pipeline';
import { resumptionOf } from '../../../src/services/codepipeline/resumption';

const action = (name: string) => ({ name, actionTypeId: { category: 'Build', owner: 'AWS', provider: 'CodeBuild', version: '1' } });
const stages = [{ name: 'One', actions: [action('a')] }, { name: 'Two', actions: [action('b'), action('c')] }, { name: 'Three', actions: [action('d')] }];

/** An execution that has done these: `Two/b Succeeded`. */
function after(...done: string[]) {
  const actions = done.map((text) => {
    const [, stage, name, status, token] = /^(\w+)\/(\w+) (\w+)(?: (\w+))?$/.exec(text) ?? [];
    return { stage, action: action(name), status, token } as ActionExecution;
  });
  const { cutOff, stages: left, isInside } = resumptionOf({ actions, structure: { stages } } as unknown as Execution);
  return { cutOff: cutOff.map((record) => record.action.name), left: left.map(({ name, actions: these }) => `${name}: ${these.map((one) => one.name)}`), isInside };
}

test.each([
  ['one that has begun nothing begins', [], { cutOff: [], left: ['One: a', 'Two: b,c', 'Three: d'], isInside: false }],
  ['one between two stages goes on with the next', ['One/a Succeeded'], { cutOff: [], left: ['Two: b,c', 'Three: d'], isInside: false }],
  ['one inside a stage goes on with what is left of it', ['One/a Succeeded', 'Two/b Succeeded'], { cutOff: [], left: ['Two: c', 'Three: d'], isInside: true }],
  ['one at an approval waits again', ['One/a Succeeded', 'Two/b InProgress token'], { cutOff: [], left: ['Two: b,c', 'Three: d'], isInside: true }],
  ['one that was at work has lost that', ['One/a Succeeded', 'Two/b InProgress token', 'Two/c InProgress'], { cutOff: ['c'], left: ['Two: b,c', 'Three: d'], isInside: true }],
  ['one whose action failed goes no further', ['One/a Failed'], { cutOff: ['a'], left: ['One: a', 'Two: b,c', 'Three: d'], isInside: true }],
  ['one that was tried again is judged by the last time', ['One/a Failed', 'One/a Succeeded'], { cutOff: [], left: ['Two: b,c', 'Three: d'], isInside: false }],
  ['one that has done everything only has to end', ['One/a Succeeded', 'Two/b Succeeded', 'Two/c Succeeded', 'Three/d Succeeded'], { cutOff: [], left: [], isInside: false }],
])('%s', (_, done, expected) => {
  expect(after(...done)).toEqual(expected);
});
