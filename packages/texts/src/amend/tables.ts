import type { Cell, Group, Item, Row, Run } from '../model/text.ts';
import { filledItem, goneRow, newItem, rowInShape, type RowWriting } from './apply-rows.ts';
import { attributionsOf, sorted } from './attribution.ts';
import { type By } from './edits.ts';
import type { Gathered, Live } from './gather.ts';
import { byNames, mergeWords, shortKey } from './merge.ts';
import type { Attribution, Choice, ChoiceReason, CompiledPlace, Option, Segment } from './model.ts';
import { closing, deletion, markOf, opening, printed, type Printing } from './render.ts';
import { paragraphsIn, rowKey } from './row-change.ts';
import type { Added, RowCase, TableCase } from './row-cases.ts';
import { withRowsIn } from './row-places.ts';
import { join, runsOf, textIn } from './runs.ts';
import type { Plan, Unit } from './units.ts';

/** What is needed to print the rows of a compilation. */
export interface TablePrinting {
  plan: Plan;
  places: CompiledPlace[];
  found: Gathered;
  printing: Printing;
  taken: Set<string>;
  compare: (a: string, b: string) => number;
}

/**
 * Prints what is proposed for the rows of tables. What nothing contradicts stands as a mark of row or cells; a contested row
 * stands in one bracket from its first cell to its last ("[Pier | 3 | two] [A: delete]"), ways to cut it into other cells
 * follow as rows in brackets of their own (the last with who would delete it behind), and so do rows that several would add at one place.
 */
export function printTables(cases: ReadonlyMap<string, TableCase>, at: TablePrinting): void {
  for (const [eId, one] of cases) {
    const before = at.plan.groups.get(eId);
    at.plan.groups.set(eId, (group) => (before?.(group) ?? [group]).map((each) => printTable(one, each, at)));
  }
}

function printTable(table: TableCase, group: Group, at: TablePrinting): Group {
  const parts: Row[][] = [];
  let count = 0;
  const old = group.table ?? [];
  for (const r of [...old.keys(), old.length]) {
    const out: Row[] = [];
    for (const added of table.come.get(r) ?? [])
      out.push(addedRow(added, table.rivals.has(r), table, count + out.length, at));
    const row = old[r];
    const one = table.rows.get(r);
    if (row !== undefined && one === undefined) out.push(row);
    else if (row !== undefined && one !== undefined)
      out.push(...new RowPrinter(one, row, `${table.unit.id}/${r}`, table, at).print(count + out.length));
    parts.push(out);
    count += out.length;
  }
  return withRowsIn(group, parts);
}

const everyone = (lives: readonly Live[], compare: TablePrinting['compare']): Attribution[] =>
  sorted(
    lives.flatMap(({ amendment, op, on }) => attributionsOf(amendment, op, on)),
    compare,
  );

const authorOf = (by: readonly Attribution[], printing: Printing): By => {
  const { author, date } = markOf('deleted', by, printing);
  return { ...(author === undefined ? {} : { author }), ...(date === undefined ? {} : { date }) };
};

/** The words of a row, cell by cell, for those who list the options of a choice. */
const wordsOf = (row: Row): Segment[] => {
  const runs = row.cells.flatMap((cell, c): Run[] => [
    ...(c === 0 ? [] : [{ text: ' | ' }]),
    ...paragraphsIn(cell).flatMap((item, i) => [...(i === 0 ? [] : [{ text: ' ' }]), ...runsOf(item)]),
  ]);
  return runs.length === 0 ? [] : [{ kind: 'words', runs: join(runs.map(({ mark: _mark, ...run }) => run)) }];
};

