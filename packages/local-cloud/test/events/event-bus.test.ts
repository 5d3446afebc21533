import { EventBridgeClient, ListRulesCommand, ListTargetsByRuleCommand, TestEventPatternCommand } from '@aws-sdk/client-eventbridge';
import { EventBus } from '../../src/events/event-bus';

const HERE = '111111111111';
const THERE = '222222222222';
const busArn = (account: string, name = 'default', region = 'eu-west-1') => `arn:aws:events:${region}:${account}:event-bus/${name}`;

interface FakeRule { readonly name: string; readonly targets: readonly object[]; readonly state?: string; readonly matches?: boolean | 'fails' }

/** Buses with their rules, by `account/region/bus`; matching is the rule's own word. */
function setUp(rules: Record<string, readonly FakeRule[]>, refuse?: string) {
  const log: string[] = [];
  const delivered: string[] = [];
  const record = (kind: string) => ({ deliver: async (arn: string, input: string) => {
    if (arn.endsWith('dead')) throw new Error('it is dead');
    delivered.push(`${kind} ${arn} ${JSON.parse(input).detail.n}`);
  } });
  const clientOf = (account: string, region: string) => {
    const client = new EventBridgeClient({ region, credentials: { accessKeyId: account, secretAccessKey: 'x' } });
    const of = (bus = 'default') => rules[`${account}/${region}/${bus}`];
    client.send = async (command: any) => {
      const { input } = command;
      if (command instanceof ListRulesCommand) {
        const all = of(input.EventBusName);
        if (!all) throw new Error(`Event bus ${input.EventBusName} does not exist.`);
        const start = Number(input.NextToken ?? 0);
        const page = all.slice(start, start + 1).map(({ name, state = 'ENABLED' }) => ({ Name: name, Arn: `arn:aws:events:${region}:${account}:rule/${name}`, State: state, EventPattern: JSON.stringify({ rule: name }) }));
        return { Rules: page, NextToken: start + 1 < all.length ? String(start + 1) : undefined };
      }
      if (command instanceof ListTargetsByRuleCommand) return { Targets: of(input.EventBusName).find(({ name }) => name === input.Rule)?.targets };
      if (command instanceof TestEventPatternCommand) {
        const found = Object.values(rules).flat().find(({ name }) => name === JSON.parse(input.EventPattern ?? '').rule);
        if (found?.matches === 'fails') throw new Error('no pattern');
        return { Result: found?.matches ?? true };
      }
      throw new Error('unexpected');
    };
    return client;
  };
  const access = { demand: async ({ busArn: to, roleArn }: { busArn: string; roleArn?: string }) => {
    if (to === refuse) throw new Error(`refused with ${roleArn}`);
  } };
  const bus = new EventBus({ clientOf, native: record('native'), access, log: (line) => log.push(line) });
  bus.register('codepipeline', record('registered'));
  const emit = (n: number) => bus.emit({ account: HERE, region: 'eu-west-1', source: 'aws.codecommit', 'detail-type': 'X', resources: [], detail: { n } });
  return { bus, emit, delivered, log };
}

const queue = { Id: 'q', Arn: `arn:aws:sqs:eu-west-1:${HERE}:queue` };
const pipeline = { Id: 'p', Arn: `arn:aws:codepipeline:eu-west-1:${HERE}:line`, RoleArn: 'arn:aws:iam::111111111111:role/events' };
const at = (account: string, bus = 'default', region = 'eu-west-1') => `${account}/${region}/${bus}`;

test('an event reaches the targets of every rule that matches, whoever serves them, on every page', async () => {
  const { emit, delivered } = setUp({ [at(HERE)]: [{ name: 'a', targets: [queue] }, { name: 'b', targets: [pipeline] }, { name: 'off', state: 'DISABLED', targets: [queue] }, { name: 'other', matches: false, targets: [queue] }] });
  await emit(1);
  expect(delivered).toEqual([`native ${queue.Arn} 1`, `registered ${pipeline.Arn} 1`]);
});

