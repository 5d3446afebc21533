export { type Assembly, type Resource, type Stack, type Template, withNested } from './assembly/assembly';
export { AssemblyError } from './assembly/assembly-error';
export { readAssembly } from './assembly/read-assembly';
export { above, inventory, type Inventory, type PlaceInventory, type StackInventory, type Usage } from './inventory/inventory';
export { LIMITS, type Limit } from './inventory/limits';
