import type { Group, Item, Text } from '../model/text.ts';
import { Bags } from './bags.ts';
import { match } from './match.ts';
import { nodesIn, rootOf } from './nodes.ts';

/**
 * Which paragraph or heading of the older text each one of the newer text is: addresses of the newer lead to addresses of
 * the older, and what was written anew leads nowhere. Each is taken once. Paragraphs in cells of tables are paragraphs like
 * others. In the newer text, what is marked as a change stands by its words after the change and under the label that it had
 * before; in the older one what was struck is not there. Pure.
 */
export function pairParagraphs(
  old: Pick<Text, 'groups'>,
  next: Pick<Text, 'groups' | 'language'>,
): Map<string, string> {
  const [a, b] = [
    rootOf(old.groups.map((one) => plainGroup(one, true))),
    rootOf(next.groups.map((one) => plainGroup(one))),
  ];
  const pairs = match(a, b, new Bags(next.language));
  const found = new Map<string, string>();
  const eIdOf = (node: { item?: Item; group?: Group } | undefined): string | undefined =>
    node?.item?.eId ?? node?.group?.eId;
  for (const node of nodesIn(b)) {
    const [is, was] = [eIdOf(node), eIdOf(pairs.oldOf(node))];
    if (is !== undefined && was !== undefined) found.set(is, was);
  }
  return found;
}

const plainWords = (text: string): string => text.normalize('NFC').replace(/\s+/g, ' ').trim();
const before = (one: { label?: string | null; oldLabel?: string }): string | null =>
  one.oldLabel === undefined ? (one.label ?? null) : one.oldLabel === '' ? null : one.oldLabel;

const plainItems = (items: readonly Item[], settled: boolean): Item[] =>
  items.flatMap((item): Item[] => {
    const within = plainItems(item.items, settled);
    if (settled && item.state === 'deleted') return within;
    return [
      { ...item, label: settled ? item.label : before(item), text: plainWords(item.text), runs: [], items: within },
    ];
  });

function plainGroup(group: Group, settled = false): Group {
  const { headingRuns: _runs, table, ...rest } = group;
  return {
    ...rest,
    // A heading of a table is found by its words, as others are.
    part: table ? 'section' : group.part,
    heading: plainWords(group.heading),
    label: settled ? (group.label ?? null) : before(group),
    items: plainItems(
      [...group.items, ...(table ?? []).flatMap((row) => row.cells.flatMap((cell) => cell.items))],
      settled,
    ),
    groups: group.groups.map((one) => plainGroup(one, settled)),
  };
}
