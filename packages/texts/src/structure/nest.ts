import type { Block, Group, Item } from '../model/text.ts';
import { bareLabel, wordsOf } from './words.ts';
import { groupOf, itemOf, type Draft } from './draft.ts';
import { tableOf } from './table.ts';

export type LabelClass = 'number' | 'dotted' | 'letter' | 'upper' | 'roman' | 'dash' | 'none';

const ROMAN = /^(?:m{0,3})(?:cm|cd|d?c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})$/i;
export const isRoman = (text: string): boolean => text !== '' && ROMAN.test(text);

/** What kind of series a label belongs to. One-letter romans ("i", "v", "x") are told apart by their neighbours. */
export function classOf(label: string | null, next: string | null, letterBefore: string | null): LabelClass {
  if (label === null) return 'none';
  if (/^[–—•·*-]$/.test(label)) return 'dash';
  if (/^\d+$/.test(label)) return 'number';
  if (/^\d+(?:\.[\da-z]+)+$/i.test(label)) return 'dotted';
  if (/^[A-Z]$/.test(label) && !(isRoman(label) && label !== 'C' && label !== 'D' && label !== 'L' && label !== 'M'))
    return 'upper';
  if (isRoman(label)) {
    if (label.length > 1) return letterBefore !== null && follows(letterBefore, label) ? 'letter' : 'roman';
    if (letterBefore !== null && follows(letterBefore, label) && next?.toLowerCase() !== `${label.toLowerCase()}i`)
      return 'letter';
    return label.toLowerCase() === 'i' || letterBefore === null ? 'roman' : 'roman';
  }
  if (/^\p{Ll}{1,4}$/u.test(label)) return 'letter';
  if (/^\p{Lo}{1,4}$/u.test(label)) return 'letter';
  return 'number';
}

/** Whether `b` comes right after `a` in the alphabet (z, then aa; bis and the like do not count). */
export function follows(a: string, b: string): boolean {
  if (a.length === 1 && b.length === 1) return b.charCodeAt(0) === a.charCodeAt(0) + 1;
  if (a === 'z') return b === 'aa';
  return (
    a.length === b.length &&
    a.slice(0, -1) === b.slice(0, -1) &&
    b.charCodeAt(b.length - 1) === a.charCodeAt(a.length - 1) + 1
  );
}

interface Level {
  kind: LabelClass;
  last: string | null;
  items: Draft[];
  owner: Draft | null;
}

/**
 * Whether paragraphs go on after a table of a group, in a part of their own without a heading. What an operative part or a
 * recital asks is asked under its words: there tables stand last.
 */
const goesOn = ({ part }: Group): boolean => part === 'section' || part === 'annex' || part === 'article';

/** Where the next paragraph of a group stands. */
function goingOn(group: Group): Group {
  if (!goesOn(group)) return group;
  const last = group.groups.at(-1);
  if (last?.part === 'section' && last.heading === '' && !last.label) return last;
  if (last?.part !== 'table') return group;
  const next = groupOf('section', '', []);
  group.groups.push(next);
  return next;
}

/** Puts the paragraphs of a group in their places, and its tables between them. */
export function fill(group: Group, blocks: readonly Block[]): void {
  let pending: Block[] = [];
  const close = (): void => {
    if (pending.length > 0) goingOn(group).items.push(...nest(pending));
    pending = [];
  };
  const isTable = (block: Block): boolean => block.kind === 'table';
  const inTurn = goesOn(group) ? blocks : blocks.toSorted((a, b) => Number(isTable(a)) - Number(isTable(b)));
  for (const block of inTurn)
    if (isTable(block)) {
      close();
      group.groups.push(tableOf(block));
    } else pending.push(block);
  close();
}

/** Puts blocks under a group as they come: paragraphs as items, tables as groups. */
export function put(
  group: Group,
  blocks: readonly Block[],
  label: (block: Block) => string | null = () => null,
): Group {
  for (const block of blocks)
    if (block.kind === 'table') group.groups.push(tableOf(block));
    else goingOn(group).items.push(itemOf(block, label(block)));
  return group;
}

/** Lines before or after a text proper: what follows a table among them is a front of its own, so that all stand in order. */
export function fronts(
  blocks: readonly Block[],
  label: (block: Block) => string | null = () => null,
  groups: Group[] = [],
): Group[] {
  for (const block of blocks) {
    const last = groups.at(-1);
    const goes = last !== undefined && (block.kind === 'table' || last.groups.at(-1)?.part !== 'table');
    const group = goes ? last : groupOf('front', '', []);
    if (!goes) groups.push(group);
    put(group, [block], label);
  }
  return groups;
}

