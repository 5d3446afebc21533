export { controlTowerFindings, type GuardFinding } from './guard/control-tower';
export { acknowledge, acknowledgements, type Acknowledgement } from './nag/acknowledgements';
export { unacknowledgedFindings, type Finding } from './nag/findings';
export { describeConstruct, type Scenario, type ScenarioOptions } from './scenarios/describe-construct';
export { PLACES, type Place } from './scenarios/places';
export { synthesize, type Synthesized } from './scenarios/synthesize';
export { settle, type Values } from './policies/settle';
export { identityPolicies, keyPolicies, resourcePolicies, trustPolicy } from './policies/template-policies';
