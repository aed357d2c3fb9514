import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Language, Suggestion, Timing } from '@suivi/texts';
import { holdOrganisations } from '../accounts/index.ts';
import { rangeOf, resolveSession } from '../bodies/index.ts';
import { newRecord, type Handling } from '../platform/command.ts';
import { newId } from '../platform/ids.ts';
import { vectorOf } from '../platform/search/index.ts';
import { plan } from './rules/occurrences.ts';

/** How far ahead yearly occurrences are drawn. */
export const HORIZON_YEARS = 1;

export const quoteHash = (words: string): string =>
  createHash('sha256')
    .update(words.normalize('NFC').replace(/\s+/g, ' ').trim().toLowerCase())
    .digest('hex')
    .slice(0, 32);

interface Place {
  text: string;
  version: string;
  edition: string;
  lang: Language;
  ownerBody: string;
  provision: string;
  plain: string;
}

/** Puts a suggestion into the register, for a person to review: words, links, parties, tags, and what the machine said. */
export async function insertSuggestion(
  ctx: Handling,
  run: string,
  engine: string,
  suggestion: Suggestion,
  place: Place,
): Promise<string> {
  const id = await newRecord(ctx, 'obligation', { ownerBody: place.ownerBody });
  const { rows } = await sql<{ n: string }>`select nextval('obligation_number') n`.execute(ctx.db);
  await ctx.db
    .insertInto('obligation')
    .values({
      id,
      number: Number(rows[0]?.n),
      text: place.text,
      force: suggestion.force,
      deliverable: suggestion.deliverable,
      rule: JSON.stringify(suggestion.timing),
      informs: suggestion.informs ?? false,
    })
    .execute();
  await setAction(ctx, id, place.lang, suggestion.action, 'official');
  const span = suggestion.spans.find((one) => one.field === 'action' && one.eId === suggestion.eId);
  await ctx.db
    .insertInto('basis')
    .values({
      obligation: id,
      provision: place.provision,
      first_version: place.version,
      edition: place.edition,
      eid: suggestion.eId,
      from_char: span?.from ?? 0,
      to_char: span?.to ?? place.plain.length,
      quote_hash: quoteHash(place.plain),
      fate: 'new',
    })
    .execute();
  await setParties(ctx, id, 'addressee', suggestion.addressees);
  await setParties(ctx, id, 'recipient', suggestion.recipients);
  await setParties(ctx, id, 'via', suggestion.via);
  for (const code of suggestion.frameworks) await tag(ctx, id, code, 'suggested');
  const fields = {
    addressee: suggestion.addressees,
    force: suggestion.force,
    action: suggestion.action,
    deliverable: suggestion.deliverable,
    recipient: suggestion.recipients,
    via: suggestion.via,
    timing: suggestion.timing,
    framework: suggestion.frameworks,
    instrument: suggestion.instruments,
  };
  await ctx.db
    .insertInto('suggestion')
    .values(
      Object.entries(fields).map(([field, value]) => {
        const words = suggestion.spans
          .filter((one) => one.field === field && one.eId === suggestion.eId)
          .map((one) => place.plain.slice(one.from, one.to))
          .join(' … ');
        return {
          id: newId(ctx.now.getTime()),
          run,
          engine_version: engine,
          record: id,
          field,
          value: JSON.stringify(value),
          words: words || null,
          confidence: suggestion.confidence,
        };
      }),
    )
    .execute();
  await reindex(ctx, id);
  return id;
}

/** Sets what is to be done, in one language; `source` are the words that it was translated from. */
export async function setAction(
  ctx: Handling,
  obligation: string,
  lang: string,
  value: string,
  state: 'authentic' | 'official' | 'unofficial' | 'machine',
  source: { lang: string; value: string } | null = null,
): Promise<void> {
  const words = {
    value,
    state,
    source_lang: source?.lang ?? null,
    // Where the source is changed later, its translation is seen to be of other words.
    source_hash: source === null ? null : sql<string>`md5(${source.value})`,
    written_by: ctx.actor.id,
    written_at: ctx.now,
  };
  await ctx.db
    .insertInto('wording')
    .values({ record: obligation, field: 'action', lang, ...words })
    .onConflict((c) => c.columns(['record', 'field', 'lang']).doUpdateSet(words))
    .execute();
}

