import type { Group, Item, Outline } from '../../src/index.ts';

/**
 * Where each paragraph of a text belongs: `line → "part label"`, "·" for none, "#" for a heading. Keys are committed as lines and
 * labels, never words, in ranges that a reader can follow beside the source:
 *
 *     4 preamble #
 *     5-11 preamble ·
 *     12-26 operative 1..15
 */
export type Key = Map<number, string>;

/** Reads a key as committed. */
export function readKey(text: string): Key {
  const key: Key = new Map();
  for (const row of text.split('\n')) {
    const match = /^(\d+)(?:-(\d+))? (\S+) (.+)$/.exec(row);
    if (!match) continue;
    const [from, part, label] = [Number(match[1]), match[3] ?? '', match[4] ?? ''];
    const series = /^(\d+)\.\.\d+$/.exec(label);
    for (let line = from; line <= Number(match[2] ?? from); line++)
      key.set(line, `${part} ${series ? Number(series[1]) + line - from : label}`);
  }
  return key;
}

/** Writes one, the consecutive lines of a part drawn together. */
export function writeKey(key: Key): string {
  const rows: { from: number; to: number; part: string; first: string; last: string; series: boolean }[] = [];
  for (const [line, value] of [...key].sort(([a], [b]) => a - b)) {
    const at = value.indexOf(' ');
    const [part, label] = [value.slice(0, at), value.slice(at + 1)];
    const open = rows.at(-1);
    const next = open && open.to + 1 === line && open.part === part;
    if (next && label === open.last && !/^\d+$/.test(label) && !open.series) open.to = line;
    else if (next && /^\d+$/.test(label) && /^\d+$/.test(open.last) && Number(label) === Number(open.last) + 1) {
      Object.assign(open, { to: line, last: label, series: true });
    } else rows.push({ from: line, to: line, part, first: label, last: label, series: false });
  }
  return `${rows
    .map(
      (row) =>
        `${row.from === row.to ? row.from : `${row.from}-${row.to}`} ${row.part} ${row.series ? `${row.first}..${row.last}` : row.first}`,
    )
    .join('\n')}\n`;
}

/** The same from an outline. */
export function keyOf(outline: Outline): Key {
  const key: Key = new Map();
  const items = (list: readonly Item[], part: string): void => {
    for (const item of list) {
      for (const line of item.lines) if (!key.has(line)) key.set(line, `${part} ${item.label ?? '·'}`);
      items(item.items, part);
    }
  };
  const groups = (list: readonly Group[]): void => {
    for (const group of list) {
      for (const line of group.lines) key.set(line, `${group.part} #`);
      items(group.items, group.part);
      groups(group.groups);
    }
  };
  for (const text of outline.texts) groups(text.groups);
  return key;
}
