import type { Policy } from '@mlops-foundation/policy-evaluation';
import type { GraphResource, PolicyGraph, Principal } from '../../assembly/graph/policy-graph';
import { Access, type Ask, type Changes } from '../access';
import { possible, type Possibility } from '../possible';
import { possibleSomewhere } from '../somewhere';
import type { Fact, Step } from './facts';
import { gatesLike } from './open-gate';
import { Reached } from './reached';
import type { AnswerRule, ChainRule, CreateRule, FeedRule, IdentityRule, PassRule, RewriteRule, TakeRule } from './rule';
import { CHAIN_RULES } from './rules';
import { namesService, TrustIndex } from './trust';

/** A step that is found; beside what its principal's power rests on it may need something else. */
type NewStep = Omit<Step, 'needs'> & { readonly also?: readonly Fact[] };

/** What principals of the graph can become, step by step. */
export class Explorer {
  readonly access: Access;
  private readonly trusts: TrustIndex;
  private readonly byType = new Map<string, GraphResource[]>();
  private readonly byAccount = new Map<string, Principal[]>();
  private readonly gates: readonly string[];

  constructor(readonly graph: PolicyGraph, private readonly rules: readonly ChainRule[] = CHAIN_RULES) {
    this.access = new Access(graph);
    this.trusts = new TrustIndex(graph.principals);
    this.gates = [...new Set(graph.feeds.flatMap(({ gates = [] }) => gates))];
    for (const resource of graph.resources) push(this.byType, resource.type, resource);
    for (const principal of graph.principals) push(this.byAccount, principal.account, principal);
  }

  /** All that one principal can gain. Roles that it makes itself are found under {@link Reached.made}. */
  from(start: Principal): Reached {
    const reached = new Reached(this.graph, this.access);
    reached.facts.add({ rule: 'start', gains: { kind: 'act', of: start.arn }, needs: [], text: '', statements: [] });
    const queue = [start.arn];
    for (let arn = queue.shift(); arn !== undefined; arn = queue.shift()) {
      const principal = reached.principal(arn);
      if (!principal) continue;
      const needs = reached.needsOf(principal);
      for (const { also = [], ...step } of this.stepsOf(principal, reached)) {
        const news = reached.facts.add({ ...step, needs: [...needs, ...also] });
        if (news) queue.push(...this.again(step.gains, reached).filter((one) => reached.facts.has('act', one) && !queue.includes(one)));
      }
    }
    return reached;
  }

  /** Who is asked again after a gain: who has gained, members with their group, and after an answer everybody who may have written what waited for it. */
  private again(gains: Fact, reached: Reached): string[] {
    if (gains.kind === 'rewritten') return [];
    if (gains.kind === 'answered') return reached.acting.map(({ arn }) => arn);
    return [gains.of, ...(gains.kind === 'raised' ? this.graph.principals.filter(({ groups }) => groups.includes(gains.of)).map(({ arn }) => arn) : [])];
  }

  private *stepsOf(principal: Principal, reached: Reached): Generator<NewStep> {
    const changes = reached.changesOf(principal);
    yield* this.assume(principal, changes);
    for (const rule of this.rules) {
      switch (rule.kind) {
        case 'pass': yield* this.pass(rule, principal, changes); break;
        case 'take': yield* this.take(rule, principal, changes); break;
        case 'identity': yield* this.identity(rule, principal, reached, changes); break;
        case 'create': yield* this.create(rule, principal, reached, changes); break;
        case 'rewrite': yield* this.rewrite(rule, principal, changes); break;
        case 'answer': yield* this.answer(rule, principal, changes); break;
        case 'feed': yield* this.feed(rule, principal, reached, changes); break;
      }
    }
  }

  private *assume(principal: Principal, changes: Changes): Generator<NewStep> {
    for (const role of this.trusts.assumableBy(principal)) {
      const found = role.arn === principal.arn ? undefined : possible(this.access, principal, { action: 'sts:AssumeRole', resource: role.arn }, changes);
      if (found) yield step('assume-role', principal, { kind: 'act', of: role.arn }, `${short(principal.arn)} assumes ${short(role.arn)}`, [found]);
    }
  }

  private *pass(rule: PassRule, principal: Principal, changes: Changes): Generator<NewStep> {
    const made = this.some(rule.actions, rule.oneOf, principal, changes);
    if (!made) return;
    for (const role of this.byAccount.get(principal.account) ?? []) for (const service of rule.services) {
      if (role.kind !== 'role' || role.arn === principal.arn || !namesService(role, service)) continue;
      const passed = possible(this.access, principal, { action: 'iam:PassRole', resource: role.arn, context: { 'iam:PassedToService': service } }, changes);
      if (passed) yield step(rule.id, principal, { kind: 'act', of: role.arn }, `${short(principal.arn)} passes ${short(role.arn)} to ${service} and makes ${rule.what}`, [passed, ...made]);
    }
  }

