import type { Group, Item, Run, Text } from '../../src/index.ts';

/** What two readings of a text must share: the tree, its labels and words, how runs look, what changed, the notes. */
export const essence = (text: Text) => ({
  kind: text.kind,
  number: text.number,
  title: text.title,
  status: text.status,
  language: text.language,
  groups: text.groups.map(groupOf),
  footnotes: text.footnotes.map((note) => `${note.label} ${wordsOfNote(note)}`),
});

// A sign of its own ("*") stands before the words of a note in Word, and is read with them.
const wordsOfNote = ({ label, text }: { label: string; text: string }): string =>
  (text.startsWith(label) ? text.slice(label.length) : text).replace(/\s+/g, ' ').trim();
/** An empty paragraph says nothing and is not written. */
const worded = (item: Item): boolean => item.text !== '' || item.label !== null || item.items.length > 0;

type Plain = Record<string, unknown>;
const groupOf = (group: Group): Plain => ({
  part: group.part,
  heading: group.heading,
  verb: group.verb,
  addressees: group.addressees,
  items: group.items.filter(worded).map(itemOf),
  table: group.table?.map((row) =>
    row.cells.map((cell) => [cell.colspan, cell.rowspan, cell.items.filter(worded).map(itemOf)]),
  ),
  groups: group.groups.map(groupOf),
});

const itemOf = (item: Item): Plain => ({
  label: item.label,
  oldLabel: item.oldLabel,
  text: item.text,
  state: item.state,
  runs: runsOf(item.runs, item.state),
  items: item.items.filter(worded).map(itemOf),
});

/** Runs by what a reader sees: neighbours that look alike are one; spaces at the ends say nothing. */
function runsOf(runs: readonly Run[], state: Item['state']): string[] {
  const out: { words: string; look: string }[] = [];
  for (const run of runs) {
    const look = [
      run.bold && 'b',
      run.italic && 'i',
      run.sup && run.note === undefined && 'sup',
      run.sub && 'sub',
      run.link,
      run.note === undefined ? undefined : 'note',
      // That a whole paragraph came or went is its state; the runs of a repaired one do not say it again.
      run.mark?.state === state ? undefined : run.mark?.state,
      run.mark?.author,
    ]
      .filter(Boolean)
      .join(' ');
    const last = out.at(-1);
    if (last?.look === look) last.words += run.text;
    else out.push({ words: run.text, look });
  }
  return out
    .map(({ words, look }) => `${look}|${words.replace(/\s+/g, ' ').trim()}`)
    .filter((one) => !one.endsWith('|'));
}
