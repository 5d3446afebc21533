import type { ActionContext } from '../../../src/services/codepipeline/actions/action-context';
import { Approvals } from '../../../src/services/codepipeline/actions/approval';
import type { ActionExecution, SavedPipeline } from '../../../src/services/codepipeline/pipeline';

// an action's own limit: https://docs.aws.amazon.com/codepipeline/latest/APIReference/API_ActionDeclaration.html
test('a question that nobody answers in time fails, and cannot be answered afterwards', async () => {
  const approvals = new Approvals();
  const record = { startTime: new Date() } as ActionExecution;
  const context = { record, action: { timeoutInMinutes: 0.001 }, signal: new AbortController().signal, keep: () => undefined } as unknown as ActionContext;
  await expect(approvals.action(context)).rejects.toMatchObject({ code: 'ActionTimeout', message: 'nobody answered within 0.001 minutes' });
  const pipeline = { structure: { name: 'asked' } } as SavedPipeline;
  const late = () => approvals.answer({ token: record.token ?? '', pipeline, stageName: 'Gate', actionName: 'Approve' }, { status: 'Approved', summary: '', by: 'leo' });
  expect(late).toThrow('the token does not belong to an approval that waits');
});

test('the time that passed before a restart counts', async () => {
  const record = { startTime: new Date(Date.now() - 8 * 24 * 3600 * 1000), token: 'as before' } as ActionExecution;
  const context = { record, action: {}, signal: new AbortController().signal, keep: () => undefined } as unknown as ActionContext;
  await expect(new Approvals().action(context)).rejects.toMatchObject({ code: 'ActionTimeout' });
});