  /** All actions and one of others, each on something. */
  private some(actions: readonly string[], oneOf: readonly string[] | undefined, principal: Principal, changes: Changes): Possibility[] | undefined {
    const somewhere = (action: string) => possibleSomewhere(this.access, principal, action, genericArn(principal, action), changes);
    const all: Possibility[] = [];
    for (const action of actions) {
      const found = somewhere(action);
      if (!found) return undefined;
      all.push(found);
    }
    if (!oneOf) return all;
    for (const action of oneOf) {
      const found = somewhere(action);
      if (found) return [...all, found];
    }
    return undefined;
  }

  private *take(rule: TakeRule, principal: Principal, changes: Changes): Generator<NewStep> {
    const workloads = (this.byType.get(rule.type) ?? []).filter(({ runsAs, account }) => runsAs.length > 0 && account === principal.account);
    if (workloads.length === 0) return;
    const also = this.some(rule.also ?? [], undefined, principal, changes);
    if (!also) return;
    for (const workload of workloads) {
      const on = this.on(rule.actions, workload.arn, principal, changes);
      if (!on) continue;
      for (const role of workload.runsAs) {
        if (role !== principal.arn) yield step(rule.id, principal, { kind: 'act', of: role }, `${short(principal.arn)} takes over ${short(workload.arn)}, which runs as ${short(role)}`, [...on, ...also]);
      }
    }
  }

  private on(actions: readonly string[], resource: string, principal: Principal, changes: Changes, context?: Ask['context']): Possibility[] | undefined {
    const all: Possibility[] = [];
    for (const action of actions) {
      const found = possible(this.access, principal, { action, resource, context }, changes);
      if (!found) return undefined;
      all.push(found);
    }
    return all;
  }

  private *identity(rule: IdentityRule, principal: Principal, reached: Reached, changes: Changes): Generator<NewStep> {
    const own = this.byAccount.get(principal.account) ?? [];
    const targets = rule.on === 'policy' ? (this.byType.get('AWS::IAM::ManagedPolicy') ?? []).filter(({ account }) => account === principal.account) : own.filter(({ kind }) => kind === rule.on);
    if (!rule.actions.every((action) => this.access.names(principal, action, changes))) return;
    for (const target of targets) {
      if (rule.gains === 'unbounded' && rule.on !== 'policy' && this.graph.principal(target.arn)?.boundaryArn === undefined) continue;
      const done = this.on(rule.actions, target.arn, principal, changes, rule.context);
      if (!done) continue;
      const text = `${short(principal.arn)} does ${rule.actions.join(', ')} on ${short(target.arn)}`;
      if (rule.on === 'policy') {
        const holders = own.filter(({ attached, boundaryArn }) => (rule.gains === 'raised' ? attached.some(({ arn }) => arn === target.arn) : boundaryArn === target.arn));
        for (const holder of holders) {
          const [own] = holder.attached.filter(({ arn }) => arn === target.arn);
          if (rule.gains === 'raised') yield step(rule.id, principal, { kind: 'overwritten', of: holder.arn, what: own.name }, `${text}, a policy of ${short(holder.arn)}`, done);
          yield step(rule.id, principal, { kind: rule.gains as 'raised', of: holder.arn }, `${text}, ${rule.gains === 'raised' ? 'a policy' : 'the boundary'} of ${short(holder.arn)}`, done);
        }
      } else if (rule.gains === 'joined') {
        for (const user of own.filter(({ kind, arn }) => kind === 'user' && reached.facts.has('act', arn))) yield step(rule.id, principal, { kind: 'joined', of: user.arn, what: target.arn }, `${text} for ${short(user.arn)}`, done);
      } else if (rule.gains === 'trusted') {
        const assumed = possible(this.access, principal, { action: 'sts:AssumeRole', resource: target.arn }, { ...changes, rewritten: true });
        if (assumed && target.arn !== principal.arn) yield step(rule.id, principal, { kind: 'act', of: target.arn }, `${text}, so that it trusts ${short(principal.arn)}, and assumes it`, [...done, assumed]);
      } else {
        // an inline policy of a known name is overwritten, and what it denied is denied no longer
        const inline = rule.overwrites ? (this.graph.principal(target.arn)?.identity ?? []).map(({ name }) => name).filter((name) => !this.graph.principal(target.arn)?.attached.some((one) => one.name === name)) : [];
        for (const what of inline) yield step(rule.id, principal, { kind: 'overwritten', of: target.arn, what }, text, done);
        yield step(rule.id, principal, { kind: rule.gains, of: target.arn }, text, done);
      }
    }
  }