type Role = 'addressee' | 'recipient' | 'via' | 'responsible' | 'contributor';

/** Replaces the parties of a role: each a party on record by its code or name, else the words of the text. */
export async function setParties(
  ctx: Handling,
  obligation: string,
  role: Role,
  names: readonly string[],
): Promise<void> {
  const now = await ctx.db
    .selectFrom('obligation_party')
    .select('words')
    .where('obligation', '=', obligation)
    .where('role', '=', role)
    .where('until', 'is', null)
    .orderBy('ord')
    .execute();
  if (now.length === names.length && now.every((one, i) => one.words === names[i])) return;
  await ctx.db
    .updateTable('obligation_party')
    .set({ until: ctx.now })
    .where('obligation', '=', obligation)
    .where('role', '=', role)
    .where('until', 'is', null)
    .where('since', '<', ctx.now)
    .execute();
  await ctx.db
    .deleteFrom('obligation_party')
    .where('obligation', '=', obligation)
    .where('role', '=', role)
    .where('until', 'is', null)
    .execute();
  for (const [ord, words] of names.entries())
    await ctx.db
      .insertInto('obligation_party')
      .values({ obligation, role, ord, words, party: await partyOf(ctx, words), since: ctx.now })
      .execute();
}

/**
 * The body, office, group or organisation that is meant: by its code ("council"), or by a name or other name on record, articles
 * and case aside; the one that was kept, where it was merged. Null where there is none.
 */
