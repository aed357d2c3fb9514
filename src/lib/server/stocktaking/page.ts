import { sql } from 'kysely';
import { z } from 'zod';
import type { Language } from '@suivi/texts';
import type { Context, QueryContext } from '../platform/context.ts';
import { Moved, NotFound } from '../platform/errors.ts';
import { anyone } from '../platform/policy.ts';
import { ask, query } from '../platform/query.ts';
import { visibleTo } from '../platform/visibility.ts';
import { calledProved, keyOf, type Proved } from '../register/index.ts';
import type { EntryLine } from './line.ts';
import { codesOf, conceptsNamed, type ConceptName } from './concepts.ts';
import { organisationsNamed } from './partners.ts';
import { entry, keptFor, type EntryView } from './queries.ts';
import { relatedTo } from './related.ts';
import { addressOf } from './write.ts';

/** Title and description as a reader gets them. */
export interface Told {
  title: string;
  description: string;
  lang: Language;
  /** As written; translated and reviewed; translated from an earlier version. */
  state: 'original' | 'translated' | 'outdated';
  machine: boolean;
}

/** Where an entry stands as evidence. */
export interface StandsFor {
  /** Address of what it is evidence for. */
  path: string;
  /** What that is called, and what stands before the name. */
  name: { value: string; lang: string } | null;
  mark: string | null;
  claim: string;
  lang: Language;
  judged: string;
}

export interface AttachedFile {
  sha256: string;
  type: string;
  size: number;
}

/** All that the page of an entry says. */
export interface PageView extends EntryView {
  told: Told | null;
  /** Languages in which reviewed words are there besides the original's. */
  translations: { lang: Language; outdated: boolean }[];
  concepts: Record<string, ConceptName>;
  files: AttachedFile[];
  related: EntryLine[];
  /** Organisations of the registry that partners name, by the name as it was written. */
  partners: Record<string, string>;
  standsFor: StandsFor[];
}
/** An entry that was withdrawn says when and why, and nothing else. */
export interface GoneView {
  number: number;
  withdrawnOn: string;
  reason: string | null;
}

// What was published and withdrawn: that it was is public, with its reason; what it said is not.
async function goneView({ db }: QueryContext, number: number): Promise<GoneView | null> {
  const { rows } = await sql<GoneView>`
    select initiative.number::int as number, record.withdrawn_at as "withdrawnOn",
      (select event.payload->>'reason' from event_record er join event on event.at = er.at and event.seq = er.seq
        where er.record = initiative.id and event.kind = 'initiative.withdrawn' order by er.seq desc limit 1) as reason
    from initiative join record on record.id = initiative.id
    where initiative.number = ${number} and initiative.published is not null and record.withdrawn_at is not null
      and record.visibility = 'public'`.execute(db as never);
  return rows[0] ?? null;
}

interface Translation {
  lang: Language;
  title: string;
  description: string;
  machine: boolean;
  outdated: boolean;
}

const translationsOf = async ({ db }: QueryContext, id: string, seq: number): Promise<Translation[]> =>
  (
    await sql<Translation>`select lang, title, description, machine, seq < ${seq} as outdated from initiative_translation
      where initiative = ${id} and state = 'reviewed' order by lang`.execute(db as never)
  ).rows;

async function standsFor(ctx: QueryContext, id: string): Promise<StandsFor[]> {
  const { rows } = await sql<Omit<StandsFor, 'path' | 'name' | 'mark'> & Proved>`
    select e.target, e.provision, e.claim, e.lang, e.judged from evidence e join record on record.id = e.id
    where e.source_record = ${id} and ${visibleTo(ctx.actor)} and record.withdrawn_at is null order by e.id limit 100`.execute(
    ctx.db as never,
  );
  const called = await calledProved(ctx, rows);
  return rows.flatMap(({ target, provision, ...row }) => {
    const one = called.get(keyOf({ target, provision }));
    return one === undefined ? [] : [{ ...row, path: one.at, name: one.name, mark: one.mark }];
  });
}

export const page = query({
  name: 'stocktaking.page',
  summary:
    'All that the page of an initiative says: its words in your language, what it serves, what is related, where it stands as evidence.',
  input: z.object({
    number: z.coerce.number().int().positive().max(1e15),
    words: z
      .enum(['own', 'original'])
      .default('own')
      .describe('original: as written, where a translation is there too'),
  }),
  policy: anyone,
  async run(ctx, { number, words }): Promise<{ gone: GoneView; one: null } | { gone: null; one: PageView }> {
    // Where two entries were found to be one, the address of the other leads on to the one that stays, withdrawn or not.
    const kept = await keptFor(ctx.db, number);
    if (kept) throw new Moved(addressOf(kept.number));
    const gone = await goneView(ctx, number);
    if (gone) return { gone, one: null };
    const one = await entry.run(ctx, { number });
    const { version } = one;
    const translations = version ? await translationsOf(ctx, one.id, version.seq) : [];
    const own =
      words === 'original' || version?.lang === ctx.lang
        ? undefined
        : translations.find(({ lang }) => lang === ctx.lang);
    const content = version?.content;
    const told: Told | null = !version
      ? null
      : own
        ? { ...own, state: own.outdated ? 'outdated' : 'translated' }
        : { ...version.content, lang: version.lang as Language, state: 'original', machine: false };
    const shown = [...(content?.pictures ?? []), ...(content?.files ?? [])].map(({ sha256 }) => sha256);
    const [concepts, files, related, partners, stands] = await Promise.all([
      conceptsNamed(
        ctx.db,
        [...codesOf(content ?? {}), ...(one.organisation.country === null ? [] : [one.organisation.country])],
        ctx.lang,
      ),
      filesOf(ctx, shown),
      version ? relatedTo(ctx, { id: one.id, organisation: one.organisation.id }) : [],
      organisationsNamed(
        ctx,
        (content?.partners ?? []).map(({ name }) => name),
      ),
      standsFor(ctx, one.id),
    ]);
    return {
      gone: null,
      one: {
        ...one,
        told: told && {
          title: told.title,
          description: told.description,
          lang: told.lang,
          state: told.state,
          machine: told.machine,
        },
        translations: translations.map(({ lang, outdated }) => ({ lang, outdated })),
        concepts,
        files,
        related,
        partners,
        standsFor: stands,
      },
    };
  },
});

async function filesOf({ db }: QueryContext, hashes: readonly string[]): Promise<AttachedFile[]> {
  if (hashes.length === 0) return [];
  const rows = await db.selectFrom('file').select(['sha256', 'type', 'size']).where('sha256', 'in', hashes).execute();
  return rows.map((row) => ({ ...row, size: Number(row.size) }));
}

/** A published entry for its downloads. Errors: NotFound, also where it was withdrawn; Moved. */
export async function published(ctx: Context, number: string): Promise<PageView> {
  const { one } = await ask(page, ctx, { number });
  if (!one?.version) throw new NotFound(`stocktaking/${number}`);
  return one;
}
