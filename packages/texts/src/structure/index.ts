export { structure, type StructureOptions } from './structure.ts';
export { plainText } from './plain.ts';
export { itemsIn } from './items.ts';
export { operativeOf, type Operative } from './operative.ts';
export { rebuildLine } from './trace.ts';
