import fc from 'fast-check';
import type { Footnote, Group, Item, Row, Run, Text } from '../../src/index.ts';

/** A paragraph of these words and nothing else. */
export const itemOf = (text: string): Item => ({
  eId: '',
  label: null,
  text,
  runs: [{ text }],
  state: 'kept',
  lines: [1],
  items: [],
});

const WORDS = [
  'requests',
  'invites',
  'the',
  'secretariat',
  'to',
  'report',
  'annually',
  'by',
  '31 October 2025',
  '30 June 2026',
  'on',
  'progress',
  'and',
  'of',
  'resolution 70/125',
  'members',
  'shall',
  'may',
  'connectivity',
  'training',
];
const sentence = fc
  .array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 14 })
  .map((list) => `${list.join(' ')};`);

const format = fc.constantFrom(
  {},
  {},
  {},
  { bold: true as const },
  { italic: true as const },
  { link: 'https://example.org' },
);
const runs: fc.Arbitrary<Run[]> = fc
  .array(fc.tuple(sentence, format), { minLength: 1, maxLength: 3 })
  .map((list) => list.map(([text, set], i) => ({ text: i < list.length - 1 ? `${text} ` : text, ...set })));
const label = fc.option(fc.constantFrom('1', '2', '3', '4', '10', 'a', 'b', 'iv'), { nil: null });

const item = (depth: number): fc.Arbitrary<Item> =>
  fc
    .tuple(label, runs, depth > 0 ? fc.array(item(depth - 1), { maxLength: 2 }) : fc.constant<Item[]>([]))
    .map(([number, list, items]) => ({
      eId: '',
      label: number,
      text: list.map((run) => run.text).join(''),
      runs: list,
      state: 'kept',
      lines: [1],
      items,
    }));

const table = fc
  .array(fc.array(fc.array(item(0), { minLength: 1, maxLength: 2 }), { minLength: 2, maxLength: 2 }), {
    minLength: 1,
    maxLength: 3,
  })
  .map((rows) => rows.map((cells) => ({ cells: cells.map((items) => ({ items })) })));

const group = (depth: number): fc.Arbitrary<Group> =>
  fc
    .record({
      heading: fc.option(sentence, { nil: '' }),
      label: fc.option(fc.constantFrom('1', '2', 'A'), { nil: null }),
      items: fc.array(item(1), { maxLength: 4 }),
      table: fc.option(table, { nil: undefined, freq: 6 }),
      groups: depth > 0 ? fc.array(group(depth - 1), { maxLength: 2 }) : fc.constant<Group[]>([]),
    })
    .map(({ heading, label: number, items, table: rows, groups }) => ({
      eId: '',
      part: rows ? 'table' : 'section',
      heading: rows ? '' : heading,
      label: number,
      verb: null,
      addressees: [],
      state: 'kept',
      lines: [1],
      items: rows ? [] : items,
      groups: rows ? [] : groups,
      ...(rows ? { table: rows } : {}),
    }));

/** Gives every part an address of its own. */
export function addressed(text: Text): Text {
  let n = 0;
  const ofItem = (one: Item): Item => ({ ...one, eId: `p_${(n += 1)}`, items: one.items.map(ofItem) });
  const ofGroup = (one: Group): Group => ({
    ...one,
    eId: `g_${(n += 1)}`,
    items: one.items.map(ofItem),
    ...(one.table
      ? {
          table: one.table.map((row) => ({
            ...row,
            cells: row.cells.map((cell) => ({ ...cell, items: cell.items.map(ofItem) })),
          })),
        }
      : {}),
    groups: one.groups.map(ofGroup),
  });
  return { ...text, groups: text.groups.map(ofGroup) };
}

const textOf = (groups: Group[], title: string, notes: string[]): Text => {
  const footnotes = notes.map((words, i): Footnote => ({
    id: `fn${i + 1}`,
    label: String(i + 1),
    text: words,
    runs: [{ text: words }],
    at: null,
    lines: [1],
  }));
  // Each note is referred to at the end of a paragraph, as far as there are paragraphs.
  let n = 0;
  const withNotes = (items: Item[]): Item[] =>
    items.map((one) => {
      const note = footnotes[n];
      n += 1;
      return note ? { ...one, runs: [...one.runs, { text: note.label, sup: true, note: note.id }] } : one;
    });
  return addressed({
    kind: 'resolution',
    number: '1',
    title,
    status: null,
    body: null,
    language: 'en',
    profile: 'un-ga',
    groups: groups.map((one) => ({ ...one, items: withNotes(one.items) })),
    footnotes,
    references: [],
    repairs: [],
    warnings: [],
  });
};

