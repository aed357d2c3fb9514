import { sql } from 'kysely';
import type { Language } from '@suivi/texts';
import { LANGUAGES } from '@suivi/texts/model';
import { z } from 'zod';
import { withUpload } from '../files/index.ts';
import { command, execute, newRecord, touch, type Handling } from '../platform/command.ts';
import type { Context } from '../platform/context.ts';
import { csvHead, csvLine } from '../platform/csv.ts';
import type { Read } from '../platform/db.ts';
import { InvalidInput, type Issue } from '../platform/errors.ts';
import { Lang, plainText } from '../platform/input.ts';
import { anyone, assertMay, holds } from '../platform/policy.ts';
import { query } from '../platform/query.ts';
import * as did from './events.ts';
import { TRANSLATE } from './policy.ts';
import { decoded, readCsv } from '../platform/read-csv.ts';

export const STATUSES = ['official', 'accepted', 'proposed', 'deprecated'] as const;
export type TermStatus = (typeof STATUSES)[number];

export interface TermWord {
  lang: Language;
  word: string;
  status: TermStatus;
  source: string | null;
  dated: string | null;
}
export interface Term {
  name: string;
  note: string | null;
  words: TermWord[];
}

const Word = {
  word: plainText(200),
  status: z.enum(STATUSES).default('proposed'),
  source: plainText(500).optional().describe('where it stands; an official word needs it'),
  dated: z.iso.date().optional().describe('day of that source; an official word needs it'),
};

export const saveTerm = command({
  name: 'translation.term.save',
  summary: 'Adds a word for a concept in a language, or changes its status; official only with its source and date.',
  input: z.object({
    name: plainText(200).describe('the concept'),
    lang: Lang,
    ...Word,
    note: plainText(1000).optional(),
  }),
  policy: holds(TRANSLATE, (_none: undefined, { lang }: { lang: string }) => ({ language: lang })),
  events: [did.termSaved],
  async handle(ctx, { name, note, ...word }) {
    if (word.status === 'official') assertSourced(word, '');
    const { id } = await termNamed(ctx, name, note);
    await putWord(ctx, id, { source: null, dated: null, ...word });
    ctx.emit(did.termSaved, { name, lang: word.lang, word: word.word }, id);
    return { name };
  },
});

function assertSourced({ source, dated }: { source?: string | null; dated?: string | null }, at: string): void {
  const issues = [...(source ? [] : ['source']), ...(dated ? [] : ['dated'])];
  if (issues.length > 0)
    throw new InvalidInput(issues.map((path): Issue => ({ path: `${at}${path}`, code: 'official-wants-source' })));
}

async function termNamed(ctx: Handling, name: string, note?: string): Promise<{ id: string; fresh: boolean }> {
  const known = await ctx.db.selectFrom('term').select('id').where('name', '=', name).forUpdate().executeTakeFirst();
  if (known) {
    if (note !== undefined) await ctx.db.updateTable('term').set({ note }).where('id', '=', known.id).execute();
    await touch(ctx, known.id);
    return { id: known.id, fresh: false };
  }
  const id = await newRecord(ctx, 'term', { visibility: 'public' });
  await ctx.db
    .insertInto('term')
    .values({ id, name, note: note ?? null })
    .execute();
  return { id, fresh: true };
}

const putWord = (ctx: Handling, term: string, { lang, word, ...said }: TermWord) =>
  ctx.db
    .insertInto('term_word')
    .values({ term, lang, word, ...said, written_by: ctx.actor.id, written_at: ctx.now })
    .onConflict((c) =>
      c.columns(['term', 'lang', 'word']).doUpdateSet({ ...said, written_by: ctx.actor.id, written_at: ctx.now }),
    )
    .execute();

/** Columns of the file; those of languages hold words, several parted by "|". */
const COLUMNS = ['term', ...LANGUAGES, 'status', 'source', 'date', 'note'] as const;

export const takeTerms = command({
  name: 'translation.terms.take',
  summary:
    'Takes in terms from a CSV file: term, a column per language (words parted by "|"), status, source, date, note. Known words get the status given; none is removed.',
  input: z.object({ csv: z.string().min(1).max(2_000_000) }),
  // What concerns all languages is for who may in all.
  policy: holds(TRANSLATE, () => ({})),
  events: [did.termsTaken],
  async handle(ctx, { csv }) {
    const { rows, columns } = readCsv(csv);
    if (!columns.includes('term')) throw new InvalidInput([{ path: 'csv', code: 'no-term-column' }]);
    const count = { added: 0, changed: 0 };
    for (const { line, cells } of rows) {
      const at = `csv.${line}.`;
      const name = (cells.get('term') ?? '').normalize('NFC').trim();
      if (name === '' || name.length > 200) throw new InvalidInput([{ path: `${at}term`, code: 'required' }]);
      const status = STATUSES.find((one) => one === (cells.get('status') || 'proposed'));
      if (!status)
        throw new InvalidInput([{ path: `${at}status`, code: 'not-one-of', values: { options: STATUSES.join(', ') } }]);
      const dated = cells.get('date') || null;
      if (dated !== null && !z.iso.date().safeParse(dated).success)
        throw new InvalidInput([{ path: `${at}date`, code: 'bad-form' }]);
      const said = { status, source: cells.get('source') || null, dated };
      if (status === 'official') assertSourced(said, at);
      const { id, fresh } = await termNamed(ctx, name, cells.get('note') || undefined);
      count[fresh ? 'added' : 'changed']++;
      for (const lang of LANGUAGES)
        for (const word of (cells.get(lang) ?? '').split('|').map((one) => one.normalize('NFC').trim()))
          if (word !== '') await putWord(ctx, id, { lang, word: word.slice(0, 200), ...said });
    }
    if (rows.length === 0) throw new InvalidInput([{ path: 'csv', code: 'nothing-changed' }]);
    ctx.emit(did.termsTaken, count, []);
    return { ...count, ignored: columns.filter((one) => !COLUMNS.some((known) => known === one)) };
  },
});

