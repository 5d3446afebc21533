export { type Assembly, type Resource, type Stack, type Template, withNested } from './assembly/assembly';
export { AssemblyError } from './assembly/assembly-error';
export { readGraph, type GraphOptions } from './assembly/graph/read-graph';
export { PolicyGraph, type Feed, type GraphResource, type Open, type OrganizationPolicies, type Place, type Principal } from './assembly/graph/policy-graph';
export { readAssembly } from './assembly/read-assembly';
export { type TemplateElsewhere, withTemplates } from './assembly/read-template';
export { drawNetwork } from './diagram/draw-network';
export { DiagramError } from './diagram/diagram-error';
export { costAsText } from './estimate/as-text';
export { DIMENSIONS, type Dimension } from './estimate/dimensions';
export {
  type CostEstimate,
  type CostLine,
  type FreeType,
  type MonthlyUse,
  type UnpricedType,
  type UnresolvedResource,
  type UsedType,
} from './estimate/estimate';
export { type CostOptions, estimateCost } from './estimate/estimate-cost';
export { EstimateError } from './estimate/estimate-error';
export { choiceAsText } from './estimate/network/as-text';
export { type ChooseOptions, chooseNetwork, type NetworkChoice, type NetworkWay, type Sum, type SumLine } from './estimate/network/choose-network';
export { type NetworkSize } from './estimate/network/ways';
export { type Price, type PriceTable, type StatedPrice } from './estimate/price-table';
export { defaultPrices, readPrices } from './estimate/read-prices';
export { readUse } from './estimate/read-use';
export { above, inventory, type Inventory, type PlaceInventory, type StackInventory, type Usage } from './inventory/inventory';
export { LIMITS, type Limit } from './inventory/limits';
export { mutate } from './mutate/mutate';
export { mutateNetwork } from './mutate/mutate-network';
export { proveAccounts } from './prove/accounts/prove-accounts';
export { proveNetwork } from './prove/network/prove-network';
export { readNetworkSettings } from './prove/network/read-settings';
export { type AcceptedFinding, type Connection, type InternetWay, type NetworkRule, type NetworkSettings, type NetworkSurvivor } from './prove/network/settings';
export { type Accepted, type Cell, type Matrix } from './prove/personas/matrix';
export { type PersonaOptions, provePersonas } from './prove/personas/prove-personas';
export { readMatrix } from './prove/personas/read-matrix';
export { ProveError } from './prove/prove-error';
export { failed, type Finding, type OpenPoint, type Report } from './report/report';
export { FORMATS } from './report/write';
export { readSnapshot } from './snapshot/read-snapshot';