/** A text of any form. */
export const anyText: fc.Arbitrary<Text> = fc
  .tuple(fc.array(group(1), { maxLength: 4 }), sentence, fc.array(sentence, { maxLength: 2 }))
  .map(([groups, title, notes]) => textOf(groups, title, notes));

/**
 * A text and what an editor may have made of it: words, labels and formats changed, parts moved, struck and added, paragraphs
 * split and joined, headings struck and added above paragraphs that stay, cells struck, added and merged, columns added.
 */
export const anyPair: fc.Arbitrary<[Text, Text]> = fc
  .tuple(anyText, fc.array(fc.tuple(fc.nat(), fc.nat(), fc.nat({ max: 17 }), item(1)), { maxLength: 6 }))
  .map(([text, edits]) => {
    const next = structuredClone(text);
    for (const [at, to, what, fresh] of edits) {
      const lists: Item[][] = [];
      const gather = (items: Item[]): void => {
        lists.push(items);
        for (const one of items) gather(one.items);
      };
      const walk = (groups: Group[]): void => {
        for (const one of groups) {
          if (one.part === 'table') {
            if (what === 5 && one.table && one.table.length > 1) one.table.splice(at % one.table.length, 1);
            if (what === 16) rowMoved(one.table ?? [], at, to, fresh);
            else if (what > 10 && what < 16) recelled(one.table ?? [], what, at, to, fresh);
            for (const row of one.table ?? []) for (const cell of row.cells) lists.push(cell.items);
          } else gather(one.items);
          walk(one.groups);
        }
      };
      walk(next.groups);
      if (what === 9) unheaded(next.groups, at);
      if (what === 10) headed(next.groups, at, to);
      if (what === 17) headingMoved(next.groups, at, to);
      const from = lists[at % Math.max(1, lists.length)];
      const into = lists[to % Math.max(1, lists.length)];
      const one = from?.[to % Math.max(1, from.length)];
      if (!from || !into || !one) continue;
      const last = one.runs[0];
      if (what === 0) from.splice(from.indexOf(one), 1);
      else if (what === 1) into.splice(at % (into.length + 1), 0, structuredClone(fresh));
      else if (what === 2 && !contains(one, into))
        into.splice(to % (into.length + 1), 0, ...from.splice(from.indexOf(one), 1));
      else if (what === 3 && last)
        one.runs = [
          { text: `${WORDS[to % WORDS.length] ?? ''} ` },
          ...one.runs.slice(1),
          { ...last, note: undefined as never },
        ].map(({ note, ...run }) => (note === undefined ? run : { ...run, note }));
      else if (what === 4) one.label = String(to % 20);
      else if (what === 7) {
        const words = last && last.note === undefined ? last.text.split(' ') : [];
        if (last && words.length > 2) {
          const cut = 1 + (at % (words.length - 1));
          const rest = [{ ...last, text: words.slice(cut).join(' ') }, ...one.runs.slice(1)];
          from.splice(from.indexOf(one) + 1, 0, {
            ...structuredClone(fresh),
            runs: rest,
            text: textOfRuns(rest),
            items: one.items,
          });
          one.runs = [{ ...last, text: `${words.slice(0, cut).join(' ')} ` }];
          one.items = [];
        }
      } else if (what === 8) {
        const other = from[from.indexOf(one) + 1];
        if (other && one.items.length === 0) {
          one.runs = [...one.runs, ...other.runs];
          one.items = other.items;
          from.splice(from.indexOf(other), 1);
        }
      } else if (what === 6) one.runs = one.runs.map((run) => (run.note ? run : { ...run, bold: true }));
      one.text = textOfRuns(one.runs);
    }
    return [text, addressed(next)];
  });

const textOfRuns = (list: readonly Run[]): string =>
  list
    .filter((run) => run.note === undefined)
    .map((run) => run.text)
    .join('');

// A row goes elsewhere, and some words of it change.
function rowMoved(rows: Row[], at: number, to: number, fresh: Item): void {
  const [row] = rows.splice(at % Math.max(1, rows.length), 1);
  const cell = row?.cells[to % row.cells.length];
  if (row) rows.splice(to % (rows.length + 1), 0, row);
  if (cell && at % 2 === 0) cell.items = [...cell.items.slice(1), { ...structuredClone(fresh), items: [] }];
}