/** Takes in the file of terms that a request carries. Errors: those of `withUpload` and of the command. */
export async function takeTermFile(ctx: Context, request: Request) {
  assertMay(takeTerms.policy, ctx.actor);
  return withUpload(request, ({ bytes }) => execute(takeTerms, ctx, { csv: decoded(bytes) }));
}

const WORDS = sql`(select json_agg(json_build_object('lang', w.lang, 'word', w.word, 'status', w.status, 'source', w.source, 'dated', w.dated)
  order by w.lang, array_position(array['official','accepted','proposed','deprecated'], w.status), w.word) from term_word w where w.term = term.id)`;
const LIMIT = 50;

export const terms = query({
  name: 'translation.terms',
  summary: 'The term base: concepts with their words in six languages, by name; paged by key.',
  input: z.object({
    q: z.string().max(200).optional().describe('a part of any word of it'),
    status: z.enum(STATUSES).optional(),
    after: z.string().max(200).optional(),
    limit: z.coerce.number().int().min(1).max(500).default(LIMIT),
  }),
  policy: anyone,
  async run({ db }, { q, status, after, limit }) {
    const part = `%${(q ?? '')
      .normalize('NFC')
      .trim()
      .toLowerCase()
      .replace(/[\\%_]/g, '\\$&')}%`;
    const { rows } = await sql<Term>`
      select term.name, term.note, coalesce(${WORDS}, '[]') as words from term
      where ${after === undefined ? sql`true` : sql`term.name > ${after}`}
        ${q ? sql`and (lower(term.name) like ${part} or exists (select from term_word w where w.term = term.id and lower(w.word) like ${part}))` : sql``}
        ${status ? sql`and exists (select from term_word w where w.term = term.id and w.status = ${status})` : sql``}
      order by term.name limit ${limit + 1}`.execute(db as never);
    const page = rows.slice(0, limit);
    return { terms: page, next: rows.length > limit ? (page.at(-1)?.name ?? null) : null };
  },
});

/** The whole base as CSV, a line for the words of one concept that share a status, a source and a date. */
export async function termsAsCsv(db: Read): Promise<string> {
  const { rows } =
    await sql<Term>`select term.name, term.note, coalesce(${WORDS}, '[]') as words from term order by term.name`.execute(
      db as never,
    );
  const lines = rows.flatMap((term) => {
    const groups = Map.groupBy(term.words, (word) => JSON.stringify([word.status, word.source, word.dated]));
    return [...groups.values()].map((words) => {
      const [first] = words;
      const of = (lang: string): string =>
        words
          .filter((one) => one.lang === lang)
          .map((one) => one.word)
          .join('|');
      return csvLine([term.name, ...LANGUAGES.map(of), first?.status, first?.source, first?.dated, term.note]);
    });
  });
  return csvHead(COLUMNS) + lines.join('');
}

/** Concepts whose word stands in these words, with their words in another language. */
export async function termsIn(
  db: Read,
  plain: string,
  from: Language,
  to: Language,
): Promise<{ name: string; found: string; words: TermWord[] }[]> {
  const { rows } = await sql<{ name: string; found: string; words: TermWord[] }>`
    select term.name, s.word as found, coalesce((select json_agg(json_build_object('lang', w.lang, 'word', w.word, 'status', w.status, 'source', w.source, 'dated', w.dated)
      order by array_position(array['official','accepted','proposed','deprecated'], w.status), w.word)
      from term_word w where w.term = term.id and w.lang = ${to}), '[]') as words
    from term_word s join term on term.id = s.term
    where s.lang = ${from} and s.status <> 'deprecated' and position(lower(s.word) in lower(${plain})) > 0
    order by length(s.word) desc, s.word limit 200`.execute(db as never);
  const low = plain.toLowerCase();
  const seen = new Set<string>();
  return rows.filter(({ name, found, words }) => {
    const word = found.toLowerCase();
    // A word begins where no letter stands before it; scripts without spaces have no such place.
    const begins = [...low.matchAll(new RegExp(word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'), 'gu'))].some(
      (match) =>
        /^\p{Script=Han}/u.test(word) || !/\p{L}$/u.test(low.slice(0, match.index)) || /^\p{Script=Arabic}/u.test(word),
    );
    return begins && words.length > 0 && !seen.has(name) && seen.add(name);
  });
}
