export { type Assembly, type Resource, type Stack, type Template, withNested } from './assembly/assembly';
export { AssemblyError } from './assembly/assembly-error';
export { readAssembly } from './assembly/read-assembly';
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
export { type Price, type PriceTable, type StatedPrice } from './estimate/price-table';
export { defaultPrices, readPrices } from './estimate/read-prices';
export { readUse } from './estimate/read-use';
export { above, inventory, type Inventory, type PlaceInventory, type StackInventory, type Usage } from './inventory/inventory';
export { LIMITS, type Limit } from './inventory/limits';
