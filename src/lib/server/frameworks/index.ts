import { RELEASES } from '@suivi/frameworks';
import { openDatabase } from '../platform/db.ts';
import { execute } from '../platform/command.ts';
import { SYSTEM } from '../platform/actor.ts';
import { now } from '../platform/clock.ts';
import { checkCells, checkRelease, importCells, importRelease, load } from './commands.ts';
import { choices, find } from './find.ts';
import * as read from './queries.ts';
import { suggestions } from './suggestions.ts';
import { tagged, tags } from './tagged.ts';
import { tagPut, tagReject, tagRemove } from './tagging.ts';

/** Frameworks: action lines, goals, targets, places; their names in six languages, and how they correspond. */
export const commands = { importRelease, importCells, checkRelease, checkCells, load, tagPut, tagRemove, tagReject };
export const { list, scheme, concept, matrix, cell } = read;
export const queries = { list, scheme, concept, matrix, cell, tags, tagged, choices, find, suggestions };
export { takeCsv } from './commands.ts';
export { codeAddressed } from './addressed.ts';
export { STATUSES } from './rows.ts';
export { asSkos, conceptsAsCsv, matrixAsCsv, matrixAsSkos } from './download.ts';
export { matrixAsSvg } from './picture.ts';
export { IMPORT } from './policy.ts';
export type { GridCell } from './grid.ts';
export type { Named } from './names.ts';
export type { ConceptRow, Linked, ReleaseView } from './queries.ts';
export { nameOf } from './names.ts';
export { setTags, setTagsOfMany, tagNew, tagsOf, type Tag, type TagChange, type TagGiven } from './tags.ts';
export { setTaggable, sittings, type Asking, type Called, type Taggable } from './taggable.ts';
export type { Choice, Choices } from './find.ts';
export { suggestedBy, type Suggested } from './suggestions.ts';
export type { TaggedKind } from './tagged.ts';

/** Puts in what comes with the program, where it is not there yet: after each migration. */
export async function ensureFrameworks(url: string): Promise<void> {
  const database = openDatabase(url, { max: 1 });
  try {
    const there = await database.read.selectFrom('framework_release').select('scheme').execute();
    if (RELEASES.every((one) => there.some(({ scheme: known }) => known === one.scheme))) return;
    await execute(load, { database, actor: SYSTEM, now: now(), lang: 'en', door: 'cli' }, {});
  } finally {
    await database.close();
  }
}