/** A row that comes: new, or another way to cut one that stands. */
function comingRow(
  row: Row,
  choice: Choice,
  option: Option,
  inBrackets: boolean,
  table: Unit,
  at: TablePrinting,
  against: readonly Attribution[] = [],
): Row {
  const mark = markOf('inserted', option.by, at.printing);
  const writing = writingOf(table, at, authorOf(option.by, at.printing));
  const { mark: _mark, ...rest } = row;
  const made: Row = {
    ...rest,
    mark,
    cells: row.cells.map(({ mark: _m, was: _w, ...cell }) => ({
      ...cell,
      items: cell.items.map((item) => newItem(item, writing)),
    })),
  };
  const given = row.cells.flatMap(paragraphsIn);
  for (const [i, item] of paragraphsIn(made).entries()) {
    const runs = runsOf(given[i] ?? item);
    const segments: Segment[] = runs.length === 0 ? [] : [{ kind: 'words', runs }];
    const options = choice.options
      .filter((one) => one.original || one.key === option.key)
      .map((one) => ({ ...one, segments: one.key === option.key ? segments : [] }));
    at.places.push({
      target: choice.id.slice(0, choice.id.lastIndexOf('#')),
      eId: item.eId,
      label: item.label,
      kind: 'addition',
      original: [],
      segments: [{ kind: 'choice', choice: { ...choice, options } }],
      kept: [],
      contested: inBrackets,
    });
  }
  if (!inBrackets) return made;
  const after = [...closing(mark), ...deletion(against, at.printing)];
  return bracketed(made, opening(option.by, mark, at.printing), after, writing);
}

const writingOf = (table: Unit, at: TablePrinting, by?: By): RowWriting => ({
  table: table.eId,
  language: at.printing.language,
  taken: at.taken,
  by,
});

function addedRow(added: Added, rival: boolean, table: TableCase, index: number, at: TablePrinting): Row {
  const target = added.lives.map(({ op }) => op.id).sort()[0] ?? '';
  const against = sorted(
    added.lives.flatMap(({ op }) => at.found.onAdditions.get(op.id)?.against ?? []),
    at.compare,
  );
  const option: Option = {
    key: shortKey(added.key),
    by: everyone(added.lives, at.compare),
    segments: wordsOf(added.row),
  };
  const choice: Choice = {
    id: `${target}/${option.key}#add`,
    reason: !rival ? 'proposed' : against.length > 0 ? 'amended' : 'conflict',
    options: [{ key: 'original', original: true, by: against, segments: [] }, option],
  };
  at.places.push(rowPlace(target, table.unit, index, choice, option.key));
  return comingRow(added.row, choice, option, rival, table.unit, at, against);
}

const rowPlace = (target: string, table: Unit, row: number, choice: Choice, option?: string): CompiledPlace => ({
  target,
  eId: table.eId,
  label: null,
  kind: 'row',
  row,
  ...(option === undefined ? {} : { option }),
  original: [],
  segments: [{ kind: 'choice', choice }],
  kept: [],
  contested: choice.reason !== 'proposed',
});

/** Puts words before the first and after the last paragraph of a row; a row without any takes one in its first cell. */
function bracketed(row: Row, before: Run[], after: Run[], writing: RowWriting): Row {
  const standing = paragraphsIn(row).filter((item) => item.state !== 'deleted');
  const [first, last] = [standing[0], standing.at(-1)];
  if (first === undefined || last === undefined) {
    const [cell, ...rest] = row.cells;
    if (cell === undefined) return row;
    return {
      ...row,
      cells: [{ ...cell, items: [...cell.items, filledItem([...before, ...after], writing)] }, ...rest],
    };
  }
  const item = (one: Item): Item => {
    const runs = [...(one.eId === first.eId ? before : []), ...runsOf(one), ...(one.eId === last.eId ? after : [])];
    const items = one.items.map(item);
    return one.eId === first.eId || one.eId === last.eId
      ? { ...one, runs: join(runs), text: textIn(runs), items }
      : { ...one, items };
  };
  return { ...row, cells: row.cells.map((cell) => ({ ...cell, items: cell.items.map(item) })) };
}

/** Prints one row that stands in the text, and the other ways to cut it into cells. */
class RowPrinter {
  readonly #case: RowCase;
  readonly #row: Row;
  readonly #target: string;
  readonly #table: TableCase;
  readonly #at: TablePrinting;

  /** `row` is the row with the words of its paragraphs printed. */
  constructor(one: RowCase, row: Row, target: string, table: TableCase, at: TablePrinting) {
    this.#case = one;
    this.#target = target;
    this.#table = table;
    this.#at = at;
    this.#row = this.#filled(row);
  }

