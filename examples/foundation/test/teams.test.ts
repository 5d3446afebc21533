import { readdirSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import { estimateCost, type Resource, type Stack } from '@mlops-foundation/assurance';
import { synthesized } from './synthesized';

const one = synthesized('reliable');
const several = synthesized('scalable');
const teamOf = ({ name }: Stack) => /^Mlops-(\w+?)-/.exec(name)![1];
const resourcesOf = (stack: Stack): Resource[] => Object.values(stack.template.Resources ?? {});
const textOf = (folder: string, name: string) => readFileSync(path.join(folder, `${name}.template.json`), 'utf8');

describe('a team that joins', () => {
  test('has a stack in each of its accounts, as the others have', () => {
    const purposes = (team: string) => several.assembly.stacks.filter((stack) => teamOf(stack) === team).map(({ name }) => name.replace(`Mlops-${team}-`, ''));
    expect(purposes('credit')).toEqual(['tooling', 'data-lake', 'experimentation', 'dev', 'pre-prod', 'prod']);
    expect(purposes('fraud')).toEqual(purposes('credit'));
  });

  test.each(one.assembly.stacks.map(({ name }) => name))('leaves %s as it is, to the byte', (name) => {
    expect(textOf(several.folder, name)).toBe(textOf(one.folder, name));
  });
});

describe('who pays', () => {
  const teamsIn = new Map<string, string[]>();
  for (const stack of several.assembly.stacks) teamsIn.set(stack.account, [...teamsIn.get(stack.account) ?? [], teamOf(stack)]);
  const shared = [...teamsIn].filter(([, teams]) => new Set(teams).size > 1).map(([account]) => account);

  test('an account is one team\'s, and its bill too, but for the data lake', () => {
    expect(teamsIn.size).toBe(11);
    expect(shared).toEqual(['222222222222']);
  });

  /** What the cost-centre is called, as topologies/scalable.yaml has it. */
  const payer: Record<string, string> = { credit: 'retail-banking', fraud: 'payments' };

  test('whatever costs something in an account of several teams says whose it is', () => {
    const lake = several.assembly.stacks.filter(({ account }) => shared.includes(account));
    const { lines, byUse, unpriced } = estimateCost({ folder: several.folder, stacks: lake });
    const billed = new Set([...lines.flatMap(({ types }) => types), ...byUse.map(({ type }) => type)]);
    expect([[...billed].sort(), unpriced]).toEqual([['AWS::KMS::Key', 'AWS::S3::Bucket'], []]);
    const payers = lake.flatMap((stack) => resourcesOf(stack).filter(({ Type }) => billed.has(Type)).map(({ Properties }) => [teamOf(stack), (Properties?.Tags as { Key: string; Value: string }[]).find(({ Key }) => Key === 'cost-centre')?.Value]));
    expect(payers).toEqual(expect.arrayContaining([['credit', payer.credit], ['fraud', payer.fraud]]));
    expect(payers.filter(([team, value]) => value !== payer[team as string])).toEqual([]);
  });
});

describe('a hundred use cases of a team', () => {
  const tooling = several.assembly.stacks.find(({ name }) => name === 'Mlops-credit-tooling')!;
  const [product] = readdirSync(several.folder).filter((file) => /credit.*\.product\.template\.json$/.test(file)).map((file) => JSON.parse(readFileSync(path.join(several.folder, file), 'utf8')) as Stack['template']);
  const count = (resources: readonly Resource[], type: string) => resources.filter(({ Type }) => Type === type).length;

  /** What an account may have where nobody asked for more. */
  test.each([
    // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
    ['AWS::IAM::Role', 1000],
    ['AWS::IAM::ManagedPolicy', 1500],
    // https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html: 100 in af-south-1 and eu-south-1
    ['AWS::Events::Rule', 300],
    // https://docs.aws.amazon.com/codepipeline/latest/userguide/limits.html
    ['AWS::CodePipeline::Pipeline', 1000],
    // https://docs.aws.amazon.com/codebuild/latest/userguide/limits.html
    ['AWS::CodeBuild::Project', 5000],
  ])('fit into its tooling account: %s, of which it has at most %d', (type, quota) => {
    const projects = Object.values(product.Resources ?? {});
    expect(projects.length).toBeGreaterThan(10);
    expect(count(resourcesOf(tooling), type) + 100 * count(projects, type)).toBeLessThanOrEqual(quota);
  });
});
