import { alike, trigrams } from '@suivi/search';
import { sql } from 'kysely';
import type { Language, MemoryEntry, Run } from '@suivi/texts';
import { fromTmx, plainOf, settled, toTmx } from '@suivi/texts/exchange';
import { LANGUAGES } from '@suivi/texts/model';
import { z } from 'zod';
import { fileName, sha256Of, withUpload } from '../files/index.ts';
import type { Actor } from '../platform/actor.ts';
import { command, execute } from '../platform/command.ts';
import type { Context } from '../platform/context.ts';
import type { Read } from '../platform/db.ts';
import { NotFound } from '../platform/errors.ts';
import { newId } from '../platform/ids.ts';
import { Lang } from '../platform/input.ts';
import { anyone, assertMay, holds } from '../platform/policy.ts';
import { query } from '../platform/query.ts';
import { rarestOf, vectorOf } from '../platform/search/index.ts';
import { visibleTo } from '../platform/visibility.ts';
import { hashOf } from '../texts/index.ts';
import * as did from './events.ts';
import { TRANSLATE } from './policy.ts';
import { seenFor } from './reach.ts';
import { readTool } from './tool-file.ts';

/** How a like paragraph was put into a language before. */
export interface Match {
  source: string;
  target: string;
  /** 1 for the same words; the share of three-letter stretches that both have, else. */
  alike: number;
  /** Where it stands: a text and its version, or the name of the memory. */
  from: { slug: string; version: string } | { memory: string };
}

/** Words that are looked for; the longest are the rarest. */
const LOOKED_FOR = 8;
const CANDIDATES = 400;
const LEAST = 0.45;
const SHOWN = 5;

/**
 * Paragraphs of editions that stand side by side in both languages, and entries of memories, that are the same as these
 * words or like them; the best first. Candidates share one of the rarest words, so that the index finds them.
 */
export async function similar(
  db: Read,
  actor: Actor,
  words: { plain: string; from: Language; to: Language; besides: string },
): Promise<Match[]> {
  const { plain, from, to, besides } = words;
  const rare = rarestOf(plain, from, LOOKED_FOR);
  const found = sql`(n.hash = ${hashOf(plain)} or ${rare ? sql`n.search @@ ${rare}` : sql`false`})`;
  const { rows } = await sql<{
    source: string;
    target: string;
    slug: string | null;
    version: string | null;
    memory: string | null;
  }>`
    (select n.plain as source, t.plain as target, text.slug, version.label as version, null as memory
      from node n join edition e on e.id = n.edition join record on record.id = e.id
      join version on version.id = e.version join text on text.id = version.text
      join edition te on te.version = e.version and te.lang = ${to} join record tr on tr.id = te.id
      join node t on t.edition = te.id and t.provision = n.provision and t.state <> 'deleted'
      where e.lang = ${from} and n.state <> 'deleted' and t.plain <> '' and version.id <> ${besides}
        and ${seenFor(actor, to)} and ${seenFor(actor, to, 'tr')} and ${found}
      order by n.hash = ${hashOf(plain)} desc limit ${CANDIDATES})
    union all
    (select n.plain, t.plain, null, null, m.origin
      from memory_words n join memory_entry m on m.id = n.entry join memory_words t on t.entry = n.entry and t.lang = ${to}
      where n.lang = ${from} and ${found} order by n.hash = ${hashOf(plain)} desc limit ${CANDIDATES})`.execute(
    db as never,
  );
  const own = stretches(plain);
  const seen = new Set<string>();
  return rows
    .map(({ source, target, slug, version, memory }): Match => ({
      source,
      target,
      // Never 1 where the words differ.
      alike: hashOf(source) === hashOf(plain) ? 1 : Math.min(0.99, alike(own, stretches(source))),
      from: slug !== null && version !== null ? { slug, version } : { memory: memory ?? '' },
    }))
    .filter((one) => one.alike >= LEAST)
    .sort((a, b) => b.alike - a.alike || a.target.localeCompare(b.target))
    .filter((one) => !seen.has(one.target) && seen.add(one.target))
    .slice(0, SHOWN);
}

const stretches = (text: string): ReadonlySet<string> =>
  trigrams(text.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim());