  private *create(rule: CreateRule, principal: Principal, reached: Reached, changes: Changes): Generator<NewStep> {
    if (reached.isMade(principal)) return;
    const created = possibleSomewhere(this.access, principal, rule.create, genericArn(principal, rule.create), changes);
    if (!created) return;
    const { resource, context = {} } = created.ask;
    const first = (actions: readonly string[]) => actions.map((action) => possible(this.access, principal, { action, resource, context }, changes)).find((one) => one !== undefined);
    const raised = first(rule.raise);
    const entered = rule.enter.length > 0 ? first(rule.enter) : possible(this.access, principal, { action: 'sts:AssumeRole', resource }, { ...changes, rewritten: true });
    if (!raised || !entered) return;
    const boundaryArn = [raised, created].map(({ ask }) => ask.context?.['iam:PermissionsBoundary']).find((one): one is string => typeof one === 'string');
    const boundary: Policy | undefined = boundaryArn === undefined ? undefined : this.graph.principals.find((one) => one.boundaryArn === boundaryArn)?.boundary;
    reached.make({ arn: resource, account: principal.account, kind: rule.what, tags: {}, identity: [], attached: [], boundary, boundaryArn, groups: [], place: principal.place });
    yield step(rule.id, principal, { kind: 'raised', of: resource }, `${short(principal.arn)} does ${raised.ask.action} on ${short(resource)}`, [raised]);
    yield step(rule.id, principal, { kind: 'act', of: resource }, `${short(principal.arn)} makes ${short(resource)}${boundaryArn ? ` under ${short(boundaryArn)}` : ''} and acts as it`, [created, entered]);
  }

  private *rewrite(rule: RewriteRule, principal: Principal, changes: Changes): Generator<NewStep> {
    const resources = (this.byType.get(rule.type) ?? []).filter(({ account }) => account === principal.account);
    if (resources.length === 0 || !this.access.names(principal, rule.action, changes)) return;
    for (const { arn } of resources) {
      const done = possible(this.access, principal, { action: rule.action, resource: arn, context: rule.context }, changes);
      if (done) yield step(rule.id, principal, { kind: 'rewritten', of: arn }, `${short(principal.arn)} does ${rule.action} on ${short(arn)}`, [done]);
    }
  }

  private *answer(rule: AnswerRule, principal: Principal, changes: Changes): Generator<NewStep> {
    for (const gate of this.gates) {
      const policies = [...principal.identity, ...(changes.further ?? []), ...(principal.boundary ? [principal.boundary] : [])];
      const done = gatesLike(gate, rule.action, policies).map((resource) => possible(this.access, principal, { action: rule.action, resource }, changes)).find((one) => one !== undefined);
      if (done) yield step(rule.id, principal, { kind: 'answered', of: gate }, `${short(principal.arn)} answers the gate ${short(gate)}`, [done]);
    }
  }

  private *feed(rule: FeedRule, principal: Principal, reached: Reached, changes: Changes): Generator<NewStep> {
    for (const { source, branch, role, how, gates = [] } of this.graph.feeds) {
      if (source.split(':')[2] !== rule.service || role === principal.arn || gates.some((gate) => !reached.facts.has('answered', gate))) continue;
      const context = branch === undefined ? undefined : { 'codecommit:References': `refs/heads/${branch}` };
      const done = rule.actions.map((action) => possible(this.access, principal, { action, resource: source, context }, changes)).find((one) => one !== undefined);
      const also = gates.map((of): Fact => ({ kind: 'answered', of }));
      if (done) yield { also, ...step(rule.id, principal, { kind: 'act', of: role }, `${short(principal.arn)} writes to ${short(source)}${branch ? `, branch ${branch}` : ''}; ${how} as ${short(role)}`, [done]) };
    }
  }
}

function step(rule: string, by: Principal, gains: Fact, text: string, found: readonly Possibility[]): NewStep {
  const statements = found.map(({ decision: { decidedBy }, ask }) => `${ask.action}: ${[decidedBy.statement, decidedBy.policy].filter(Boolean).join(' of ')}`);
  return { rule, by: by.arn, gains, text, statements };
}

/** An ARN for an action, where a policy says `*`. */
function genericArn({ account, arn }: Principal, action: string): string {
  const [, partition] = arn.split(':');
  const [service] = action.split(':');
  if (service === 'iam') return `arn:${partition}:iam::${account}:${/User/.test(action) ? 'user' : 'role'}/anything`;
  return service === 's3' ? `arn:${partition}:s3:::anything/anything` : `arn:${partition}:${service}:us-east-1:${account}:anything/anything`;
}

/** An ARN's account, kind and name, for people. */
export const short = (arn: string): string => (arn.startsWith('arn:') ? arn.split(':').slice(4).join(':').replace(/^:+/, '') : arn);

function push<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
