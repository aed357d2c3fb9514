import type { CompiledPlace, CompiledRow, Segment } from '@suivi/texts';
import { compile } from '@suivi/texts/amend';
import { lineName, printedWords, withLineNumbers } from '@suivi/texts/amend/lines';
import { z } from 'zod';
import type { QueryContext } from '../platform/context.ts';
import { Lang } from '../platform/input.ts';
import { anyone } from '../platform/policy.ts';
import { query } from '../platform/query.ts';
import { csvHead, csvLine } from '../platform/csv.ts';
import { rowsOf, type NodeRow } from '../texts/index.ts';
import { Lines, linesCited, linesOf, startsIn, wordsBefore } from './lines.ts';
import { noteViews } from './notes.ts';
import { organisations, placeOf, type Place } from './places.ts';
import { amendmentsOf } from './queries.ts';
import { houseOrder, onTable } from './table.ts';

const At = z.object({ slug: z.string().max(120), version: z.string().max(60), in: Lang.optional() });
type At = z.output<typeof At>;
const LinedAt = At.extend({ lines: Lines });

/** The text on the table with all that is proposed to it, merged. Brackets bear no organisation's name. */
async function compiled(ctx: QueryContext, input: At) {
  const place = await placeOf(ctx, input);
  const table = await onTable(ctx.db, place.edition.id);
  const order = await houseOrder(ctx.db, place.version.id, place.edition.lang);
  const options = { order, language: place.edition.lang, editor: 'Suivi' };
  return { place, table, compilation: compile(table.text, table.amendments, options) };
}

/** The changes that stand behind the words of a place. */
function opsIn(place: CompiledPlace): Set<string> {
  const ops = new Set(place.kept.map((one) => one.op));
  const walk = (segments: readonly Segment[]): void => {
    for (const segment of segments)
      if (segment.kind === 'choice')
        for (const option of segment.choice.options) {
          for (const { op } of option.by) ops.add(op);
          walk(option.segments);
        }
  };
  walk(place.segments);
  return ops;
}

/** Amendments in other languages, by the paragraph of this edition that says the same; under "" those of which it has none. */
async function inOtherLanguages(ctx: QueryContext, { version, edition }: Place, known: ReadonlyMap<string, string>) {
  const all = await amendmentsOf(ctx.db, ctx.actor, ctx.lang, { version: version.id }, 5_000);
  return Map.groupBy(
    all.filter((one) => one.lang !== edition.lang),
    (one) => known.get(one.target) ?? '',
  );
}

/** Addresses of paragraphs by what they are over all versions. */
const eidsOf = (rows: readonly NodeRow[]): Map<string, string> =>
  new Map(rows.map((row) => [row.wid ?? row.eid, row.eid]));

const beforeOf = ({ eid, runs }: NodeRow, places: ReadonlyMap<string, CompiledPlace>): string => {
  const at = places.get(eid);
  return at ? wordsBefore(at) : printedWords(runs);
};