export const memory = query({
  name: 'translation.memory',
  summary: 'A version of a text as a translation memory (TMX): each paragraph in all the languages it is in.',
  input: z.object({
    slug: z.string().max(120),
    version: z.string().max(60).describe('its label'),
    lang: Lang.optional().describe('language translated into, for who sees drafts for that only'),
  }),
  policy: anyone,
  async run({ db, actor }, input) {
    const seen = (alias: string) => (input.lang ? seenFor(actor, input.lang, alias) : visibleTo(actor, alias));
    const { rows } = await sql<{ provision: string; lang: Language; runs: Run[]; eid: string; number: string | null }>`
      select n.provision, e.lang, n.runs, n.eid, text.number
      from node n join edition e on e.id = n.edition join record on record.id = e.id
      join version on version.id = e.version join record vr on vr.id = version.id
      join text on text.id = version.text join record xr on xr.id = text.id
      where text.slug = ${input.slug} and version.label = ${input.version} and n.state <> 'deleted' and n.plain <> ''
        and n.provision is not null and ${seen('record')} and ${seen('vr')} and ${seen('xr')}
      order by e.lang = 'en' desc, e.lang, n.ord`.execute(db as never);
    if (rows.length === 0) throw new NotFound(input.slug);
    const entries = new Map<string, MemoryEntry>();
    for (const row of rows) {
      const entry = entries.get(row.provision) ?? {
        id: row.provision,
        from: `${input.slug}/${input.version}#${row.eid}`,
        words: {},
      };
      entries.set(row.provision, { ...entry, words: { ...entry.words, [row.lang]: settled(row.runs) } });
    }
    const several = [...entries.values()].filter((one) => Object.keys(one.words).length > 1);
    return {
      name: `${input.slug}-${input.version}.tmx`,
      entries: several.length,
      tmx: toTmx(several, { source: rows[0]?.lang ?? 'en' }),
    };
  },
});

/** Internal: the entries are the engine's, read from a file by `takeMemory`. */
export const keepMemory = command({
  name: 'translation.memory.keep',
  summary: 'Keeps the entries of a translation memory; those that are known already stay as they are.',
  input: z.object({ name: z.string().max(255), entries: z.custom<MemoryEntry[]>(Array.isArray) }),
  policy: holds<undefined>(TRANSLATE),
  internal: true,
  events: [did.memoryTaken],
  async handle(ctx, { name, entries }) {
    let kept = 0;
    for (const { words } of entries) {
      const said = LANGUAGES.flatMap((lang) =>
        words[lang] ? [{ lang, runs: words[lang], plain: plainOf(words[lang]) }] : [],
      );
      const hash = sha256Of(new TextEncoder().encode(JSON.stringify(said.map((one) => [one.lang, one.plain]))));
      const entry = await ctx.db
        .insertInto('memory_entry')
        .values({ id: newId(ctx.now.getTime()), hash, origin: name, brought_by: ctx.actor.id, brought_at: ctx.now })
        .onConflict((c) => c.doNothing())
        .returning('id')
        .executeTakeFirst();
      if (!entry) continue;
      kept++;
      await ctx.db
        .insertInto('memory_words')
        .values(
          said.map(({ lang, runs, plain }) => ({
            entry: entry.id,
            lang,
            plain,
            runs: JSON.stringify(runs),
            hash: hashOf(plain),
            search: vectorOf([{ text: plain, lang }]),
          })),
        )
        .execute();
    }
    ctx.emit(did.memoryTaken, { name, entries: kept }, []);
    return { kept, known: entries.length - kept };
  },
});

/**
 * Takes in a translation memory (TMX) that a request carries. Who may not is told before a byte is read. Errors: those of
 * `withUpload` and of `readTool`.
 */
export async function takeMemory(ctx: Context, request: Request) {
  assertMay(keepMemory.policy, ctx.actor);
  return withUpload(request, ({ bytes, name }) => memoryFrom(ctx, bytes, name));
}

/** The same from bytes. */
export async function memoryFrom(ctx: Context, bytes: Uint8Array, name: string) {
  const { entries, warnings } = readTool(() => fromTmx(bytes));
  const made = await execute(keepMemory, ctx, { name: fileName(name, 'memory.tmx'), entries });
  return { ...made, warnings: warnings.slice(0, 200) };
}
