import { createHash, randomBytes } from 'node:crypto';
import { sql, type RawBuilder } from 'kysely';
import { z } from 'zod';
import type { Language } from '@suivi/texts';
import { formatDate, translator } from '#lib/i18n/index.ts';
import { oweMessage } from '../mail/index.ts';
import { command, execute, touch, type Handling } from '../platform/command.ts';
import { publicAddress } from '../platform/config.ts';
import { Conflict, InvalidInput, NotFound, AppError } from '../platform/errors.ts';
import { FuzzyDate, parseInput } from '../platform/input.ts';
import type { Job } from '../platform/jobs.ts';
import { anyone, holdsEverywhere } from '../platform/policy.ts';
import { query } from '../platform/query.ts';
import { Content, STATUSES } from './content.ts';
import { pruned } from './draft.ts';
import * as did from './events.ts';
import { load } from './load.ts';
import { MANAGE } from './policy.ts';
import { addVersion } from './write.ts';

/*
 * Once a year the contact of an entry is asked whether it is still right. The letter's link opens that entry's few answers
 * and nothing else, once, without signing in; of its token only the hash is kept.
 */

/** Letters of one run: what is left over is asked on the next day. */
const A_RUN = 500;
const LINK_DAYS = 60;
const DAY = 86_400_000;

const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex');
interface Due {
  id: string;
  number: string;
  lang: Language;
  title: string;
  confirmed: string;
  name: string;
  email: string;
}

export const askYearly = command({
  name: 'stocktaking.yearly.ask',
  summary: 'Asks the contacts of entries that nobody confirmed for a year whether they are still right; run each day.',
  input: z.object({}),
  policy: holdsEverywhere(MANAGE),
  internal: true,
  // On most days nobody need be asked.
  silent: true,
  events: [did.askedYearly],
  async handle(ctx) {
    // One at a time: two workers that wake at once do not both ask.
    await sql`select pg_advisory_xact_lock(hashtext('suivi.stocktaking.yearly'))`.execute(ctx.db);
    const rows = await due(
      ctx,
      sql`initiative.confirmed_on <= (${ctx.now}::timestamptz - interval '1 year')::date
        and (initiative.asked_at is null or initiative.asked_at <= ${ctx.now}::timestamptz - interval '1 year')`,
    );
    for (const one of rows) {
      await askOne(ctx, one, 'stocktaking-yearly');
      await ctx.db.updateTable('initiative').set({ asked_at: ctx.now }).where('id', '=', one.id).execute();
    }
    if (rows.length > 0)
      ctx.emit(
        did.askedYearly,
        { n: rows.length },
        rows.map(({ id }) => id),
      );
    return { asked: rows.length };
  },
});

/** Entries that stand in public and have a contact, those first that were confirmed the longest ago. */
async function due(ctx: Handling, which: RawBuilder<unknown>): Promise<Due[]> {
  const { rows } = await sql<Due>`
    select initiative.id, initiative.number, v.lang, v.content->>'title' as title, initiative.confirmed_on::text as confirmed,
      c.name, c.email
    from initiative join record on record.id = initiative.id join initiative_contact c on c.initiative = initiative.id
      join initiative_version v on v.initiative = initiative.id and v.seq = initiative.published
    where initiative.state = 'published' and record.withdrawn_at is null and ${which}
    order by initiative.confirmed_on, initiative.id limit ${A_RUN} for update of initiative`.execute(ctx.db);
  return rows;
}

/** Owes the letter with a link of its own; no second one of the same kind on one day. Whether there is one. */
async function askOne(ctx: Handling, one: Due, kind: string): Promise<boolean> {
  const token = randomBytes(24).toString('base64url');
  const t = translator(one.lang);
  const owed = await oweMessage(ctx, {
    key: `${kind}:${one.id}:${ctx.now.toISOString().slice(0, 10)}`,
    person: null,
    recipient: one.email,
    lang: one.lang,
    subject: t('stocktaking.yearly.subject', { title: one.title }),
    body: [
      t('stocktaking.yearly.greeting', { name: one.name }),
      '',
      t('stocktaking.yearly.letter', { title: one.title, date: formatDate(one.confirmed, one.lang) }),
      '',
      `${publicAddress()}/${one.lang}/stocktaking/confirm/${token}`,
      '',
      t('stocktaking.yearly.until', { date: formatDate(new Date(ctx.now.getTime() + LINK_DAYS * DAY), one.lang) }),
      `${publicAddress()}/${one.lang}/stocktaking/${one.number}`,
    ].join('\n'),
  });
  if (owed === null) return false;
  await ctx.db
    .insertInto('initiative_link')
    .values({
      token_hash: hashOf(token),
      initiative: one.id,
      created_at: ctx.now,
      expires_at: new Date(ctx.now.getTime() + LINK_DAYS * DAY),
    })
    .execute();
  return true;
}

/** Internal: who holds an old link has another sent, to the contact alone; its page counts tries. */
export const askAgain = command({
  name: 'stocktaking.yearly.again',
  summary: 'Sends the contact of an initiative a new link, where the one of the letter was used or has lapsed.',
  input: z.object({ token: z.string().min(20).max(60) }),
  load: (ctx, { token }) =>
    ctx.db.selectFrom('initiative_link').selectAll().where('token_hash', '=', hashOf(token)).executeTakeFirst(),
  policy: anyone,
  internal: true,
  // One a day: who asks again is told no more than the first time.
  silent: true,
  events: [did.askedYearly],
  async handle(ctx, _input, link) {
    if (link.used_at === null && link.expires_at > ctx.now) throw new Conflict('link-open');
    const [one] = await due(ctx, sql`initiative.id = ${link.initiative}`);
    if (!one) throw new Conflict('not-published');
    if (await askOne(ctx, one, 'stocktaking-yearly:again')) ctx.emit(did.askedYearly, { n: 1 }, one.id);
    return {};
  },
});

