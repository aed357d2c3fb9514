import type { Group, Item, Run, Text } from '../model/text.ts';
import { withHeading } from './apply.ts';
import { resolved } from './merge.ts';
import type { Choice, Compilation, CompiledPlace } from './model.ts';
import { clean, runsOf, textIn } from './runs.ts';
import { emptyPlan, rebuild, unitsOf } from './units.ts';

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
  for (const place of places) {
    const unit = units.find(place.eId);
    if (unit === undefined) continue;
    const choose = (choice: Choice): string | null => pick(choice, place);
    if (place.kind === 'row') {
      const before = plan.groups.get(place.eId);
      plan.groups.set(place.eId, (group) =>
        (before?.(group) ?? [group]).map((one) => withRows(one, compilation, choose)),
      );
      continue;
    }
    const runs = resolved(place.segments, choose);
    const gone = isGone(place, choose);
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
  return rebuild(text, plan);
}

const settledItem = (item: Item, runs: Run[]): Item => ({ ...item, runs, text: textIn(runs), state: 'kept' });

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
  if (only?.kind !== 'choice' || place.segments.length > 1) return false;
  const key = pick(only.choice) ?? 'original';
  return place.kind === 'addition' ? key === 'original' : only.choice.id.endsWith('#all') && key === 'delete';
}

function withRows(group: Group, compilation: Compilation, pick: (choice: Choice) => string | null): Group {
  const rows = compilation.places.filter((place) => place.kind === 'row' && place.eId === group.eId);
  const takes = (kind: string): boolean =>
    rows.some(
      ({ segments: [one] }) => one?.kind === 'choice' && one.choice.id.endsWith(kind) && pick(one.choice) !== null,
    );
  const [adds, deletes] = [takes('#add'), takes('#delete')];
  return {
    ...group,
    table: (group.table ?? []).flatMap((row) => {
      if (row.mark === undefined) return [row];
      const { mark, ...rest } = row;
      if (mark.state === 'deleted') return deletes ? [] : [rest];
      if (!adds) return [];
      return [
        {
          ...rest,
          cells: rest.cells.map((cell) => ({
            ...cell,
            items: cell.items.map((item) => settledItem(item, clean(runsOf(item)))),
          })),
        },
      ];
    }),
  };
}