/**
 * Nests the paragraphs of one group by the series of their labels: a label of a series that is open goes on there, one of
 * a new series opens a level below. A bare paragraph among labelled ones goes on with the item before it.
 */
export function nest(blocks: readonly Block[]): Draft[] {
  const top: Draft[] = [];
  const levels: Level[] = [];
  const labelled = blocks.some((block) => block.label !== undefined);
  const labels = blocks.map((block) => (block.label === undefined ? null : bareLabel(block.label)));
  const rest = [...labels];
  for (const [i, block] of blocks.entries()) {
    const label = labels[i] ?? null;
    const item = itemOf(block, label);
    const next = rest.slice(i + 1).find((one) => one !== null) ?? null;
    const letterLevel = levels.findLast(
      (level) => level.kind === 'letter' && level.last !== null && label !== null && follows(level.last, label),
    );
    const kind = classOf(label, next, letterLevel?.last ?? null);
    if (kind === 'none') {
      placeBare(item, i, blocks, levels, top, labelled);
      continue;
    }
    if (kind === 'dotted' && label !== null) {
      placeDotted(item, label, levels, top);
      continue;
    }
    const at = levels.findLastIndex(
      (level) => level.kind === kind && !(restarts(level, label, kind) && opensList(levels, level)),
    );
    if (at >= 0) {
      levels.length = at + 1;
      const level = levels[at]!;
      level.last = label;
      level.items.push(item);
    } else {
      const owner = levels.at(-1)?.items.at(-1) ?? null;
      const under = owner && (levels.at(-1)?.kind !== 'none' || /:$/.test(owner.text)) ? owner : null;
      const items = under ? under.items : top;
      if (!under) levels.length = 0;
      items.push(item);
      levels.push({ kind, last: label, items, owner: under });
    }
  }
  return top;
}

const restarts = (level: Level, label: string | null, kind: LabelClass): boolean =>
  kind !== 'dash' && (label === 'a' || label === '1' || label === 'i') && level.last !== null && level.last !== label;
// A series that begins again right after a paragraph that announces a list (":") is a list below it.
const opensList = (levels: readonly Level[], level: Level): boolean =>
  levels.at(-1) === level && /:$/.test(level.items.at(-1)?.text ?? '');

function placeBare(
  item: Draft,
  i: number,
  blocks: readonly Block[],
  levels: Level[],
  top: Draft[],
  labelled: boolean,
): void {
  const before = i > 0 ? wordsOf(blocks[i - 1]!) : '';
  const first = levels[0];
  if (!labelled || !first || first.kind === 'none') {
    top.push(item);
    levels.length = 0;
    levels.push({ kind: 'none', last: null, items: top, owner: null });
    return;
  }
  const host = levels.at(-1);
  const last = host?.items.at(-1);
  if (host && last && /[:：]$/.test(before)) {
    last.items.push(item);
    levels.push({ kind: 'none', last: null, items: last.items, owner: last });
    return;
  }
  const owner = first.items.at(-1)!;
  owner.items.push(item);
  levels.length = 1;
  levels.push({ kind: 'none', last: null, items: owner.items, owner });
}

function placeDotted(item: Draft, label: string, levels: Level[], top: Draft[]): void {
  const depth = label.split('.').length;
  const at = levels.findLastIndex(
    (level) =>
      level.kind === 'dotted' &&
      (level.last ?? '').split('.').length < depth &&
      label.startsWith(`${level.last ?? ''}.`),
  );
  const same = levels.findIndex((level) => level.kind === 'dotted' && (level.last ?? '').split('.').length === depth);
  if (same >= 0 && at < same) {
    levels.length = same + 1;
    levels[same]!.items.push(item);
    levels[same]!.last = label;
    return;
  }
  const owner = at >= 0 ? levels[at]!.items.at(-1)! : null;
  levels.length = at + 1;
  const items = owner ? owner.items : top;
  items.push(item);
  levels.push({ kind: 'dotted', last: label, items, owner });
}

/** For callers that count. */
export const countItems = (items: readonly Item[]): number =>
  items.reduce((sum, item) => sum + 1 + countItems(item.items), 0);
