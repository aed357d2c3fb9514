import type { Amendment, AmendmentOp, Item, Text } from '../../src/index.ts';
import { outline } from '../../src/outline/index.ts';
import { toPlainText } from '../../src/write/index.ts';
import { clean } from '../../src/amend/runs.ts';

/** A text in our own words, in the form of a council's. */
export const SOURCE = `RESOLUTION 12 (2026)
Keeping of the harbours
The Council,
recalling
a)\tthe agreement of the harbour towns;
b)\tthe report of the harbour masters,
instructs the Secretary-General
1\tto submit annually to the Council a report on the state of the quays;
2\tto publish by 1 March 2027 a roadmap for the lighthouses;
3\tto invite all towns to share their charts,
instructs the Director of Quays
1\tto repair the quays and to keep the old cranes in good order;
2\tto assist towns that ask for help:
a)\twith plans;
b)\twith stones.`;

export const textOf = (source: string): Text => {
  const [text] = outline(new TextEncoder().encode(source), { name: 'text.txt' }).texts;
  if (!text) throw new Error('no text');
  return text;
};

/** The paragraph that holds some words, by its address. */
export function at(text: Text, words: string): string {
  const found = [...itemsAndHeadings(text)].find((one) => one.words.includes(words));
  if (!found) throw new Error(`no paragraph with "${words}"`);
  return found.eId;
}
function* itemsAndHeadings(text: Text): Generator<{ eId: string; words: string }> {
  const items = function* (list: readonly Item[]): Generator<{ eId: string; words: string }> {
    for (const item of list) {
      yield { eId: item.eId, words: item.text };
      yield* items(item.items);
    }
  };
  const groups = function* (list: Text['groups']): Generator<{ eId: string; words: string }> {
    for (const group of list) {
      yield { eId: group.eId, words: group.heading };
      yield* items(group.items);
      yield* groups(group.groups);
    }
  };
  yield* groups(text.groups);
}

let count = 0;
/** A change: `mod(eId, 'new words')`, `add(eId, 'words')`, `sup(eId)`, `noc(eId)`. */
export const mod = (target: string, words: string, more: Partial<AmendmentOp> = {}): AmendmentOp => ({
  id: `o${++count}`,
  act: 'MOD',
  target,
  runs: [{ text: words }],
  ...more,
});
export const add = (target: string, words: string, more: Partial<AmendmentOp> = {}): AmendmentOp => ({
  id: `o${++count}`,
  act: 'ADD',
  target,
  runs: [{ text: words }],
  ...more,
});
export const sup = (target: string, more: Partial<AmendmentOp> = {}): AmendmentOp => ({
  id: `o${++count}`,
  act: 'SUP',
  target,
  ...more,
});
export const noc = (target: string): AmendmentOp => ({ id: `o${++count}`, act: 'NOC', target });

/** An amendment of an organisation. */
export const by = (code: string, ops: AmendmentOp[], more: Partial<Amendment> = {}): Amendment => ({
  id: `${code}-${++count}`,
  by: code,
  supporters: [],
  at: '2026-03-01T10:00:00Z',
  status: 'proposed',
  ops,
  ...more,
});

/** What is printed, marks accepted. */
export const lines = (text: Text): string[] => toPlainText(text).trimEnd().split('\n');
export const line = (text: Text, part: string): string => {
  const found = lines(text).find((one) => one.includes(part));
  if (found === undefined) throw new Error(`no line with "${part}"`);
  return found;
};

/** A text with all its marks accepted. */
export function accepted(text: Text): Text {
  const items = (list: readonly Item[]): Item[] =>
    list.flatMap((item) =>
      item.state === 'deleted'
        ? items(item.items)
        : [{ ...item, state: 'kept' as const, runs: clean(item.runs), items: items(item.items) }],
    );
  const groups = (list: Text['groups']): Text['groups'] =>
    list.map((group) => ({
      ...group,
      ...(group.headingRuns ? { headingRuns: clean(group.headingRuns) } : {}),
      items: items(group.items),
      groups: groups(group.groups),
    }));
  return { ...text, groups: groups(text.groups) };
}
