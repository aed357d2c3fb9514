import { sql, type RawBuilder, type SqlBool } from 'kysely';
import type { Language } from '@suivi/texts';
import { plainOf, tagging } from '@suivi/texts/exchange';
import { LANGUAGES } from '@suivi/texts/model';
import { diffWords } from '@suivi/texts/words';
import { z } from 'zod';
import { can, type Actor } from '../platform/actor.ts';
import type { QueryContext } from '../platform/context.ts';
import { NotFound } from '../platform/errors.ts';
import { Id, Lang } from '../platform/input.ts';
import { holds } from '../platform/policy.ts';
import { query } from '../platform/query.ts';
import { IMPORT } from '../texts/index.ts';
import { within } from './load.ts';
import { similar } from './memory.ts';
import { REVISE, TRANSLATE } from './policy.ts';
import { problemsOf } from './problems.ts';
import { reachedIn, seenFor } from './reach.ts';
import { termsIn } from './terms.ts';
import { countsOf, workOf, type Piece, type Work } from './work.ts';

const LIMIT = 20;

/** Languages in which a grant lets the actor translate, in any text at all. */
export const languagesOf = (actor: Actor): Language[] =>
  LANGUAGES.filter(
    (lang) =>
      actor.kind === 'system' ||
      actor.grants.some(
        (grant) =>
          can({ ...actor, grants: [grant] }, TRANSLATE) &&
          (grant.scope.kind !== 'language' || grant.scope.value === lang),
      ),
  );

export const overview = query({
  name: 'translation.overview',
  summary: 'Languages with what is under way in each: taken up, to revise, and yours.',
  input: z.object({}),
  policy: holds<never>(TRANSLATE),
  async run({ db, actor }) {
    const languages = languagesOf(actor);
    const { rows } = await sql<{ lang: Language; taken: number; review: number; mine: number }>`
      select t.lang, count(*) filter (where t.state in ('to-do', 'in-progress'))::int as taken,
        count(*) filter (where t.state = 'to-review')::int as review,
        count(*) filter (where t.state in ('to-do', 'in-progress') and t.assignee = ${actor.id})::int as mine
      from translation t join version on version.id = t.version join record on record.id = version.id
      join text on text.id = version.text
      where t.state <> 'done' and ${eachOf(languages, (lang) => sql`${seenFor(actor, lang)} and ${reachedIn(actor, TRANSLATE, lang)}`)}
      group by t.lang`.execute(db as never);
    const none = { taken: 0, review: 0, mine: 0 };
    return { languages: languages.map((lang) => ({ ...none, ...rows.find((one) => one.lang === lang), lang })) };
  },
});

export const list = query({
  name: 'translation.list',
  summary: 'Versions that want something in a language, the newest first, with words to do and the day; paged by key.',
  input: z.object({ lang: Lang, after: Id.optional() }),
  policy: holds<never>(TRANSLATE),
  async run({ db, actor, now }, { lang, after }) {
    const { rows } = await sql<{ id: string }>`
      select version.id from version join record on record.id = version.id join text on text.id = version.text
      where version.status in ('draft', 'proposed', 'adopted') and record.withdrawn_at is null
        and exists (select from edition e where e.version = version.id and e.lang <> ${lang})
        and ${seenFor(actor, lang)} and ${reachedIn(actor, TRANSLATE, lang)}
        ${after === undefined ? sql`` : sql`and version.id < ${after}`}
      order by version.id desc limit ${LIMIT + 1}`.execute(db as never);
    const ids = rows.slice(0, LIMIT).map((row) => row.id);
    const works = await workOf(db, actor, ids, lang, now);
    return {
      lang,
      works: works
        .filter((work) => work.pieces.length > 0 || work.mine === null)
        .map(({ pieces, carried: _carried, ...work }) => ({ ...work, counts: countsOf(pieces), total: pieces.length })),
      next: rows.length > LIMIT ? (ids.at(-1) ?? null) : null,
    };
  },
});

const OfText = { slug: z.string().max(120), version: z.string().max(60).describe('its label'), lang: Lang };

async function workNamed(
  ctx: QueryContext,
  { slug, version, lang }: z.output<z.ZodObject<typeof OfText>>,
): Promise<Work> {
  const found = await ctx.db
    .selectFrom('version')
    .innerJoin('text', 'text.id', 'version.text')
    .innerJoin('record', 'record.id', 'version.id')
    .select('version.id')
    .where('text.slug', '=', slug)
    .where('version.label', '=', version)
    .where(seenFor(ctx.actor, lang))
    .executeTakeFirst();
  const [work] = found ? await workOf(ctx.db, ctx.actor, [found.id], lang, ctx.now) : [];
  if (!work) throw new NotFound(slug);
  return work;
}

const may = (actor: Actor, work: Work) => ({
  translate: can(actor, TRANSLATE, within(work)),
  revise: can(actor, REVISE, within(work)),
  deliver: can(actor, IMPORT, within(work)),
});

/** Names of persons, for who may see who does the work. */
async function namesOf(ctx: QueryContext, ids: readonly (string | null)[]): Promise<Record<string, string>> {
  const wanted = [...new Set(ids)].filter((id) => id !== null);
  if (wanted.length === 0) return {};
  const rows = await ctx.db
    .selectFrom('wording')
    .select('record')
    .select(sql<string>`min(value)`.as('name'))
    .where('record', 'in', wanted)
    .where('field', '=', 'name')
    .groupBy('record')
    .execute();
  return Object.fromEntries(rows.map((row) => [row.record, row.name]));
}