export const compilation = query({
  name: 'amendments.compilation',
  summary:
    'A version with all that is proposed to it, paragraph by paragraph: joined, combined, or in square brackets.',
  input: LinedAt,
  policy: anyone,
  async run(ctx, input) {
    const { place, table, compilation: done } = await compiled(ctx, input);
    const numbers = input.lines === 'yes' ? await linesOf(ctx.db, place.edition.id) : null;
    // A row of a table is told by its marks and brackets, which reach over its cells.
    const inBrackets = new Set(done.places.flatMap((one) => (one.kind === 'row' && one.contested ? [one.eId] : [])));
    const byEid = new Map(done.places.flatMap((one) => (one.kind === 'row' ? [] : [[one.eId, one] as const])));
    const home = new Map<string, string>();
    for (const one of done.places) for (const op of opsIn(one)) home.set(op, one.eId);
    const rows = rowsOf(done.text);
    const known = eidsOf(rows);
    const lines = new Map<string, CompiledRow[]>();
    const loose: CompiledRow[] = [];
    for (const row of done.rows) {
      const at = home.get(row.op) ?? known.get(row.target) ?? home.get(row.target);
      if (at === undefined) loose.push(row);
      else lines.set(at, [...(lines.get(at) ?? []), row]);
    }
    const elsewhere = await inOtherLanguages(ctx, place, known);
    return {
      ...place,
      seq: table.seq,
      paragraphs: rows.map((row) => ({
        eid: row.eid,
        label: row.label,
        kind: row.kind,
        depth: row.depth,
        runs: row.runs,
        parent_eid: row.parent_eid,
        part: row.part,
        state: row.state,
        grid: row.grid,
        place: inBrackets.has(row.parent_eid ?? '') ? null : (byEid.get(row.eid) ?? null),
        rows: lines.get(row.eid) ?? [],
        /** Proposed to it in other languages: those stand on other editions. */
        elsewhere: elsewhere.get(row.eid) ?? [],
        /** Where numbered lines begin, in its words without what is proposed. */
        lines: numbers === null ? [] : startsIn(numbers, row, beforeOf(row, byEid), place.edition.lang),
      })),
      loose,
      notes: noteViews(
        done.notes.filter((note) => note.code !== 'withdrawn'),
        rows,
      ),
      count: done.rows.length,
      /** In other languages, to paragraphs that this edition lacks. */
      elsewhere: elsewhere.get('') ?? [],
      /** Names for the house order, for who sets the window. */
      names: place.may.manage ? (await organisations(ctx.db, ctx.lang, null)).map((one) => one.name) : [],
    };
  },
});

/** One amendment's change, as it is taken away. */
export interface ExportRow extends Omit<CompiledRow, 'amendment' | 'supporters'> {
  number: number;
  supporters: string[];
  /** Lines of the paragraph that it is about ("12–15"), as it was put on the table; null for one that was added. */
  lines: string | null;
}

export const exported = query({
  name: 'amendments.export',
  summary:
    'Every amendment to a version in one language with its place, author, supporters, status and what became of it.',
  input: At,
  policy: anyone,
  async run(ctx, input) {
    const { place, table, compilation: done } = await compiled(ctx, input);
    const numbers = await linesOf(ctx.db, place.edition.id);
    const known = new Map(rowsOf(table.text).map((row) => [row.eid, row.wid ?? row.eid]));
    const cited = ({ target }: CompiledRow): string | null => {
      const lines = linesCited(numbers, known.get(target) ?? target);
      return lines && lineName({ at: 0, ...lines });
    };
    return {
      text: place.text.slug,
      version: place.version.label,
      lang: place.edition.lang,
      title: place.edition.title,
      window: place.window,
      rows: done.rows
        .map(({ amendment, ...row }): ExportRow => ({
          number: Number(amendment),
          ...row,
          lines: cited({ amendment, ...row }),
        }))
        .sort((a, b) => a.number - b.number || a.op.localeCompare(b.op, 'en', { numeric: true })),
    };
  },
});

const COLUMNS = [
  'number',
  'op',
  'act',
  'label',
  'lines',
  'eId',
  'by',
  'supporters',
  'at',
  'late',
  'status',
  'state',
  'outcome',
  'on',
  'words',
  'reasons',
] as const;

/** The same as CSV (RFC 4180), one change a line. */
export const exportCsv = (rows: readonly ExportRow[]): string =>
  csvHead(COLUMNS) +
  rows
    .map((row) => csvLine(COLUMNS.map((key) => (key === 'supporters' ? row.supporters.join('; ') : (row[key] ?? '')))))
    .join('');

export const compiledText = query({
  name: 'amendments.compiled-text',
  summary: 'The compilation as one text: each proposal a mark under its author’s name, conflicts in square brackets.',
  input: LinedAt,
  policy: anyone,
  async run(ctx, input) {
    const { place, compilation: done } = await compiled(ctx, input);
    const numbers = input.lines === 'yes' ? await linesOf(ctx.db, place.edition.id) : null;
    return {
      edition: place.edition,
      text: numbers ? withLineNumbers(done.text, numbers, 'before') : done.text,
      rows: done.rows,
      /** Proposed in other languages, by the paragraph of this one; "" where it has none. */
      elsewhere: [...(await inOtherLanguages(ctx, place, eidsOf(rowsOf(done.text))))].flatMap(([eid, all]) =>
        all.map(({ number, kind, lang, organisationName }) => ({ eid, number, kind, lang, organisationName })),
      ),
    };
  },
});
