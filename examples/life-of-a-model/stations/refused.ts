import { CreateModelPackageCommand, SageMakerClient, UpdateModelPackageCommand } from '@aws-sdk/client-sagemaker';
import { traceLine } from '@mlops-foundation/local-cloud';
import { deniedCall } from '../passport/gather/refusals';
import { refusalOf } from '../passport/gather/statement';
import { Deviation, type Station } from '../station';
import { versionsOf } from '../training';
import type { Life } from '../life';

/** The data scientist may neither approve his own model nor register one as approved. */
export const refused: Station = {
  title: 'Refused: the data scientist approves, or registers as approved',
  async visit(life) {
    const sagemaker = life.people.dana.use(SageMakerClient);
    await mustBeRefused(life, 'selfApproval', 'dana approves her own version', () => sagemaker.send(
      new UpdateModelPackageCommand({ ModelPackageArn: life.version, ModelApprovalStatus: 'Approved' }),
    ));
    await mustBeRefused(life, 'selfRegistration', 'dana registers a version as approved', () => sagemaker.send(new CreateModelPackageCommand({
      ModelPackageGroupName: life.project.modelGroup,
      ModelApprovalStatus: 'Approved',
      InferenceSpecification: { Containers: [{ Image: '111111111111.dkr.ecr.eu-west-1.amazonaws.com/own:1' }], SupportedContentTypes: ['text/csv'], SupportedResponseMIMETypes: ['application/json'] },
    })));
    const versions = await versionsOf(life);
    const changed = versions.filter(({ status }) => status !== 'PendingManualApproval');
    if (changed.length > 0 || !versions.some(({ arn }) => arn === life.version)) throw new Deviation('the registry changed', versions.map(({ arn, status }) => `${arn} is ${status}`));
  },
};

async function mustBeRefused(life: Life, part: 'selfApproval' | 'selfRegistration', what: string, attempt: () => Promise<unknown>): Promise<void> {
  try {
    await attempt();
  } catch (error) {
    if (!(error instanceof Error) || !/AccessDenied/.test(error.name)) throw error;
    life.view.say(`${what}: ${error.message}`);
    const traced = refusalOf(life.cloud.trace(), error.message);
    if (traced) life.view.say(`the trace says: ${traceLine(traced)}`);
    life.passport.record(part, () => deniedCall(life, { attempt: what, person: life.people.dana, error, unchanged: 'the registry: the version waits, there is no other' }));
    return;
  }
  throw new Deviation(`${what}: it was allowed`);
}
