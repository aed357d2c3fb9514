import type { Group, Item, Text } from '@suivi/texts';
import { speechIn, type Speech } from '../speech.ts';
import { print } from '../terminal.ts';
import { onFile, viewArgs } from './input.ts';
import { readTexts } from './read.ts';
import { english, type Words } from './words.ts';

export const help = `Usage: suivi text outline FILE|- [--json] [--view before|after|marked] [--profile P] [--language L]

The tree of a text: its parts, numbered paragraphs, footnotes, instruments cited, repairs and warnings.
A report that carries a resolution in an annex gives both. --view reads a file with revision marks as it was before them, as it is after them, or with them (the usual).
--json prints the whole (packages/texts/schema/outline.schema.json).
`;

const STATE = { kept: ' ', inserted: '+', deleted: '-' } as const;
const short = (words: string): string => {
  const line = words.replace(/\s+/g, ' ').trim();
  return line.length > 90 ? `${line.slice(0, 89)}…` : line;
};

function* items(t: Speech['t'], list: readonly Item[], depth: number): Generator<string> {
  for (const item of list) {
    const label = item.oldLabel ? t('cli.was', { label: item.label ?? '·', old: item.oldLabel }) : (item.label ?? '·');
    yield `${STATE[item.state]}${'  '.repeat(depth)}${label} ${short(item.text)}`;
    yield* items(t, item.items, depth + 1);
  }
}
function* groups(t: Speech['t'], list: readonly Group[], depth: number): Generator<string> {
  for (const group of list) {
    const about = [group.part, group.verb, ...group.addressees].filter(Boolean).join(' · ');
    yield ` ${'  '.repeat(depth)}${group.label ? `${group.label} ` : ''}${short(group.heading)}  [${about}]`;
    yield* items(t, group.items, depth + 1);
    for (const row of group.table ?? []) for (const cell of row.cells) yield* items(t, cell.items, depth + 1);
    yield* groups(t, group.groups, depth + 1);
  }
}
function* text({ t, messageOf, formatNumber }: Speech, one: Text, words: Words): Generator<string> {
  const kind = messageOf(t, 'texts.kind', one.kind, 'texts.kind.document');
  yield `${kind} ${one.number ?? ''} ${one.status ? `(${one.status})` : ''}`.trim();
  yield one.title;
  yield `${one.language} · ${one.profile}${one.body ? ` · ${one.body}` : ''}`;
  yield* groups(t, one.groups, 0);
  for (const { label, runs, text: printed } of one.footnotes) {
    const state = (['inserted', 'deleted'] as const).find(
      (each) => runs.length > 0 && runs.every(({ mark }) => mark?.state === each),
    );
    const said = state === 'deleted' ? runs.map((each) => each.text).join('') : printed;
    yield `${STATE[state ?? 'kept']} [${label}] ${short(said)}`;
  }
  if (one.references.length > 0) yield t('cli.cites', { n: one.references.length });
  for (const { line, kind: found, oldLabel, newLabel, confidence, question } of one.repairs) {
    const labels = oldLabel || newLabel ? ` (${oldLabel ?? ''} → ${newLabel ?? ''})` : '';
    const said = messageOf(t, 'import.repair', found, 'import.repair.words-merged') + labels;
    const sure = formatNumber(confidence, words.lang, { style: 'percent' });
    yield t('cli.repaired', { line, said: question ? `${said}. ${t('import.repair-question')}` : said, sure });
  }
  for (const warning of one.warnings) yield words.warning(warning);
}

export async function run(args: string[], words: Words = english): Promise<number> {
  const { values, file, options } = viewArgs(args);
  return onFile(
    file,
    help,
    async (bytes, name) => {
      const read = await readTexts(bytes, { name, ...options });
      if (values['json']) await print(`${JSON.stringify(read, null, 2)}\n`);
      else {
        const speech = await speechIn(words.lang);
        await print(`${read.texts.map((one) => [...text(speech, one, words)].join('\n')).join('\n\n')}\n`);
      }
      return 0;
    },
    words,
  );
}
