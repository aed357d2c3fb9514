import type { Group, Item, Mark } from '../model/text.ts';
import { textAs, textIn } from '../model/words.ts';
import { bareLabel } from '../structure/words.ts';
import { labelOf } from '../write/lines.ts';
import { slug } from './names.ts';
import { rest } from './record.ts';
import { bareWords, inline, linesOf, MARK, wordsAttributes } from './write-inline.ts';
import type { Writing } from './writing.ts';
import { around, escapeWords, tag, words, type Attributes, type Node, type Tag } from './xml.ts';

const ITEM = ['eId', 'wId', 'label', 'oldLabel', 'text', 'runs', 'state', 'lines', 'items'] as const;
const GROUP = [
  'eId',
  'wId',
  'part',
  'heading',
  'headingRuns',
  'label',
  'verb',
  'addressees',
  'state',
  'lines',
  'items',
  'groups',
  'table',
] as const;

/** Stands where the schema asks for a block and the text has none. */
export const nothing = (): Tag => words('p', { 'suivi:none': 'true' }, '');

function placed(one: Item | Group, prefix: string, writing: Writing): Attributes {
  const permanent = one.wId !== undefined && /^\S+$/.test(one.wId);
  return {
    ...writing.ids.claim(one.eId, prefix),
    wId: permanent ? one.wId : undefined,
    'suivi:wId': permanent ? undefined : one.wId,
    status: one.state === 'deleted' ? 'removed' : undefined,
    'suivi:state': one.state === 'inserted' ? 'inserted' : undefined,
    'suivi:lines': linesOf(one.lines),
  };
}

/** A label from what `num` prints, white space being layout there. */
export const readLabel = (shown: string): string => bareLabel(shown.replace(/\s+/g, ' ').trim());

/** The printed label; a label that changed shows the old one struck. */
function num(label: string | null, oldLabel: string | undefined, printed: (label: string) => string): Tag | null {
  if (label === null && oldLabel === undefined) return null;
  const now = label === null ? '' : printed(label);
  const before = oldLabel === undefined ? '' : printed(oldLabel);
  const kept = (value: string | null | undefined, shown: string): string | undefined =>
    value === null ? '' : value === undefined || readLabel(shown) === value ? undefined : value;
  const changed = oldLabel !== undefined;
  return words(
    'num',
    {
      'suivi:label': label === null ? undefined : kept(label, now),
      'suivi:bare': label === null ? 'true' : undefined,
      'suivi:oldLabel': kept(oldLabel, before),
    },
    changed
      ? `${around('del', {}, escapeWords(before))}${label === null ? '' : around('ins', {}, escapeWords(now))}`
      : escapeWords(now),
  );
}

function itemAttributes(item: Item, writing: Writing): Attributes {
  return {
    ...placed(item, 'item', writing),
    ...wordsAttributes(item.runs, item.text, textAs(item.state, item.runs)),
    'suivi:more': rest(item, ITEM),
  };
}
const itemWords = (item: Item, writing: Writing): string =>
  item.runs.length > 0 ? inline(item.runs, writing, item.eId, item.text) : bareWords(item.text);

/** An item among hierarchical elements: its words as content, or as the introduction of what is under it. */
function hierItem(item: Item, name: string, writing: Writing): Tag {
  const attributes = itemAttributes(item, writing);
  const own = words('p', {}, itemWords(item, writing));
  const below = item.items.map((one) => hierItem(one, nameOf(one, 'point', 'alinea'), writing));
  return tag(name, attributes, [
    num(item.label, item.oldLabel, labelOf),
    tag(below.length === 0 ? 'content' : 'intro', {}, [own]),
    ...below,
  ]);
}
const nameOf = (item: Item, labelled: string, bare: string): string =>
  item.label !== null && /^[–—•·*-]$/.test(item.label) ? 'indent' : item.label === null ? bare : labelled;

/** Items among blocks: bare ones are paragraphs, labelled ones stand in lists. */
function blockItems(items: readonly Item[], writing: Writing, listed = false): Tag[] {
  const out: Tag[] = [];
  let list: Tag | null = null;
  for (const item of items) {
    if (!listed && item.label === null && item.oldLabel === undefined && item.items.length === 0) {
      out.push(words('p', itemAttributes(item, writing), itemWords(item, writing)));
      list = null;
      continue;
    }
    if (list === null) out.push((list = tag('blockList')));
    list.children.push(blockItem(item, 'item', writing));
  }
  return out;
}
function blockItem(item: Item, name: string, writing: Writing): Tag {
  return tag(name, itemAttributes(item, writing), [
    num(item.label, item.oldLabel, labelOf),
    words('p', {}, itemWords(item, writing)),
    ...blockItems(item.items, writing, true),
  ]);
}

function groupAttributes(group: Group, writing: Writing, implied: Group['part'] | null): Attributes {
  return {
    ...placed(group, group.part, writing),
    'suivi:part': implied === group.part ? undefined : group.part,
    'suivi:verb': group.verb ?? undefined,
    'suivi:addressees': group.addressees.length === 0 ? undefined : JSON.stringify(group.addressees),
    'suivi:num': group.label === null ? 'none' : undefined,
    'suivi:more': rest(group, GROUP),
  };
}