/** Each day at six (UTC). */
export const yearlyJob: Job = {
  queue: 'stocktaking-yearly',
  retryLimit: 3,
  retryDelay: 60,
  cron: '0 6 * * *',
  work: async (ctx) => void (await execute(askYearly, ctx, {})),
};

/** What the link of a letter opens. */
export interface Asked {
  number: number;
  lang: Language;
  organisation: string;
  content: Content;
  confirmedOn: string | null;
  /** Why it cannot be answered (any longer); null where it can. */
  closed: 'link-used' | 'link-expired' | 'not-published' | null;
}

export const askedBy = query({
  name: 'stocktaking.asked',
  summary: 'The entry that the link of a yearly letter asks about, by its token.',
  input: z.object({ token: z.string().min(20).max(60) }),
  policy: anyone,
  internal: true,
  async run({ db, now }, { token }): Promise<Asked> {
    const { rows } = await sql<
      Omit<Asked, 'closed' | 'number'> & { number: string; used: boolean; expires: string; open: boolean }
    >`
      select initiative.number, v.lang, v.content, initiative.organisation, initiative.confirmed_on::text as "confirmedOn",
        l.used_at is not null as used, l.expires_at as expires,
        initiative.state = 'published' and record.withdrawn_at is null as open
      from initiative_link l join initiative on initiative.id = l.initiative join record on record.id = initiative.id
        join initiative_version v on v.initiative = initiative.id and v.seq = initiative.published
      where l.token_hash = ${hashOf(token)}`.execute(db as never);
    const [row] = rows;
    if (!row) throw new NotFound();
    const { used, expires, open, ...one } = row;
    const closed = used ? 'link-used' : new Date(expires) <= now ? 'link-expired' : open ? null : 'not-published';
    return { ...one, number: Number(one.number), closed };
  },
});

const Answer = z.object({
  token: z.string().min(20).max(60),
  answer: z.enum(['right', 'changed', 'ended']),
  status: z.enum(STATUSES).optional(),
  ends: FuzzyDate.optional(),
  results: Content.shape.results.optional(),
  links: Content.shape.links.optional(),
});

/** Internal: who holds the link answers, signed in or not; its page counts tries. */
export const answerYearly = command({
  name: 'stocktaking.yearly.answer',
  summary: 'Answers the yearly letter by its link: still right, changed in a few things, or ended.',
  input: Answer,
  async load(ctx, { token }) {
    const link = await ctx.db
      .selectFrom('initiative_link')
      .selectAll()
      .where('token_hash', '=', hashOf(token))
      .forUpdate()
      .executeTakeFirst();
    const one = link && (await load(ctx, { id: link.initiative }));
    return link && one && { link, one };
  },
  policy: anyone,
  internal: true,
  events: [did.confirmed, did.submitted],
  async handle(ctx, input, { link, one }) {
    if (link.used_at !== null) throw new AppError('link-used', 410);
    if (link.expires_at <= ctx.now) throw new AppError('link-expired', 410);
    if (one.state !== 'published' || one.published === null || one.withdrawn_at !== null)
      throw new Conflict('not-published');
    await ctx.db
      .updateTable('initiative_link')
      .set({ used_at: ctx.now })
      .where('token_hash', '=', link.token_hash)
      .execute();
    if (input.answer === 'right') {
      const on = ctx.now.toISOString().slice(0, 10);
      await ctx.db.updateTable('initiative').set({ confirmed_on: on }).where('id', '=', one.id).execute();
      ctx.emit(did.confirmed, { on }, one.id);
      return { number: Number(one.number), state: 'confirmed' as const };
    }
    // On top of what waits already, which the new version takes the place of.
    const base = await ctx.db
      .selectFrom('initiative_version')
      .select(['content', 'lang'])
      .where('initiative', '=', one.id)
      .where('seq', '=', one.waiting ?? one.published)
      .executeTakeFirstOrThrow();
    const was = base.content as Content;
    const changes =
      input.answer === 'ended'
        ? { status: 'completed', ends: input.ends ?? was.ends ?? ctx.now.toISOString().slice(0, 10) }
        : {
            status: input.status ?? was.status,
            ends: input.ends ?? was.ends,
            results: input.results ?? was.results,
            links: input.links ?? was.links,
          };
    const content = parseInput(Content, { ...was, ...changes });
    if (JSON.stringify(content) === JSON.stringify(parseInput(Content, was)))
      throw new InvalidInput([{ path: 'answer', code: 'nothing-changed' }]);
    const seq = await addVersion(ctx, one, { content, lang: base.lang });
    // Somebody signed in may be writing on it: that stays.
    if (one.draft !== null)
      await ctx.db
        .updateTable('initiative')
        .set({ draft: JSON.stringify(one.draft), draft_lang: one.draft_lang })
        .where('id', '=', one.id)
        .execute();
    ctx.emit(did.submitted, { seq }, [one.id, one.organisation]);
    await touch(ctx, one.id);
    return { number: Number(one.number), state: 'submitted' as const };
  },
});

/** What the form of the letter's page sends, as `answerYearly` takes it: rows as in the steps, blanks left out. */
export const answerFrom = (
  fields: Record<string, unknown>,
  rows: Record<string, unknown>,
): Record<string, unknown> => ({
  ...Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== '')),
  ...pruned(rows as never),
});
