import type { Language, Piece } from '@suivi/texts';
import { diffWords } from '@suivi/texts/words';
import type { Content } from './content.ts';

/** A field that a new version says otherwise: words piece by piece, a list by what came and went, else both values. */
export type Change =
  | { field: keyof Content; kind: 'words'; pieces: Pick<Piece, 'kind' | 'text'>[] }
  | { field: keyof Content; kind: 'list'; removed: unknown[]; added: unknown[] }
  | { field: keyof Content; kind: 'value'; before: unknown; after: unknown };

const FIELDS: readonly (keyof Content)[] = [
  'title',
  'description',
  'kind',
  'level',
  'countries',
  'starts',
  'ends',
  'status',
  'partners',
  'serves',
  'technologies',
  'groups',
  'results',
  'resources',
  'links',
  'pictures',
  'files',
  'licence',
];

// Keys in one order: the database keeps an object's in its own.
const print = (value: unknown): string =>
  JSON.stringify(value, (_, one: unknown) =>
    typeof one === 'object' && one !== null && !Array.isArray(one)
      ? Object.fromEntries(Object.entries(one).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : one,
  ) ?? '';

/** What a version changes of the one before, field by field, in the order of the form; none where they say the same. */
export function changesOf(before: Content, after: Content, lang: Language): Change[] {
  return FIELDS.flatMap((field): Change[] => {
    const [old, next] = [before[field], after[field]];
    if (print(old) === print(next)) return [];
    if ((field === 'title' || field === 'description') && typeof old === 'string' && typeof next === 'string')
      return [{ field, kind: 'words', pieces: diffWords(old, next, lang).map(({ kind, text }) => ({ kind, text })) }];
    if (Array.isArray(old) && Array.isArray(next)) {
      const [had, has] = [new Set(old.map(print)), new Set(next.map(print))];
      const removed = old.filter((one) => !has.has(print(one)));
      const added = next.filter((one) => !had.has(print(one)));
      return [{ field, kind: 'list', removed, added }];
    }
    return [{ field, kind: 'value', before: old ?? null, after: next ?? null }];
  });
}
