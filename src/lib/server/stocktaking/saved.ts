import { sql } from 'kysely';
import { z } from 'zod';
import type { Language } from '@suivi/texts';
import { formatDate, translator } from '#lib/i18n/index.ts';
import { oweMessage } from '../mail/index.ts';
import { ANONYMOUS } from '../platform/actor.ts';
import { command, execute, newRecord } from '../platform/command.ts';
import { publicAddress } from '../platform/config.ts';
import type { CommandContext, Context } from '../platform/context.ts';
import { InvalidInput } from '../platform/errors.ts';
import { Id, Lang, parseInput, plainText } from '../platform/input.ts';
import type { Job } from '../platform/jobs.ts';
import { anyone, holdsEverywhere, signedIn, type Policy } from '../platform/policy.ts';
import { ask, query } from '../platform/query.ts';
import { fieldsOf } from '../platform/rest.ts';
import { SORTS, type Sort } from '../platform/search/index.ts';
import * as did from './events.ts';
import { FACETS, OTHER_LABELS } from './index-entry.ts';
import type { EntryLine } from './line.ts';
import { MANAGE } from './policy.ts';
import { Filters, list } from './search.ts';
import { addressOf } from './write.ts';

const KEYS = new Set<string>(['q', ...FACETS, ...OTHER_LABELS]);
/** So many searches may one person keep. */
const MOST = 50;
/** Entries named in one letter; the rest is behind a link. */
const NAMED = 20;
/** What was published in the last minutes is told next time: its transaction may still be under way. */
const SETTLED_MS = 5 * 60_000;

/** The filters of an address, and nothing else that stands in it. */
export const filtersIn = (params: URLSearchParams | string): Record<string, unknown> =>
  fieldsOf([...new URLSearchParams(params)].filter(([key]) => KEYS.has(key)));

/** The same with the order of the list, for what is taken away of it. */
export const orderedIn = (params: URLSearchParams): Record<string, unknown> => ({
  ...filtersIn(params),
  sort: params.get('sort') || undefined,
});

/** The order of a list that none was chosen for. */
export const unasked = (filters: Record<string, unknown>): Sort => (filters['q'] ? 'relevance' : 'newest');

const Ordered = Filters.extend({ sort: z.enum(SORTS).optional() });

/**
 * A search as it is kept: known filters only, one after the other by name, with the order of the list where one was chosen. Two that
 * differ by it alone are two: who kept one by title and one by date wants each to come back as it was. The order that a list has
 * unasked is not written, so that it is the same search whether it was clicked or not. Letters and feeds tell the newest first,
 * whatever the order, since they tell what is new; the link in a letter opens the list in its order. Errors: InvalidInput.
 */
export function canonical(search: string): string {
  const { sort, ...filters } = parseInput(Ordered, orderedIn(new URLSearchParams(search)));
  const chosen = sort === unasked(filters) ? undefined : sort;
  const pairs = Object.entries({ ...filters, sort: chosen }).flatMap(([key, value]) =>
    [value ?? []].flat().map((one): [string, string] => [key, one]),
  );
  return new URLSearchParams(pairs.sort((a, b) => (a.join() < b.join() ? -1 : 1))).toString();
}

export const keepSearch = command({
  name: 'stocktaking.saved-search.keep',
  summary: 'Keeps a search of the registry, with mail about new initiatives where wanted.',
  input: z.object({
    name: plainText(200),
    search: z.string().max(2000).describe('query string of the search page'),
    mail: z.enum(['never', 'daily', 'weekly']).default('never'),
    lang: Lang.optional(),
  }),
  policy: signedIn,
  events: [did.searchKept],
  async handle(ctx, { name, search, mail, lang }) {
    const person = ctx.actor.id ?? '';
    const kept = await ctx.db.selectFrom('saved_search').select('id').where('person', '=', person).execute();
    if (kept.length >= MOST) throw new InvalidInput([{ path: 'name', code: 'too-many-searches' }]);
    const id = await newRecord(ctx, 'saved-search');
    await ctx.db
      .insertInto('saved_search')
      .values({ id, person, name, search: canonical(search), mail, lang: lang ?? ctx.lang, told_to: ctx.now })
      .execute();
    ctx.emit(did.searchKept, { mail }, id);
    return { id };
  },
});

const loadSaved = (ctx: Pick<CommandContext, 'db'>, { id }: { id: string }) =>
  ctx.db.selectFrom('saved_search').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
type Saved = NonNullable<Awaited<ReturnType<typeof loadSaved>>>;
// Another's does not exist for the actor.
const own: Policy<Saved> = { needs: 'signed-in', also: (actor, one) => (one.person === actor.id ? 'allow' : 'hide') };

export const changeSearch = command({
  name: 'stocktaking.saved-search.change',
  summary: 'Says how often a kept search writes to you.',
  input: z.object({ id: Id, mail: z.enum(['never', 'daily', 'weekly']) }),
  load: loadSaved,
  policy: own,
  events: [did.searchChanged],
  async handle(ctx, { id, mail }, one) {
    await ctx.db
      .updateTable('saved_search')
      .set({ mail, ...(one.mail === 'never' ? { told_to: ctx.now } : {}) })
      .where('id', '=', id)
      .execute();
    ctx.emit(did.searchChanged, { mail }, id);
    return { id };
  },
});

export const forgetSearch = command({
  name: 'stocktaking.saved-search.forget',
  summary: 'Forgets a search that you kept.',
  input: z.object({ id: Id }),
  load: loadSaved,
  policy: own,
  events: [did.searchForgotten],
  async handle(ctx, { id }) {
    await ctx.db.deleteFrom('saved_search').where('id', '=', id).execute();
    ctx.emit(did.searchForgotten, {}, id);
    return { id };
  },
});

