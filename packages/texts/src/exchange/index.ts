/** What translators' tools exchange: XLIFF out and in, translation memories as TMX. Pure. */
export { plainOf, settled } from './codes.ts';
export { toXliff, type XliffOptions } from './write-xliff.ts';
export { fromXliff, type ReadXliffOptions } from './read-xliff.ts';
export { disagreements, type Disagreement } from './disagreements.ts';
export { tagging, type Tagging } from './tagged.ts';
export { fromTmx, toTmx } from './tmx.ts';
export {
  EXCHANGE_WARNINGS,
  UNIT_STATES,
  type Exchange,
  type ExchangeWarning,
  type Memory,
  type MemoryEntry,
  type Unit,
  type UnitNote,
  type UnitState,
} from './model.ts';