  print(index: number): Row[] {
    const { gone, shaped, contested, row } = this.#case;
    if (gone.length + shaped.length === 0) return [this.#row];
    const { compare, printing, places } = this.#at;
    const ways = this.#ways();
    const stay = everyone(this.#case.kept, compare);
    const options: Option[] = [
      { key: 'original', original: true, by: stay, segments: wordsOf(row) },
      ...[...ways.values()].map(({ option }) => option).sort((a, b) => byNames(a, b, compare)),
      ...(gone.length === 0 ? [] : [{ key: 'delete', by: everyone(gone, compare), segments: [] }]),
    ];
    const reason: ChoiceReason = !contested
      ? 'proposed'
      : stay.length > 0 && options.length === 2
        ? 'kept'
        : 'conflict';
    const choice: Choice = { id: `${this.#target}#row`, reason, options };
    places.push(rowPlace(this.#target, this.#table.unit, index, choice));
    const out = options.find(({ key }) => key === 'delete');
    if (contested) {
      const others = options.flatMap((option, i) => {
        const way = ways.get(option.key);
        if (way === undefined) return [];
        places.push(rowPlace(this.#target, this.#table.unit, index + i, choice, option.key));
        const against = i === ways.size ? out?.by : undefined;
        return [comingRow(way.row, choice, option, true, this.#table.unit, this.#at, against)];
      });
      // "[A: delete]" ends the alternatives, so that none is taken for one of a row that comes after them.
      return [this.#inBrackets(stay, ways.size === 0 ? out : undefined), ...others];
    }
    if (out !== undefined) return [goneRow(this.#row, authorOf(out.by, printing))];
    const [way] = ways.values();
    const [first] = shaped;
    if (way === undefined || first === undefined) return [this.#row];
    const writing = writingOf(this.#table.unit, this.#at, authorOf(way.option.by, printing));
    return [rowInShape(this.#row, row, first.change, writing)];
  }

  // The other ways to cut the row, alike ones joined. Where they are not contested they differ in words of cells at most.
  #ways(): Map<string, { row: Row; option: Option }> {
    const found = new Map<string, { row: Row; lives: Live[] }>();
    for (const { live, next, change } of this.#case.shaped) {
      const key = shortKey(this.#case.contested ? rowKey(next) : (change.shape ?? ''));
      const one = found.get(key) ?? { row: next, lives: [] };
      one.lives.push(live);
      found.set(key, one);
    }
    return new Map(
      [...found].map(([key, { row, lives }]) => [
        key,
        { row, option: { key, by: everyone(lives, this.#at.compare), segments: wordsOf(row) } },
      ]),
    );
  }

  #inBrackets(stay: readonly Attribution[], out: Option | undefined): Row {
    const { printing, places } = this.#at;
    const editor = markOf('inserted', [], printing);
    const after = [...closing(editor), ...deletion(out?.by ?? [], printing)];
    const row = bracketed(this.#row, opening(stay, editor, printing), after, writingOf(this.#table.unit, this.#at));
    // Brackets are no words of a paragraph that nobody changes: settling gives it back as it was.
    const known = new Set(places.map(({ eId }) => eId));
    const before = new Map(paragraphsIn(this.#row).map((item) => [item.eId, item]));
    for (const item of paragraphsIn(row)) {
      const was = before.get(item.eId);
      if (was === item || known.has(item.eId)) continue;
      const unit = this.#case.paragraphs.find(({ eId }) => eId === item.eId);
      places.push({
        target: unit?.id ?? item.eId,
        eId: item.eId,
        label: item.label,
        kind: unit === undefined ? 'addition' : 'words',
        original: was === undefined ? [] : runsOf(was),
        segments: was === undefined ? [] : [{ kind: 'words', runs: runsOf(was) }],
        kept: [],
        contested: true,
      });
    }
    return row;
  }

  // Cells that hold no paragraph, with the words proposed for them.
  #filled(row: Row): Row {
    const one = this.#case;
    if (one.filled.size === 0) return row;
    const { printing, compare, places } = this.#at;
    const cells = row.cells.map((cell, c): Cell => {
      const proposals = one.filled.get(c);
      if (proposals === undefined) return cell;
      const target = `${this.#target}/${c}`;
      const segments = mergeWords([], proposals, {
        target,
        language: printing.language,
        compare,
        kept: everyone(one.kept, compare),
        disputed: one.contested,
        beside: one.beside,
      });
      const item = filledItem(printed(segments, printing), writingOf(this.#table.unit, this.#at));
      const choice = segments.find((each) => each.kind === 'choice');
      places.push({
        target,
        eId: item.eId,
        label: null,
        kind: 'addition',
        original: [],
        segments,
        kept: [],
        contested: choice !== undefined && choice.choice.reason !== 'proposed',
      });
      return { ...cell, items: [item] };
    });
    return { ...row, cells };
  }
}
