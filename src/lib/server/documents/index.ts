/** Documents that bodies issue, by symbol and language, with their revisions, corrigenda and addenda. */
import { issue, withdraw } from './commands.ts';
import { document, list } from './queries.ts';

export const commands = { issue, withdraw };
export const queries = { list, document };
export { addDocument } from './commands.ts';
export { ISSUE } from './policy.ts';
export { citedAs, PARTS, slugOf } from './symbol.ts';
export type { Issued } from './queries.ts';
export { taggable } from './taggable.ts';