// A part goes elsewhere with all below it, and its heading changes.
function headingMoved(groups: Group[], at: number, to: number): void {
  const [one] = groups.splice(at % Math.max(1, groups.length), 1);
  if (!one) return;
  if (one.heading !== '') one.heading = `${one.heading} ${WORDS[to % WORDS.length] ?? ''}`;
  groups.splice(to % (groups.length + 1), 0, one);
}

// A heading goes, and what stood below it stands below the one before.
function unheaded(groups: Group[], at: number): void {
  const k = 1 + (at % Math.max(1, groups.length - 1));
  const [before, one] = [groups[k - 1], groups[k]];
  if (!before || !one || before.table || one.table || before.groups.length > 0) return;
  before.items.push(...one.items);
  before.groups.push(...one.groups);
  groups.splice(k, 1);
}

// A heading comes above some paragraphs of a group.
function headed(groups: Group[], at: number, to: number): void {
  const k = at % Math.max(1, groups.length);
  const one = groups[k];
  if (!one || one.table) return;
  const cut = to % (one.items.length + 1);
  const heading = `${WORDS[at % WORDS.length] ?? ''} ${WORDS[to % WORDS.length] ?? ''}`;
  groups.splice(k + 1, 0, { ...one, heading, label: null, items: one.items.splice(cut), groups: one.groups.splice(0) });
}

/** A table of words, and what became of it: rows, cells and columns went, came and were merged, words changed. */
export const tablePair: fc.Arbitrary<[Row[], Row[]]> = fc
  .tuple(
    fc
      .integer({ min: 2, max: 4 })
      .chain((width) =>
        fc.array(fc.array(sentence, { minLength: width, maxLength: width }), { minLength: 2, maxLength: 4 }),
      ),
    fc.array(fc.tuple(fc.nat(), fc.nat(), fc.integer({ min: 9, max: 16 }), sentence), { maxLength: 6 }),
    fc.nat(4),
  )
  .map(([lines, edits, first]) => {
    const old: Row[] = lines.map((cells) => ({ cells: cells.map((text) => ({ items: [itemOf(text)] })) }));
    // Some edits made the old table what it is.
    for (const [at, to, what, text] of edits.slice(0, first)) if (what < 16) recelled(old, what, at, to, itemOf(text));
    const next = structuredClone(old);
    for (const [at, to, what, text] of edits.slice(first)) {
      if (what === 16) rowMoved(next, at, to, itemOf(text));
      else if (what > 10) recelled(next, what, at, to, itemOf(text));
      else if (what === 9)
        next.splice(at % (next.length + 1), 0, { cells: next[0]?.cells.map(() => ({ items: [itemOf(text)] })) ?? [] });
      else if (next.length > 1) next.splice(at % next.length, 1);
    }
    return [old, next];
  });

// Cells of a table go, come, are merged with the next or the one below; a column comes.
function recelled(rows: Row[], what: number, at: number, to: number, fresh: Item): void {
  const row = rows[at % Math.max(1, rows.length)];
  const cell = row?.cells[to % row.cells.length];
  if (!row || !cell) return;
  const c = row.cells.indexOf(cell);
  const items = (): Item[] => [{ ...structuredClone(fresh), items: [] }];
  if (what === 11 && row.cells.length > 1) row.cells.splice(c, 1);
  else if (what === 12) row.cells.splice(c, 0, { items: at % 3 === 0 ? [] : items() });
  else if (what === 15) for (const one of rows) one.cells.splice(Math.min(c, one.cells.length), 0, { items: items() });
  else {
    const below = rows[rows.indexOf(row) + 1];
    const other = what === 13 ? row.cells[c + 1] : below?.cells[c];
    const from = what === 13 ? row : below;
    if (!other || !from || from.cells.length < 2) return;
    const span = what === 13 ? 'colspan' : 'rowspan';
    cell.items.push(...other.items);
    cell[span] = (cell[span] ?? 1) + (other[span] ?? 1);
    from.cells.splice(from.cells.indexOf(other), 1);
  }
}

const contains = (outer: Item, list: readonly Item[]): boolean =>
  outer.items === list || outer.items.some((one) => contains(one, list));