export async function partyOf(ctx: Handling, words: string): Promise<string | null> {
  const bare = words
    .toLowerCase()
    .replace(/^(?:the|le|la|les|l['’]|el|los|las|ال)\s*/i, '')
    .trim();
  await holdOrganisations(ctx);
  const row = await ctx.db
    .selectFrom('party')
    .innerJoin('record', 'record.id', 'party.id')
    .leftJoin('wording', (join) =>
      join.onRef('wording.record', '=', 'party.id').on('wording.field', 'in', ['name', 'short', 'alias']),
    )
    .select(sql<string>`coalesce(record.merged_into, party.id)`.as('id'))
    .where('party.kind', '<>', 'person')
    .where((eb) =>
      eb.or([
        eb('party.code', '=', words.toLowerCase()),
        eb(sql<string>`lower(wording.value)`, 'in', [bare, words.toLowerCase()]),
      ]),
    )
    .orderBy(sql`record.merged_into is not null`)
    .limit(1)
    .executeTakeFirst();
  return row?.id ?? null;
}

/** Ties a record to a line, goal or agenda. A code that no framework has is left aside. */
export async function tag(
  ctx: Handling,
  record: string,
  code: string,
  state: 'suggested' | 'confirmed',
): Promise<void> {
  const known = await ctx.db.selectFrom('concept').select('code').where('code', '=', code).executeTakeFirst();
  if (!known) return;
  await ctx.db
    .insertInto('tag')
    .values({ record, concept: code, state, tagged_by: ctx.actor.id, tagged_at: ctx.now })
    .onConflict((c) =>
      c.columns(['record', 'concept']).doUpdateSet({ state, tagged_by: ctx.actor.id, tagged_at: ctx.now }),
    )
    .execute();
}

/** Writes the words that search looks in: what is to be done in every language, who, for whom, and the paragraph itself. */
export async function reindex(ctx: Handling, obligation: string): Promise<void> {
  const wordings = await ctx.db
    .selectFrom('wording')
    .select(['value', 'lang'])
    .where('record', '=', obligation)
    .execute();
  const parties = await ctx.db
    .selectFrom('obligation_party')
    .select('words')
    .where('obligation', '=', obligation)
    .where('until', 'is', null)
    .execute();
  const places = await ctx.db
    .selectFrom('basis')
    .innerJoin('node', (j) => j.onRef('node.edition', '=', 'basis.edition').onRef('node.eid', '=', 'basis.eid'))
    .innerJoin('edition', 'edition.id', 'basis.edition')
    .innerJoin('record as source', 'source.id', 'edition.id')
    .innerJoin('record as own', 'own.id', 'basis.obligation')
    .select(['node.plain', 'edition.lang'])
    .where('obligation', '=', obligation)
    // A search must not find an obligation by words that its reader may not read.
    .where((eb) =>
      eb.or([
        eb('own.visibility', '=', 'draft'),
        eb('source.visibility', '=', 'public'),
        eb('source.visibility', '=', eb.ref('own.visibility')),
      ]),
    )
    .execute();
  const words = [
    ...wordings.map((w) => ({ text: w.value, lang: w.lang as Language })),
    ...parties.map((p) => ({ text: p.words, lang: wordings[0] ? (wordings[0].lang as Language) : null })),
    ...places.map((p) => ({ text: p.plain, lang: p.lang as Language })),
  ];
  await ctx.db
    .updateTable('obligation')
    .set({ search: vectorOf(words) })
    .where('id', '=', obligation)
    .execute();
}

/**
 * Draws the occurrences of an obligation from its rule and the calendar of bodies. Those that a person dated or that
 * hold evidence stay as they are; only `due` of derived ones is written anew. Returns the keys of those that are new.
 */
export async function drawOccurrences(ctx: Handling, obligation: string): Promise<string[]> {
  const made: string[] = [];
  const row = await ctx.db
    .selectFrom('obligation')
    .innerJoin('record', 'record.id', 'obligation.id')
    .select(['obligation.rule', 'obligation.text', 'record.visibility', 'record.owner_body', 'obligation.life'])
    .where('obligation.id', '=', obligation)
    .executeTakeFirstOrThrow();
  const first = await ctx.db
    .selectFrom('basis')
    .innerJoin('version', 'version.id', 'basis.first_version')
    .select(sql<string | null>`min(version.adopted_on)::text`.as('on'))
    .where('basis.obligation', '=', obligation)
    .executeTakeFirst();
  const recipient = await ctx.db
    .selectFrom('obligation_party')
    .innerJoin('party', 'party.id', 'obligation_party.party')
    .select('party.code')
    .where('obligation', '=', obligation)
    .where('role', '=', 'recipient')
    .where('until', 'is', null)
    .where('party.kind', '=', 'body')
    .orderBy('ord')
    .executeTakeFirst();
  const year = ctx.now.getUTCFullYear();
  const start = first?.on ? Math.max(Number(first.on.slice(0, 4)), year - 3) : year;
  const known = await ctx.db
    .selectFrom('occurrence')
    .select(['id', 'key', 'derived_from_rule', sql<string | null>`due::text`.as('due')])
    .where('obligation', '=', obligation)
    .execute();
  for (const planned of plan(row.rule as unknown as Timing, start, year + HORIZON_YEARS, recipient?.code ?? null)) {
    const session = planned.session ? await resolveSession(ctx.db, planned.session) : null;
    const due = session
      ? session.span
      : planned.from && planned.until
        ? rangeOf({ from: planned.from, until: planned.until })
        : null;
    const precision = session ? session.precision : planned.precision;
    const twin = known.find((one) => one.key === planned.key);
    if (twin) {
      if (twin.derived_from_rule && twin.due !== due)
        await ctx.db
          .updateTable('occurrence')
          .set({ due, precision: due ? precision : null, session: session?.id ?? null })
          .where('id', '=', twin.id)
          .execute();
      continue;
    }
    const id = await newRecord(ctx, 'occurrence', { visibility: row.visibility as 'draft', ownerBody: row.owner_body });
    await ctx.db
      .insertInto('occurrence')
      .values({
        id,
        obligation,
        key: planned.key,
        session: session?.id ?? null,
        due,
        precision: due ? precision : null,
        words: planned.words,
      })
      .execute();
    made.push(planned.key);
  }
  return made;
}
