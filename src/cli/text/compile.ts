import { writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import type { Amendment, AmendNote, Authored, Compilation, Language, Outline, Text } from '@suivi/texts';
import { compile } from '@suivi/texts/amend';
import { amendmentsFromMarks } from '@suivi/texts/amend/marks';
import { compare, redline, redlinePage } from '@suivi/texts/compare';
import { readSource } from '@suivi/texts/outline';
import { sniff } from '@suivi/texts/read';
import { acceptChanges } from '@suivi/texts/revise';
import { PROFILES } from '@suivi/texts/profiles';
import { acceptText, hasChanges, isStanding, standingIn } from '@suivi/texts/settle';
import { outlineToDocx } from '@suivi/texts/write/files';
import { languageOf, SIX, speechIn, wrongCall, type Speech } from '../speech.ts';
import { print } from '../terminal.ts';
import { onFile } from './input.ts';
import { readTexts } from './read.ts';
import { short, titleOf } from './title.ts';
import { english, type Words } from './words.ts';

export const help = `Usage: suivi text compile BASE AMENDED… [--by NAME=FILE]… [--order A,B,C] [--out FILE] [--language L] [--json]

The amendments of several members to one text, merged into one: identical ones joined, compatible ones combined word by word,
conflicts in square brackets with who proposes what. The order of the files does not matter.

AMENDED    files made from BASE. The revision marks of a file are the amendments of their authors; a file without marks is
           compared with BASE.
--by       the member that a file speaks for, in place of its authors' names: --by A=proposal.docx. The file need not be named
           again. Without it, a file without marks speaks for its own name.
--order    the house order of members; those left out come after, by name.
--out      .docx (each proposal as revision marks under its author's name, reasons as comments), .html (a page), .json (text,
           places with their alternatives, list of amendments, notes), .csv (the list of amendments).
--language of what is printed in brackets ("delete"; ${SIX.join(', ')}); the text's own where left out.
--json     prints what .json holds.

Prints the list of amendments and what was found on the way: changes made without marks, paragraphs that BASE does not have.

Exit code: 0 done, 1 a file could not be read, 2 wrongly called.
`;

const FORMS = ['docx', 'html', 'json', 'csv'] as const;

interface Member {
  file: string;
  /** Null: the authors of the marks. */
  name: string | null;
}

/** What the call asks for. Errors: a wrong call. */
function asked(args: string[]) {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      by: { type: 'string', multiple: true },
      order: { type: 'string' },
      out: { type: 'string' },
      language: { type: 'string' },
      profile: { type: 'string' },
      json: { type: 'boolean' },
    },
  });
  const [base, ...files] = positionals;
  const names = new Map<string, string>();
  for (const one of values.by ?? []) {
    const at = one.indexOf('=');
    if (at < 1 || at === one.length - 1) throw wrongCall('cli.by', { value: one });
    names.set(one.slice(at + 1), one.slice(0, at));
  }
  // Sorted, so that the same files in another order give the same.
  const members: Member[] = [...new Set([...files, ...names.keys()])].sort().map((file) => ({
    file,
    name: names.get(file) ?? null,
  }));
  if (base === undefined || members.length === 0) throw wrongCall('cli.amended-base');
  if ([base, ...members.map(({ file }) => file)].filter((file) => file === '-').length > 1)
    throw wrongCall('cli.one-input');
  const form = FORMS.find((one) => values.out?.toLowerCase().endsWith(`.${one}`));
  if (values.out !== undefined && form === undefined)
    throw wrongCall('cli.ends-in', { values: FORMS.map((one) => `.${one}`).join(', ') });
  const language = values.language === undefined ? undefined : languageOf('language', values.language);
  if (values.profile !== undefined && !PROFILES.some((one) => one.id === values.profile))
    throw wrongCall('cli.takes', { option: 'profile', values: PROFILES.map((one) => one.id).join(', ') });
  const order = (values.order ?? '').split(',').flatMap((code) => code.trim() || []);
  return { base, members, order, form, language, out: values.out, json: values.json === true, profile: values.profile };
}

type Found = { amendments: Amendment[]; notes: AmendNote[] };

/** The text of a file that is the counterpart of one of the base: the same number, or the same kind, or the same place. */
const twinOf = (text: Text, base: Outline, file: Outline): Text | undefined =>
  file.texts.find((one) => one.number !== null && one.number === text.number) ??
  file.texts.find((one) => one.kind === text.kind) ??
  file.texts[base.texts.indexOf(text)];

