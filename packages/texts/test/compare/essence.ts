import { joinRuns } from '../../src/compare/runs.ts';
import type { Footnote, Group, Item, Run, Text } from '../../src/index.ts';

type Plain = Record<string, unknown>;

/** What two texts must share to be the same: structure, addresses, labels, words and formatting, notes. */
export const essence = (text: Text): Plain => ({
  about: [text.kind, text.number, text.title, text.status, text.language],
  groups: text.groups.map(groupOf),
  notes: text.footnotes.map((note: Footnote) => [note.id, note.label, runsOf(note.runs)]),
});

const groupOf = (group: Group): Plain => ({
  eId: group.eId,
  part: group.part,
  label: group.label ?? null,
  heading: runsOf(group.headingRuns ?? [{ text: group.heading }]),
  verb: group.verb,
  addressees: group.addressees,
  state: group.state,
  items: group.items.map(itemOf),
  table: group.table?.map((row) => [
    row.header,
    row.mark,
    row.cells.map((cell) => [cell.colspan, cell.rowspan, cell.mark, cell.was, cell.items.map(itemOf)]),
  ]),
  groups: group.groups.map(groupOf),
});

const itemOf = (item: Item): Plain => ({
  eId: item.eId,
  label: item.label,
  oldLabel: item.oldLabel,
  words: item.text.replace(/\s+/g, ' ').trim(),
  runs: runsOf(item.runs.length > 0 ? item.runs : [{ text: item.text }]),
  state: item.state,
  items: item.items.map(itemOf),
});

const runsOf = (runs: readonly Run[]): Run[] =>
  joinRuns(runs.filter((run) => run.text !== '' || run.image !== undefined)).map((run) =>
    JSON.parse(JSON.stringify(run)),
  );
