import type { Group, Item } from '../model/text.ts';
import type { CompiledAddition } from './additions.ts';
import { freshAddress } from './addresses.ts';
import { callOf } from './apply.ts';
import type { CompiledPlace, NewParagraph, Option, Segment } from './model.ts';
import { markOf, printedAddition, type Printing } from './render.ts';
import { textIn } from './runs.ts';

/** What printing additions needs: addresses that are taken, and where places are put. */
export interface Making {
  taken: Set<string>;
  places: CompiledPlace[];
  printing: Printing;
}

/** A paragraph that is added, as it is printed. */
export function printItem(one: CompiledAddition, label: string | null, parent: string, making: Making): Item {
  const kind = parent.startsWith('preamble') ? 'rec' : 'para';
  const eId = freshAddress(parent, kind, label, making.taken);
  return {
    ...added(one, one.segments, eId, label, making),
    items: [
      ...(one.addition.op.items ?? []).map((below) => printBelow(one, below, eId, making)),
      ...one.below.map((below) => printItem(below, below.addition.op.label ?? null, eId, making)),
    ],
  };
}

/** Puts down the place of an addition; gives its paragraph, without what is below it. */
function added(
  one: CompiledAddition,
  segments: readonly Segment[],
  eId: string,
  label: string | null,
  making: Making,
): Omit<Item, 'items'> {
  const against = segments === one.segments ? (one.choice.options[0]?.by ?? []) : [];
  const runs = printedAddition(segments, one.by, one.contested, making.printing, against);
  recordAddition(one, eId, label, making);
  return { eId, label, text: textIn(runs), runs, state: 'inserted', lines: [] };
}

function recordAddition(one: CompiledAddition, eId: string, label: string | null, making: Making): void {
  making.places.push({
    target: one.addition.op.id,
    eId,
    label,
    kind: 'addition',
    original: [],
    segments: [{ kind: 'choice', choice: one.choice }],
    kept: [],
    contested: one.contested,
  });
}

// Paragraphs below an addition come and go with it.
function printBelow(one: CompiledAddition, from: NewParagraph, parent: string, making: Making): Item {
  const label = from.label ?? null;
  const eId = freshAddress(parent, 'point', label, making.taken);
  const segments: Segment[] = [{ kind: 'words', runs: from.runs }];
  const option: Option = { key: one.choice.options[1]?.key ?? 'add', by: one.by, segments };
  const choice = { ...one.choice, options: [one.choice.options[0] ?? option, option] };
  return {
    ...added({ ...one, choice }, segments, eId, label, making),
    items: (from.items ?? []).map((below) => printBelow(one, below, eId, making)),
  };
}

/** A group that is added, as it is printed. */
export function printGroup(one: CompiledAddition, parent: string, making: Making): Group {
  const { op } = one.addition;
  const part = op.part ?? 'section';
  const eId = freshAddress(
    parent === '' ? 'x' : parent,
    part === 'table' ? 'table' : 'sec',
    op.label ?? null,
    making.taken,
  );
  const runs =
    (op.runs ?? []).length === 0
      ? []
      : printedAddition(one.segments, one.by, one.contested, making.printing, one.choice.options[0]?.by);
  recordAddition(one, eId, op.label ?? null, making);
  const bare: Group = {
    eId,
    part,
    heading: '',
    ...(op.label === undefined ? {} : { label: op.label }),
    ...callOf(part, textIn(op.runs ?? []), making.printing.language),
    state: 'inserted',
    lines: [],
    items: [
      ...(op.items ?? []).map((below) => printBelow(one, below, eId, making)),
      ...one.below
        .filter(({ addition }) => addition.op.part === undefined)
        .map((below) => printItem(below, below.addition.op.label ?? null, eId, making)),
    ],
    groups: one.below
      .filter(({ addition }) => addition.op.part !== undefined)
      .map((below) => printGroup(below, eId, making)),
    ...(op.rows === undefined
      ? {}
      : {
          table: op.rows.map((row) => ({
            ...row,
            mark: markOf('inserted', one.by, making.printing),
            cells: row.cells.map((cell) => ({
              ...cell,
              items: cell.items.map((item) =>
                printBelow(one, { runs: item.runs, label: item.label, items: [] }, eId, making),
              ),
            })),
          })),
        }),
  };
  return runs.length === 0 ? bare : { ...bare, heading: textIn(runs), headingRuns: runs };
}
