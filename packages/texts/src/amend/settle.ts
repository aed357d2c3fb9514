import { settledRow } from '../settle/tree.ts';
import type { Cell, Group, Item, Row, Run, Text } from '../model/text.ts';
import { withHeading } from './apply.ts';
import { resolved } from './merge.ts';
import type { Choice, Compilation, CompiledPlace } from './model.ts';
import { textIn } from './runs.ts';
import { itemsOfPieces, piecesOf, unshown } from './splits.ts';
import { withRowsIn } from './row-places.ts';
import { emptyPlan, rebuild, unitsOf, type Units } from './units.ts';

/** Gives the key of an option of a choice, or null for the original. */
export type Pick = (choice: Choice, place: CompiledPlace) => string | null;

/** Leaves every word as it is. */
export const ORIGINAL: Pick = () => null;
/** Takes each change that nothing contradicts; the original where there is a choice. */
export const UNCONTESTED: Pick = (choice) => (choice.reason === 'proposed' ? (choice.options[1]?.key ?? null) : null);

/**
 * The clean text once every choice of a compilation is made: with `ORIGINAL` it is the text that was compiled, word for word;
 * with `UNCONTESTED` it has all changes that can stand together.
 */
export function settle(compilation: Compilation, pick: Pick): Text {
  const { text, places } = compilation;
  const plan = emptyPlan();
  const units = unitsOf(text);
  const tables = new Map<string, CompiledPlace[]>();
  for (const place of places) {
    const unit = units.find(place.eId);
    if (unit === undefined) continue;
    const choose = (choice: Choice): string | null => pick(choice, place);
    if (place.kind === 'row') {
      tables.set(place.eId, [...(tables.get(place.eId) ?? []), place]);
      continue;
    }
    const gone = isGone(place, choose);
    if (place.parts !== undefined) {
      for (const part of place.parts) plan.items.set(part, (item) => item.items);
      plan.items.set(place.eId, (item) => (gone ? item.items : settledParts(item, place, choose, units)));
      continue;
    }
    const runs = resolved(place.segments, choose);
    if (unit.item !== null) plan.items.set(place.eId, (item) => (gone ? item.items : [settledItem(item, runs)]));
    else
      plan.groups.set(place.eId, (group) => {
        // A heading that goes by itself leaves what stands below it.
        const cells = (group.table ?? []).flatMap((row) => row.cells);
        if (gone && group.items.length + group.groups.length === 0 && cells.every((cell) => cell.items.length === 0))
          return [];
        const back = group.state === 'kept' ? group : unmarkedRows(group);
        return [{ ...settledHeading(back, runs, text), state: 'kept' }];
      });
  }
  for (const [eId, rows] of tables) {
    const before = plan.groups.get(eId);
    plan.groups.set(eId, (group) => (before?.(group) ?? [group]).map((one) => withRows(one, rows, pick)));
  }
  return rebuild(text, plan);
}

const settledItem = (item: Item, runs: Run[]): Item => ({ ...item, runs, text: textIn(runs), state: 'kept' });

// A paragraph that somebody would split, as many as it makes.
function settledParts(
  item: Item,
  place: CompiledPlace,
  choose: (choice: Choice) => string | null,
  units: Units,
): Item[] {
  const pieces = piecesOf(resolved(unshown(place.segments), choose));
  const more = (place.parts ?? []).map((eId) => ({ eId, label: units.find(eId)?.item?.label ?? null }));
  const nested = (place.parts ?? []).some((eId) => units.find(eId)?.parent?.eId === place.eId);
  const done = ({ end: _end, ...one }: Item): Item => settledItem({ ...one, items: one.items.map(done) }, one.runs);
  return itemsOfPieces(item, pieces, more, nested).map(done);
}

// A heading that nobody changed keeps the form it had.
function settledHeading(group: Group, runs: Run[], text: Text): Group {
  if (
    runs.length === 1 &&
    textIn(runs) === runs[0]?.text &&
    group.headingRuns === undefined &&
    runs[0].text === group.heading
  )
    return group;
  return withHeading(group, runs, text.language);
}

const unmarkedRows = (group: Group): Group =>
  group.table === undefined ? group : { ...group, table: group.table.map(({ mark: _mark, ...row }) => row) };

// Taken out as a whole, or an addition that is left out.
function isGone(place: CompiledPlace, pick: (choice: Choice) => string | null): boolean {
  const [only] = place.segments;
  if (only === undefined) return place.kind === 'addition';
  if (only.kind !== 'choice' || place.segments.length > 1) return false;
  const key = pick(only.choice) ?? 'original';
  return place.kind === 'addition' ? key === 'original' : only.choice.id.endsWith('#all') && key === 'delete';
}

function withRows(group: Group, given: readonly CompiledPlace[], pick: Pick): Group {
  const places = new Map(given.map((place) => [place.row, place]));
  const parts = (group.table ?? []).map((row, r): Row[] => {
    const place = places.get(r);
    const [only] = place?.segments ?? [];
    if (place === undefined || only?.kind !== 'choice') return [row];
    const key = pick(only.choice, place) ?? 'original';
    const { mark: _mark, ...rest } = row;
    if (place.option !== undefined) return place.option === key ? [rest] : [];
    if (key === 'original') return [withCells(rest, 'reject')];
    // Where the row stands in brackets, the one for the option chosen stands below it.
    return key === 'delete' || place.contested ? [] : [withCells(rest, 'accept')];
  });
  return withRowsIn(group, parts);
}

// Cells that came, went, or cover others now. Paragraphs of those that stay are settled already.
const withCells = (row: Row, side: 'accept' | 'reject'): Row => ({
  ...row,
  cells: row.cells.flatMap((cell): Cell[] => {
    const { items } = cell;
    const [done] = settledRow({ cells: [cell] }, side).cells;
    return done === undefined ? [] : [cell.mark === undefined && !isRewritten(cell) ? { ...done, items } : done];
  }),
});
const isRewritten = ({ items }: Cell): boolean => items.some((item) => item.state !== 'kept');
