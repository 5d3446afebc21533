import { Records } from '../records';
import { AwsError, type CallContext } from '../service';
import type { Pipeline, SavedPipeline } from './pipeline';

type Place = Pick<CallContext, 'account' | 'region' | 'partition'>;

/** The pipelines of all accounts. */
export class Pipelines {
  private readonly pipelines: Records<SavedPipeline>;

  /** @param folder what it remembers over a restart */
  constructor(folder: string) {
    this.pipelines = new Records(folder);
  }

  create(place: Place, structure: Pipeline): SavedPipeline {
    if (this.pipelines.has(key(place, structure.name))) throw new AwsError('PipelineNameInUseException', `A pipeline with the name ${structure.name} already exists`);
    check(structure);
    const now = new Date();
    const saved: SavedPipeline = { account: place.account, region: place.region, arn: arnOf(place, structure.name), created: now, updated: now, structure: { ...structure, version: 1 } };
    return this.pipelines.set(key(place, structure.name), saved);
  }

  update(place: Place, structure: Pipeline): SavedPipeline {
    const saved = this.get(place, structure.name);
    check(structure);
    saved.structure = { ...structure, version: (saved.structure.version ?? 1) + 1 };
    saved.updated = new Date();
    this.pipelines.save(key(place, structure.name));
    return saved;
  }

  /** @throws AwsError PipelineNotFoundException */
  get(place: Pick<Place, 'account' | 'region'>, name: string): SavedPipeline {
    return this.byKey(key(place, name));
  }

  /** @param at `<account>/<region>/<name>` @throws AwsError PipelineNotFoundException */
  byKey(at: string): SavedPipeline {
    const saved = this.pipelines.get(at);
    const [account, , name] = at.split('/');
    if (!saved) throw new AwsError('PipelineNotFoundException', `Account '${account}' does not have a pipeline with name '${name}'`);
    return saved;
  }

  list({ account, region }: Place): SavedPipeline[] {
    return this.pipelines.values().filter((saved) => saved.account === account && saved.region === region);
  }

  find(place: Place, name: string): SavedPipeline | undefined {
    return this.pipelines.get(key(place, name));
  }

  delete(place: Place, name: string): void {
    this.pipelines.delete(key(place, name));
  }
}

/** https://docs.aws.amazon.com/codepipeline/latest/userguide/reference-pipeline-structure.html */
function check({ name, stages }: Pipeline): void {
  const problems: string[] = [];
  if (stages.length < 2) problems.push(`Pipeline ${name} has ${stages.length} stage(s): it needs at least two`);
  if (stages[0]?.actions.some(({ actionTypeId }) => actionTypeId.category !== 'Source')) problems.push(`the first stage of ${name} may only contain source actions`);
  const twice = stages.map((stage) => stage.name).filter((stage, index, all) => all.indexOf(stage) !== index);
  if (twice.length > 0) problems.push(`the stage names ${twice.join(', ')} are used twice`);
  const made = new Set<string>();
  for (const stage of stages) {
    for (const order of [...new Set(stage.actions.map(({ runOrder = 1 }) => runOrder))].sort((a, b) => a - b)) {
      const actions = stage.actions.filter(({ runOrder = 1 }) => runOrder === order);
      for (const action of actions) {
        for (const input of action.inputArtifacts ?? []) if (!made.has(input.name)) problems.push(`${stage.name}/${action.name} takes ${input.name}, which no action before it puts out`);
      }
      for (const action of actions) for (const output of action.outputArtifacts ?? []) made.add(output.name);
    }
  }
  if (problems.length > 0) throw new AwsError('InvalidStructureException', problems.join('; '));
}

export const arnOf = ({ partition, region, account }: Place, name: string) => `arn:${partition}:codepipeline:${region}:${account}:${name}`;
const key = ({ account, region }: Pick<Place, 'account' | 'region'>, name: string) => `${account}/${region}/${name}`;