/** The words of a heading, and what does not follow from them. */
function headingWords(group: Group, writing: Writing): { attributes: Attributes; inner: string } | null {
  const { heading, headingRuns } = group;
  if (headingRuns === undefined)
    return heading === '' ? null : { attributes: { 'suivi:runs': 'none' }, inner: bareWords(heading) };
  const follows = textIn(headingRuns);
  return {
    attributes: { 'suivi:text': heading === follows ? undefined : heading },
    inner: inline(headingRuns, writing),
  };
}
function headingOf(group: Group, writing: Writing): Tag | null {
  const own = headingWords(group, writing);
  return own === null ? null : words('heading', own.attributes, own.inner);
}
const groupNum = (group: Group): Tag | null =>
  group.label === undefined || group.label === null ? null : num(group.label, undefined, (label) => label);

/** A group among hierarchical elements. */
export function hierGroup(group: Group, writing: Writing): Tag {
  const own = group.part === 'article' || group.part === 'section';
  const name = own ? group.part : 'hcontainer';
  const called = group.part === 'operative' && group.verb !== null ? slug(group.verb) : group.part;
  const attributes = groupAttributes(group, writing, own || called === group.part ? group.part : null);
  return tag(name, { name: own ? undefined : called === '' ? group.part : called, ...attributes }, [
    groupNum(group),
    headingOf(group, writing),
    ...hierChildren(group, writing),
  ]);
}

/** What stands under a group's heading, as hierarchical elements. */
export function hierChildren(group: Group, writing: Writing): Tag[] {
  const { table } = group;
  return [
    ...group.items.map((item) => hierItem(item, nameOf(item, 'paragraph', 'paragraph'), writing)),
    ...(table === undefined
      ? []
      : group.items.length + group.groups.length === 0 && group.part === 'table'
        ? [tag('content', {}, [tableOf(table, writing)])]
        : [tag('hcontainer', { name: 'rows' }, [tag('content', {}, [tableOf(table, writing)])])]),
    ...group.groups.map((one) => hierGroup(one, writing)),
  ];
}

/** A group among blocks. At the `top` of preface, preamble and conclusions a front is a container. */
export function blockGroup(group: Group, writing: Writing, top = false): Tag {
  const simple =
    top &&
    group.part === 'front' &&
    group.label === undefined &&
    group.heading === '' &&
    group.headingRuns === undefined;
  const attributes = groupAttributes(group, writing, simple ? 'front' : null);
  const blocks: Node[] = [
    ...blockItems(group.items, writing),
    ...(group.table === undefined ? [] : [tableOf(group.table, writing)]),
    ...group.groups.map((one) => blockGroup(one, writing)),
  ];
  if (blocks.length === 0) blocks.push(nothing());
  return simple
    ? tag('container', { name: 'front', ...attributes }, blocks)
    : tag('blockContainer', attributes, [groupNum(group), headingOf(group, writing), ...blocks]);
}

/**
 * A group of the preamble: the words that open it are a formula, a verb over recitals is their introduction. Recitals
 * without an id of their own go with the formula before them.
 */
export function preambleGroup(group: Group, writing: Writing): Tag[] {
  const plain = group.table === undefined && group.groups.length === 0 && group.label === undefined;
  const silent = group.heading === '' && group.headingRuns === undefined && group.items.length === 0;
  if (!plain || silent) return [blockGroup(group, writing, true)];
  const opening = headingWords(group, writing);
  const attributes = groupAttributes(group, writing, 'preamble');
  const recitals = (): Tag[] => group.items.map((item) => blockItem(item, 'recital', writing));
  const p = opening === null ? null : words('p', opening.attributes, opening.inner);
  if (p !== null && (group.verb === null || group.items.length === 0))
    return [
      tag('formula', { name: 'enactingFormula', ...attributes }, [p]),
      ...(group.items.length === 0 ? [] : [tag('recitals', {}, recitals())]),
    ];
  return [tag('recitals', attributes, [p === null ? null : tag('intro', {}, [p]), ...recitals()])];
}

const ROW = ['header', 'mark', 'cells'] as const;
const CELL = ['items', 'mark', 'colspan', 'rowspan'] as const;

function tableOf(rows: NonNullable<Group['table']>, writing: Writing): Tag {
  const trs = rows.map((row) => {
    const cells = row.cells.map((cell) =>
      tag(
        row.header ? 'th' : 'td',
        {
          colspan: countOf(cell.colspan),
          rowspan: countOf(cell.rowspan),
          ...(cell.mark ? partMark(cell.mark, writing) : {}),
          'suivi:more': rest(cell, CELL),
        },
        blockItems(cell.items, writing),
      ),
    );
    return tag(
      'tr',
      {
        ...(row.mark ? partMark(row.mark, writing) : {}),
        'suivi:header': row.header && cells.length === 0 ? 'true' : undefined,
        'suivi:more': rest(row, ROW),
      },
      cells.length > 0 ? cells : [tag('td', { 'suivi:none': 'true' })],
    );
  });
  const none = tag('tr', { 'suivi:none': 'true' }, [tag('td', { 'suivi:none': 'true' })]);
  return tag('table', {}, trs.length > 0 ? trs : [none]);
}
const countOf = (count: number | undefined): string | undefined => (count === undefined ? undefined : String(count));
const partMark = (mark: Mark, writing: Writing): Attributes => ({
  status: mark.state === 'deleted' ? 'removed' : undefined,
  ...writing.mark(mark),
  'suivi:state': mark.state,
  'suivi:mark': rest(mark, MARK),
});