test('a dead target or a broken rule is logged and stops no other', async () => {
  const dead = { Id: 'd', Arn: `arn:aws:lambda:eu-west-1:${HERE}:function:dead` };
  const { emit, delivered, log } = setUp({ [at(HERE)]: [{ name: 'broken', matches: 'fails', targets: [queue] }, { name: 'a', targets: [dead, queue] }] });
  await emit(1);
  expect(delivered).toEqual([`native ${queue.Arn} 1`]);
  expect(log).toEqual(expect.arrayContaining([expect.stringContaining('rule/broken failed: no pattern'), `a -> ${dead.Arn} failed: it is dead`]));
});

test('a bus that does not exist is logged', async () => {
  const { emit, log } = setUp({});
  await emit(1);
  expect(log).toEqual([expect.stringContaining('Event bus default does not exist.')]);
});

describe('buses of other accounts and regions', () => {
  const there = { Id: 'b', Arn: busArn(THERE), RoleArn: 'arn:aws:iam::111111111111:role/events' };
  const far = { Id: 'f', Arn: busArn(HERE, 'far', 'eu-central-1'), RoleArn: there.RoleArn };
  const theirs = { Id: 'q', Arn: `arn:aws:sqs:eu-west-1:${THERE}:queue` };

  test('pass the event to their rules, with the account it came from', async () => {
    const { emit, delivered } = setUp({ [at(HERE)]: [{ name: 'a', targets: [there, far] }], [at(THERE)]: [{ name: 't', targets: [theirs] }], [at(HERE, 'far', 'eu-central-1')]: [{ name: 'f', targets: [queue] }] });
    await emit(1);
    expect(delivered).toEqual([`native ${theirs.Arn} 1`, `native ${queue.Arn} 1`]);
  });

  test('do not when access is refused', async () => {
    const { emit, delivered, log } = setUp({ [at(HERE)]: [{ name: 'a', targets: [there, queue] }], [at(THERE)]: [{ name: 't', targets: [theirs] }] }, there.Arn);
    await emit(1);
    expect(delivered).toEqual([`native ${queue.Arn} 1`]);
    expect(log[0]).toContain(`failed: refused with ${there.RoleArn}`);
  });

  test('do not pass it on to a third bus', async () => {
    const { emit, delivered, log } = setUp({ [at(HERE)]: [{ name: 'a', targets: [there] }], [at(THERE)]: [{ name: 't', targets: [{ Id: 'x', Arn: busArn(HERE) }, theirs] }] });
    await emit(1);
    expect(delivered).toEqual([`native ${theirs.Arn} 1`]);
    expect(log.join('\n')).toContain('an event that came from another bus goes to no third one');
  });
});

describe('what users put', () => {
  const entry = { Source: 'me', DetailType: 'X', Detail: '{"n":7}' };
  const there = { Id: 'b', Arn: busArn(THERE), RoleArn: 'arn:aws:iam::111111111111:role/events' };
  const theirs = { Id: 'q', Arn: `arn:aws:sqs:eu-west-1:${THERE}:queue` };
  const second = { Id: 's', Arn: busArn(HERE, 'second') };

  test('is handed to what the emulator cannot reach only', async () => {
    const { bus, delivered } = setUp({ [at(HERE)]: [{ name: 'a', targets: [queue, pipeline, there, second] }], [at(THERE)]: [{ name: 't', targets: [theirs] }], [at(HERE, 'second')]: [{ name: 's', targets: [queue, pipeline] }] });
    await bus.forward(HERE, 'eu-west-1', [entry]);
    expect(delivered).toEqual([`registered ${pipeline.Arn} 7`, `native ${theirs.Arn} 7`, `registered ${pipeline.Arn} 7`]);
  });

  test('goes to the bus that it names', async () => {
    const { bus, delivered } = setUp({ [at(HERE)]: [{ name: 'a', targets: [pipeline] }], [at(HERE, 'second')]: [{ name: 's', targets: [pipeline] }] });
    await bus.forward(HERE, 'eu-west-1', [{ ...entry, EventBusName: busArn(HERE, 'second') }]);
    expect(delivered).toHaveLength(1);
  });

  test('for a bus of another account is not delivered to the own one of that name', async () => {
    const { bus, delivered, log } = setUp({ [at(HERE)]: [{ name: 'a', targets: [pipeline] }] });
    await bus.forward(HERE, 'eu-west-1', [{ ...entry, EventBusName: busArn(THERE) }]);
    expect(delivered).toEqual([]);
    expect(log[0]).toContain('not in the table of what runs');
  });
});