/** Whoever has the letter may stop it: its id stands nowhere else in public. */
export const stopSearch = command({
  name: 'stocktaking.saved-search.stop',
  summary: 'Ends the letters of a kept search, by the link that stands in each.',
  input: z.object({ id: Id }),
  load: loadSaved,
  policy: anyone,
  events: [did.searchChanged],
  async handle(ctx, { id }) {
    await ctx.db.updateTable('saved_search').set({ mail: 'never' }).where('id', '=', id).execute();
    ctx.emit(did.searchChanged, { mail: 'never' }, id);
    return { id };
  },
});

/** A kept search as its owner sees it. */
export interface SavedView {
  id: string;
  name: string;
  search: string;
  mail: string;
}

export const searches = query({
  name: 'stocktaking.saved-searches',
  summary: 'Searches that you keep.',
  input: z.object({}),
  policy: signedIn,
  run: ({ db, actor }): Promise<SavedView[]> =>
    db
      .selectFrom('saved_search')
      .select(['id', 'name', 'search', 'mail'])
      .where('person', '=', actor.id ?? '')
      .orderBy('id')
      .execute(),
});

const Told = z.object({
  id: Id,
  upTo: z.iso.datetime(),
  /** Of the whole number, those that the letter names. */
  total: z.number().int(),
  entries: z.array(z.object({ number: z.number(), title: z.string(), organisation: z.string() })).max(NAMED),
});

export const tell = command({
  name: 'stocktaking.saved-search.tell',
  summary: 'Writes to who keeps a search what is new in it; run by a job.',
  input: Told,
  load: loadSaved,
  policy: holdsEverywhere(MANAGE),
  internal: true,
  silent: true,
  events: [],
  async handle(ctx, { id, upTo, total, entries }, one) {
    const { rows } = await sql<{ email: string }>`select u.email from person p join account_user u on u.id = p.account
      where p.id = ${one.person} and p.suspended_at is null`.execute(ctx.db);
    const recipient = rows[0]?.email;
    if (recipient !== undefined && total > 0) {
      const lang = one.lang as Language;
      const letter = newsLetter(lang, one, total, entries);
      await oweMessage(ctx, { key: `saved-search:${id}:${upTo}`, person: one.person, recipient, lang, ...letter });
    }
    await ctx.db
      .updateTable('saved_search')
      .set({ told_to: new Date(upTo) })
      .where('id', '=', id)
      .execute();
  },
});

function newsLetter(
  lang: Language,
  one: { id: string; name: string; search: string },
  total: number,
  entries: z.output<typeof Told>['entries'],
): { subject: string; body: string } {
  const t = translator(lang);
  const origin = publicAddress();
  return {
    subject: t('initiatives.news.subject', { name: one.name, n: total }),
    body: [
      t('initiatives.news.lead', { name: one.name, n: total }),
      '',
      ...entries.flatMap((entry) => [
        `${entry.title} (${entry.organisation})`,
        `  ${origin}/${lang}/${addressOf(entry.number)}`,
        '',
      ]),
      ...(total > entries.length ? [t('initiatives.news.more', { n: total - entries.length })] : []),
      `${origin}/${lang}/stocktaking?${one.search}`,
      '',
      '-- ',
      t('initiatives.news.stop'),
      `${origin}/${lang}/stocktaking/searches/stop/${one.id}`,
    ].join('\n'),
  };
}

const MONDAY = 1;

/** Writes the letters that are due at `ctx.now`: daily ones each day, weekly ones on Mondays. Returns how many were looked at. */
export async function tellSearches(ctx: Context): Promise<number> {
  const upTo = new Date(ctx.now.getTime() - SETTLED_MS);
  const wanted = ctx.now.getUTCDay() === MONDAY ? ['daily', 'weekly'] : ['daily'];
  const rows = await ctx.database.read
    .selectFrom('saved_search')
    .select(['id', 'search', 'told_to', 'lang'])
    .where('mail', 'in', wanted)
    .where('told_to', '<', upTo)
    .orderBy('id')
    .execute();
  for (const one of rows) {
    const fresh = await freshIn(
      { ...ctx, actor: ANONYMOUS, lang: one.lang as Language },
      one.search,
      one.told_to,
      upTo,
    );
    const entries = fresh.slice(0, NAMED).map((line) => ({
      number: line.number,
      title: line.title.value,
      organisation: line.organisation.name,
    }));
    await execute(tell, ctx, { id: one.id, upTo: upTo.toISOString(), total: fresh.length, entries });
  }
  return rows.length;
}

// As a reader who is not signed in sees them, first published in a stretch of time; at most a thousand.
async function freshIn(ctx: Context, search: string, from: Date, to: Date): Promise<EntryLine[]> {
  const fresh: EntryLine[] = [];
  let after: string | null = null;
  do {
    const page: { entries: EntryLine[]; next: string | null } = await ask(list, ctx, {
      ...filtersIn(search),
      sort: 'newest',
      limit: 100,
      ...(after ? { after } : {}),
    });
    const young = page.entries.filter((line) => new Date(line.publishedAt) > from);
    fresh.push(...young.filter((line) => new Date(line.publishedAt) <= to));
    after = young.length < page.entries.length || fresh.length >= 1_000 ? null : page.next;
  } while (after);
  return fresh;
}

export const savedJob: Job = {
  queue: 'stocktaking.saved-searches',
  retryLimit: 3,
  retryDelay: 60,
  cron: '0 6 * * *',
  work: async (ctx) => void (await tellSearches(ctx)),
};

/** Name that a search is offered to be kept under: what it is narrowed by, in words, else the day. */
export const nameFor = (chosen: readonly string[], now: Date, lang: Language): string =>
  chosen.join(' · ').slice(0, 200) || formatDate(now, lang);
