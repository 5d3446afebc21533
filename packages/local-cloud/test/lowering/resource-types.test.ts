import { treatmentOf } from '../../src/lowering/resource-types';
import { servicesWithoutCloud } from '../../src/table/services';

const served = new Map(servicesWithoutCloud().flatMap(({ resourceTypes = {} }) => Object.entries(resourceTypes)));

test.each([
  ['AWS::ServiceCatalog::Portfolio', 'runs'],
  ['AWS::StepFunctions::StateMachine', 'runs'],
  ['AWS::ServiceCatalog::TagOption', 'stored'],
  ['AWS::ServiceCatalog::TagOptionAssociation', 'stored'],
  ['AWS::Budgets::Budget', 'stored'],
  ['AWS::SQS::Queue', 'native'],
  ['Custom::S3AutoDeleteObjects', 'custom'],
  ['AWS::Batch::JobQueue', 'refused'],
])('%s is %s', (type, treatment) => {
  expect(treatmentOf(type, served)).toBe(treatment);
});
