import { sql } from 'kysely';
import { z } from 'zod';
import { wordingFor } from '../bodies/index.ts';
import { can } from '../platform/actor.ts';
import { NotFound } from '../platform/errors.ts';
import { anyone } from '../platform/policy.ts';
import { query } from '../platform/query.ts';
import { visibleTo } from '../platform/visibility.ts';
import { ISSUE } from './policy.ts';
import { citedAs, type Part } from './symbol.ts';

/** One file: a document, or a revision, corrigendum or addendum of it, in one language. */
export interface Issued {
  id: string;
  slug: string;
  /** "C25/45 Corr.1". */
  symbol: string;
  part: Part;
  number: number | null;
  lang: string;
  dated: string;
  title: string;
  /** Address of the revision that has taken its place in this language; null where it stands. */
  replacedBy: string | null;
  replaces: string | null;
  withdrawn: boolean;
}

const LIMIT = 50;

export const list = query({
  name: 'documents.list',
  summary: 'Documents by symbol, the newest first, with their languages and what changed them; paged by key.',
  input: z.object({
    body: z.string().max(60).optional(),
    session: z.uuid().optional(),
    after: z.string().max(120).optional().describe('"2026-05-04~C26/12", as `next` gave it'),
  }),
  policy: anyone,
  async run({ db, actor }, input) {
    const [day, symbol] = /^(\d{4}-\d{2}-\d{2})~(.+)$/.exec(input.after ?? '')?.slice(1) ?? [];
    const { rows } = await sql<{
      symbol: string;
      title: string;
      dated: string;
      slug: string;
      langs: string[];
      parts: string[];
      lang: string;
    }>`
      select d.symbol, max(d.dated)::text as dated, min(d.slug) filter (where d.part = 'base') as slug,
        (array_agg(d.title order by d.part = 'base' desc, d.lang = 'en' desc, d.lang))[1] as title,
        (array_agg(d.lang order by d.part = 'base' desc, d.lang = 'en' desc, d.lang))[1] as lang,
        array_agg(distinct d.lang) as langs,
        coalesce(array_agg(distinct d.part || '.' || d.number) filter (where d.part <> 'base'), '{}') as parts
      from document d join record on record.id = d.id
      where d.symbol is not null and ${visibleTo(actor)} and record.withdrawn_at is null
        ${input.body ? sql`and record.owner_body = (select id from party where code = ${input.body})` : sql``}
        ${input.session ? sql`and d.session = ${input.session}` : sql``}
      group by d.symbol
      ${day ? sql`having (max(d.dated), d.symbol) < (${day}::date, ${symbol})` : sql``}
      order by max(d.dated) desc, d.symbol desc limit ${LIMIT + 1}`.execute(db as never);
    const page = rows.slice(0, LIMIT);
    const last = page.at(-1);
    return { documents: page, next: rows.length > LIMIT && last ? `${last.dated}~${last.symbol}` : null };
  },
});

export const document = query({
  name: 'documents.document',
  summary: 'A document by the address of its symbol: its languages, what replaced, corrected or added to it.',
  input: z.object({ slug: z.string().max(120) }),
  policy: anyone,
  async run({ db, actor, lang }, { slug }) {
    const { rows } = await sql<
      Omit<Issued, 'symbol'> & { base: string; body: string; bodyCode: string; bodyName: string | null }
    >`
      select d.id, d.slug, d.symbol as base, d.part, d.number, d.lang, d.dated::text as dated, d.title,
        record.withdrawn_at is not null as withdrawn, record.owner_body as body, party.code as "bodyCode",
        (${wordingFor('party.id', 'name', lang)})->>'value' as "bodyName",
        (select older.slug from document older where older.id = d.replaces) as replaces,
        (select newer.slug from document newer join record on record.id = newer.id
          where newer.symbol = d.symbol and newer.lang = d.lang and newer.part = 'rev' and newer.number > coalesce(d.number, 0)
            and d.part in ('base', 'rev') and record.withdrawn_at is null and ${visibleTo(actor)}
          order by newer.number desc limit 1) as "replacedBy"
      from document d join record on record.id = d.id join party on party.id = record.owner_body
      where d.symbol = (select symbol from document where slug = ${slug} limit 1) and ${visibleTo(actor)}
      order by array_position(array['base','rev','corr','add'], d.part), d.number, d.lang`.execute(db as never);
    const issued = rows.map(({ base, body: _body, bodyCode: _code, bodyName: _name, ...one }): Issued => ({
      ...one,
      symbol: citedAs(base, one.part, one.number),
    }));
    const here = issued.filter((one) => one.slug === slug);
    const first = rows.find((one) => one.slug === slug);
    const shown = here.find((one) => one.lang === lang) ?? here.find((one) => one.lang === 'en') ?? here[0];
    if (!first || !shown) throw new NotFound(slug);
    return {
      symbol: shown.symbol,
      base: first.base,
      body: { id: first.body, code: first.bodyCode, name: first.bodyName },
      /** The record that bears the tags of all its languages: the first that was issued. */
      tagged: here.map((one) => one.id).sort()[0] ?? shown.id,
      title: shown.title,
      titleLang: shown.lang,
      here,
      others: issued.filter((one) => one.slug !== slug),
      /** Where this address leads on to: the revision that replaced it in the reader's language, or in all it has. */
      leadsOn:
        here.find((one) => one.lang === lang)?.replacedBy ??
        (here.every((one) => one.replacedBy !== null) ? (here[0]?.replacedBy ?? null) : null),
      mayIssue: can(actor, ISSUE, { body: first.body }),
    };
  },
});