export async function run(args: string[], words: Words = english): Promise<number> {
  const call = asked(args);
  const profile = call.profile === undefined ? {} : { profile: call.profile };
  let base: Outline | null = null;
  let standing: Authored[] = [];
  const found = new Map<Text, Found>();
  const readBase = await onFile(
    call.base,
    help,
    async (bytes, name) => {
      const read = await readTexts(bytes, { name, ...profile });
      base = { ...read, texts: read.texts.map(acceptText) };
      standing = read.texts.flatMap(standingIn);
      for (const text of base.texts) found.set(text, { amendments: [], notes: [] });
      return 0;
    },
    words,
  );
  if (readBase !== 0 || base === null) return readBase;
  const whole: Outline = base;
  for (const [i, member] of call.members.entries()) {
    const code = await onFile(
      member.file,
      help,
      async (bytes, name) => {
        const own = withoutStanding(bytes, name, standing);
        const file = await readTexts(own, { name, ...profile });
        const { comments } = readSource(own, name);
        for (const [text, into] of found) {
          const twin = twinOf(text, whole, file);
          if (twin === undefined) continue;
          const read = amendmentsOf(text, twin, member, { comments, prefix: `${i + 1}:` });
          into.amendments.push(...read.amendments);
          into.notes.push(...read.notes.map((note) => ({ ...note, message: `${member.file}: ${words.remark(note)}` })));
        }
        return 0;
      },
      words,
    );
    if (code !== 0) return code;
  }
  const options = { order: call.order, ...(call.language === undefined ? {} : { language: call.language }) };
  const compiled = [...found].map(([text, { amendments, notes }]): Compilation => {
    const one = compile(text, amendments, options);
    return { ...one, notes: [...notes, ...one.notes.map((note) => ({ ...note, message: words.remark(note) }))] };
  });
  const json = `${JSON.stringify(compiled, null, 2)}\n`;
  if (call.out !== undefined) writeFileSync(call.out, written(compiled, call.form, json, call.language));
  await print(call.json ? json : summary(await speechIn(words.lang), compiled));
  return 0;
}

/** A member's file without the marks that BASE bears already. */
const withoutStanding = (bytes: Uint8Array, name: string, standing: readonly Authored[]): Uint8Array =>
  standing.length > 0 && sniff(bytes, name) === 'docx'
    ? acceptChanges(bytes, { only: isStanding(standing) }).bytes
    : bytes;

function amendmentsOf(
  base: Text,
  twin: Text,
  member: Member,
  options: { comments: ReturnType<typeof readSource>['comments']; prefix: string },
): Found {
  const name = member.name ?? basename(member.file).replace(/\.[^.]+$/, '');
  const own = member.name === null ? {} : { organisationOf: () => name };
  if (hasChanges(twin)) return amendmentsFromMarks(twin, { ...options, base, unnamed: name, ...own });
  const marked = redline(compare(base, twin, { typography: 'loose', paragraphs: 'whole' }), { author: name });
  const { amendments, notes } = amendmentsFromMarks(marked, { ...options, base });
  // The comparison itself is what finds changes without marks; a text file has no formatting to take away.
  return { amendments, notes: notes.filter(({ code }) => code !== 'unmarked-change' && code !== 'no-change') };
}

function written(
  compiled: readonly Compilation[],
  form: (typeof FORMS)[number] | undefined,
  json: string,
  language: Language | undefined,
): Uint8Array | string {
  const texts = compiled.map((one) => one.text);
  switch (form) {
    case 'docx':
      return outlineToDocx({ texts, headers: [], trace: [] }, (i) => reasonsIn(compiled[i]));
    case 'html':
      return redlinePage(texts, language);
    case 'csv':
      return csv(compiled);
    case 'json':
    case undefined:
      return json;
  }
}

const reasonsIn = (one: Compilation | undefined) =>
  (one?.rows ?? []).flatMap(({ eId, reasons, by, at }) =>
    reasons === null ? [] : [{ eId, words: reasons, author: by, ...(at === '' ? {} : { date: at }) }],
  );

const COLUMNS = [
  'amendment',
  'act',
  'label',
  'eId',
  'by',
  'supporters',
  'at',
  'status',
  'outcome',
  'reasons',
  'words',
] as const;

/** The list of amendments for a sheet. A cell that begins like a formula is made plain. */
function csv(compiled: readonly Compilation[]): string {
  const cell = (value: unknown): string => {
    const words = Array.isArray(value) ? value.join(', ') : typeof value === 'string' ? value : '';
    return `"${words.replace(/^[=+\-@\t\r]/, "'$&").replace(/"/g, '""')}"`;
  };
  const rows = compiled.flatMap((one) => one.rows.map((row) => COLUMNS.map((column) => cell(row[column])).join(',')));
  return `${[COLUMNS.join(','), ...rows].join('\r\n')}\r\n`;
}

function summary(speech: Speech, compiled: readonly Compilation[]): string {
  const { t } = speech;
  // A cover page, say, that nobody amends.
  const amended = compiled.filter(({ rows, notes }) => rows.length + notes.length > 0);
  const lines = (amended.length > 0 ? amended : compiled).flatMap(({ text, rows, notes }) => [
    titleOf(speech, text),
    ...rows.map(({ act, label, eId, by, outcome, words }) =>
      [act.padEnd(4), (label ?? '·').padEnd(6), by, outcomeIn(speech, outcome), eId ?? '', short(words)]
        .filter(Boolean)
        .join('  '),
    ),
    ...notes.map(({ message }) => t('cli.note', { message })),
  ]);
  return `${lines.join('\n')}\n`;
}

const outcomeIn = ({ t, messageOf }: Speech, outcome: string): string =>
  messageOf(t, 'amendments.outcome', outcome, 'amendments.outcome.alone');