export const work = query({
  name: 'translation.work',
  summary: 'What a version wants in a language: each paragraph with its state, its words and who has it.',
  input: z.object(OfText),
  policy: holds<never>(TRANSLATE),
  async run(ctx, input) {
    const { pieces, carried, ...found } = await workNamed(ctx, input);
    const names = await namesOf(
      ctx,
      pieces.map((one) => one.assignee),
    );
    return {
      ...found,
      counts: countsOf(pieces),
      carried: carried.size,
      pieces: pieces.map((one) => ({
        piece: one.piece,
        label: one.label,
        heading: one.heading,
        kind: one.kind,
        state: one.state,
        stale: one.stale,
        words: one.count,
        source: plainOf(one.source),
        translation: one.words ? plainOf(one.words) : null,
        assignee: one.assignee === null ? null : { id: one.assignee, name: names[one.assignee] ?? '' },
        problems: one.words && !one.stale ? problemsOf({ ...found, pieces, carried }, one, one.words) : [],
      })),
      may: may(ctx.actor, { ...found, pieces, carried }),
    };
  },
});

export const piece = query({
  name: 'translation.piece',
  summary:
    'A paragraph to translate: what changed in the source, the old translation, terms that occur, and how like paragraphs were translated.',
  input: z.object({ ...OfText, piece: z.string().max(200) }),
  policy: holds<never>(TRANSLATE),
  async run(ctx, input) {
    const { pieces, ...rest } = await workNamed(ctx, input);
    const at = pieces.findIndex((one) => one.piece === input.piece);
    const one = pieces[at];
    if (!one) throw new NotFound(input.piece);
    const plain = plainOf(one.source);
    const tags = tagging(one.source, one.before ?? [], one.words ?? []);
    const [terms, memory, names] = await Promise.all([
      termsIn(ctx.db, plain, rest.sourceLang, input.lang),
      similar(ctx.db, ctx.actor, { plain, from: rest.sourceLang, to: input.lang, besides: rest.version }),
      namesOf(ctx, [one.assignee, one.writtenBy]),
    ]);
    const { carried: _carried, ...found } = rest;
    return {
      ...found,
      piece: { ...one, row: null },
      /** The source as a redline on the source before; null where there was none. */
      change: one.sourceBefore === null ? null : diffWords(one.sourceBefore, plain, rest.sourceLang),
      tagged: {
        source: tags.write(one.source),
        words: tags.write(one.words ?? one.before ?? []),
        codes: [...tags.codes].map(([id, code]) => ({
          id,
          kind: code.kind,
          value: code.value ?? null,
          text: code.text ?? null,
        })),
      },
      problems: one.words && !one.stale ? problemsOf({ ...rest, pieces }, one, one.words) : [],
      terms,
      memory,
      names,
      place: { at: at + 1, of: pieces.length, before: nameAt(pieces, at - 1), next: nameAt(pieces, at + 1) },
      may: may(ctx.actor, { ...rest, pieces }),
    };
  },
});
const nameAt = (pieces: readonly Piece[], at: number): string | null => pieces[at]?.piece ?? null;

export const translators = query({
  name: 'translation.translators',
  summary: 'Persons who hold a role that translates into a language, to be given work.',
  input: z.object({ lang: Lang }),
  policy: holds<never>(REVISE),
  async run({ db, now }, { lang }) {
    const { rows } = await sql<{ id: string; name: string }>`
      select person.id, coalesce((select min(w.value) from wording w where w.record = person.id and w.field = 'name'), '') as name
      from person where person.suspended_at is null and exists (
        select from access_grant g join role on role.name = g.role
        where g.holder = person.id and g.since <= ${now} and (g.until is null or g.until > ${now})
          and role.permissions && array[${TRANSLATE}, 'texts.*', '*']
          and (g.scope_kind <> 'language' or g.scope_value = ${lang}))
      order by name, person.id limit 500`.execute(db as never);
    return rows;
  },
});

/** What waits on the desk of a translator or reviser, by language. */
export interface Waiting {
  lang: Language;
  mine: number;
  review: number;
}

/** Pieces that the actor took up and has not handed in, and those that wait for their revision. */
export async function waitingFor({ db, actor }: QueryContext): Promise<Waiting[]> {
  if (actor.id === null || !can(actor, TRANSLATE)) return [];
  // Who may revise only because they may do everything has not been asked to.
  const asked = actor.grants.some((grant) => grant.permissions.includes(REVISE));
  const languages = languagesOf(actor);
  const toRevise = eachOf(languages, (lang) => reachedIn(actor, REVISE, lang));
  const { rows } = await sql<Waiting>`
    select t.lang, count(*) filter (where t.state in ('to-do', 'in-progress') and t.assignee = ${actor.id})::int as mine,
      count(*) filter (where t.state = 'to-review' and ${asked} and ${toRevise})::int as review
    from translation t join version on version.id = t.version join record on record.id = version.id
    join text on text.id = version.text
    where t.state <> 'done' and record.withdrawn_at is null and ${eachOf(languages, (lang) => seenFor(actor, lang))}
    group by t.lang order by t.lang`.execute(db as never);
  return rows.filter((one) => one.mine + one.review > 0);
}

/** A condition on a row of `translation` that is another one in each language. */
const eachOf = (languages: readonly Language[], of: (lang: Language) => RawBuilder<unknown>): RawBuilder<SqlBool> =>
  sql<SqlBool>`(${sql.join([sql`false`, ...languages.map((lang) => sql`(t.lang = ${lang} and ${of(lang)})`)], sql` or `)})`;
