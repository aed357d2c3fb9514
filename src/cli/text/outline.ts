import { outline, type Group, type Item, type Text } from '@suivi/texts';
import { print } from '../terminal.ts';
import { onFile, viewArgs } from './input.ts';
import { english, type Words } from './words.ts';

export const help = `Usage: suivi text outline FILE|- [--json] [--view before|after|marked] [--profile P] [--language L]

The tree of a text: its parts, numbered paragraphs, footnotes, instruments cited, repairs and warnings.
A report that carries a resolution in an annex gives both. --view reads a file with revision marks as it was before them, as it is after them, or with them (the usual).
--json prints the whole (packages/texts/schema/outline.schema.json).
`;

const STATE = { kept: ' ', inserted: '+', deleted: '-' } as const;
const short = (words: string): string => (words.length > 90 ? `${words.slice(0, 89)}…` : words);

function* items(list: readonly Item[], depth: number): Generator<string> {
  for (const item of list) {
    const label = item.oldLabel ? `${item.label} (was ${item.oldLabel})` : (item.label ?? '·');
    yield `${STATE[item.state]}${'  '.repeat(depth)}${label} ${short(item.text)}`;
    yield* items(item.items, depth + 1);
  }
}
function* groups(list: readonly Group[], depth: number): Generator<string> {
  for (const group of list) {
    const about = [group.part, group.verb, ...group.addressees].filter(Boolean).join(' · ');
    yield ` ${'  '.repeat(depth)}${group.label ? `${group.label} ` : ''}${short(group.heading)}  [${about}]`;
    yield* items(group.items, depth + 1);
    for (const row of group.table ?? []) for (const cell of row.cells) yield* items(cell.items, depth + 1);
    yield* groups(group.groups, depth + 1);
  }
}
function* text(one: Text, words: Words): Generator<string> {
  yield `${one.kind} ${one.number ?? ''} ${one.status ? `(${one.status})` : ''}`.trim();
  yield one.title;
  yield `${one.language} · ${one.profile}${one.body ? ` · ${one.body}` : ''}`;
  yield* groups(one.groups, 0);
  for (const note of one.footnotes) yield `  [${note.label}] ${short(note.text)}`;
  if (one.references.length > 0) yield `cites ${one.references.length} instruments`;
  for (const repair of one.repairs)
    yield `repair, line ${repair.line}: ${repair.kind} ${repair.oldLabel ?? ''} → ${repair.newLabel ?? ''} (${Math.round(repair.confidence * 100)} %)${repair.question ? ` ${repair.question}` : ''}`;
  for (const warning of one.warnings) yield words.warning(warning);
}

export async function run(args: string[], words: Words = english): Promise<number> {
  const { values, file, options } = viewArgs(args);
  return onFile(
    file,
    help,
    async (bytes, name) => {
      const read = outline(bytes, { name, ...options });
      await print(
        values['json']
          ? `${JSON.stringify(read, null, 2)}\n`
          : `${read.texts.map((one) => [...text(one, words)].join('\n')).join('\n\n')}\n`,
      );
      return 0;
    },
    words,
  );
}
