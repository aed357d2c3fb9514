import { suggestObligations, type Language, type Outline, type Suggestion } from '@suivi/texts';
import { z } from 'zod';
import { command, type Follower, type Handling } from '../platform/command.ts';
import { NotFound } from '../platform/errors.ts';
import { newId } from '../platform/ids.ts';
import { Id } from '../platform/input.ts';
import { holds } from '../platform/policy.ts';
import { editionSaved, outlineOf, textAdopted, versionTerminated } from '../texts/index.ts';
import { sessionMoved } from '../bodies/index.ts';
import * as did from './events.ts';
import { REVIEW } from './policy.ts';
import { drawOccurrences, insertSuggestion, quoteHash, reindex, setAction } from './write.ts';

const ENGINE = '0.1.0';

interface EditionHead {
  edition: string;
  version: string;
  text: string;
  lang: Language;
  authority: string;
  ownerBody: string;
  basedOn: string | null;
}

async function headOf(ctx: Handling, edition: string): Promise<EditionHead> {
  const row = await ctx.db
    .selectFrom('edition')
    .innerJoin('version', 'version.id', 'edition.version')
    .innerJoin('text', 'text.id', 'version.text')
    .select([
      'edition.id as edition',
      'edition.lang',
      'edition.authority',
      'version.id as version',
      'version.text',
      'version.based_on as basedOn',
      'text.body as ownerBody',
    ])
    .where('edition.id', '=', edition)
    .executeTakeFirstOrThrow(() => new NotFound(edition));
  return { ...row, lang: row.lang as Language };
}

/**
 * Looks for what an edition asks. The first edition of a version makes suggestions; an edition in another language gives
 * its words to the obligations that rest on the same paragraphs. What the version before asked is proposed as carried
 * over, changed or gone. Run again, nothing is made twice.
 */
export async function suggestFor(ctx: Handling, edition: string): Promise<number> {
  const head = await headOf(ctx, edition);
  const text = await outlineOf(ctx.db, edition);
  const outline: Outline = { texts: [text], headers: [], trace: [] };
  const suggestions = suggestObligations(outline);
  const nodes = await ctx.db
    .selectFrom('node')
    .select(['eid', 'provision', 'plain', 'hash'])
    .where('edition', '=', edition)
    .execute();
  const places = new Map(nodes.map((node) => [node.eid, node]));
  await carryOver(ctx, head, nodes);
  const onRecord = await ctx.db
    .selectFrom('basis')
    .innerJoin('obligation', 'obligation.id', 'basis.obligation')
    .select(['basis.provision', 'obligation.id', 'basis.edition'])
    .where('basis.first_version', '=', head.version)
    .where('basis.fate', '<>', 'gone')
    .orderBy('obligation.number')
    .execute();
  const counts = new Map<string, number>();
  const run = newId(ctx.now.getTime());
  let made = 0;
  for (const suggestion of suggestions) {
    const node = places.get(suggestion.eId);
    if (!node?.provision) continue;
    const at = counts.get(node.provision) ?? 0;
    counts.set(node.provision, at + 1);
    const known = onRecord.filter((one) => one.provision === node.provision)[at];
    if (known) {
      if (known.edition !== edition || head.basedOn) await addWords(ctx, known.id, head, suggestion);
      continue;
    }
    // Paragraphs that already carry obligations in this version are left to the reviewer: another language never adds duties.
    if (onRecord.some((one) => one.provision === node.provision)) continue;
    if (onRecord.length > 0 && onRecord.some((one) => one.edition !== edition) && !head.basedOn) continue;
    await insertSuggestion(ctx, run, ENGINE, suggestion, { ...head, provision: node.provision, plain: node.plain });
    made++;
  }
  return made;
}

async function addWords(ctx: Handling, obligation: string, head: EditionHead, suggestion: Suggestion): Promise<void> {
  const has = await ctx.db
    .selectFrom('wording')
    .select('record')
    .where('record', '=', obligation)
    .where('field', '=', 'action')
    .where('lang', '=', head.lang)
    .executeTakeFirst();
  if (has) return;
  await setAction(
    ctx,
    obligation,
    head.lang,
    suggestion.action,
    head.authority === 'machine' ? 'machine' : head.authority === 'unofficial' ? 'unofficial' : 'official',
  );
  await reindex(ctx, obligation);
}

// What the version before asked: on the same words it is carried over, on changed ones a person confirms, else it is gone.
async function carryOver(
  ctx: Handling,
  head: EditionHead,
  nodes: readonly { eid: string; provision: string | null; plain: string }[],
): Promise<void> {
  if (!head.basedOn) return;
  const done = await ctx.db
    .selectFrom('basis')
    .select('obligation')
    .where('first_version', '=', head.version)
    .limit(1)
    .executeTakeFirst();
  if (done) return;
  const before = await ctx.db
    .selectFrom('basis')
    .innerJoin('obligation', 'obligation.id', 'basis.obligation')
    .select([
      'basis.obligation',
      'basis.provision',
      'basis.quote_hash',
      'basis.from_char',
      'basis.to_char',
      'basis.edition',
      'basis.eid',
    ])
    .where('basis.first_version', '=', head.basedOn)
    .where('basis.fate', '<>', 'gone')
    .where('obligation.review', '<>', 'rejected')
    .where('obligation.life', 'in', ['proposed', 'active', 'fulfilled'])
    .execute();
  const now = new Map(nodes.flatMap((node) => (node.provision ? [[node.provision, node] as const] : [])));
  const counts = { carried: 0, changed: 0, gone: 0 };
  for (const link of before) {
    const node = now.get(link.provision);
    const hash = node ? quoteHash(node.plain) : '';
    const fate = !node ? 'gone' : hash === link.quote_hash ? 'carried' : 'changed';
    counts[fate]++;
    await ctx.db
      .insertInto('basis')
      .values({
        obligation: link.obligation,
        provision: link.provision,
        first_version: head.version,
        edition: node ? head.edition : link.edition,
        eid: node ? node.eid : link.eid,
        from_char: node ? Math.min(link.from_char, node.plain.length) : link.from_char,
        to_char: node ? Math.min(link.to_char, node.plain.length) : link.to_char,
        quote_hash: node ? hash : link.quote_hash,
        fate,
        confirmed_at: fate === 'carried' ? ctx.now : null,
      })
      .onConflict((c) => c.doNothing())
      .execute();
  }
  if (before.length > 0) ctx.emit(did.carried, { version: head.version, ...counts }, head.version);
}

export const suggest = command({
  name: 'register.suggest',
  summary: 'Looks for what an edition asks, and puts it up for review. Run again, nothing is made twice.',
  input: z.object({ edition: Id }),
  policy: holds<undefined>(REVIEW),
  events: [did.suggested, did.carried],
  async handle(ctx, { edition }) {
    const count = await suggestFor(ctx, edition);
    ctx.emit(did.suggested, { edition, count }, edition);
    return { count };
  },
});

const onSaved: Follower<typeof editionSaved.payload> = {
  kind: editionSaved,
  events: [did.suggested, did.carried],
  async handle(ctx, { edition }) {
    const count = await suggestFor(ctx, edition);
    ctx.emit(did.suggested, { edition, count }, edition);
  },
};

// Adoption moves links, not obligations: what the new version still asks stays; what it dropped lapses; what it adds begins.
const onAdopted: Follower<typeof textAdopted.payload> = {
  kind: textAdopted,
  events: [did.activated, did.lifeChanged],
  async handle(ctx, { version, previous, label }) {
    const links = await ctx.db
      .selectFrom('basis')
      .innerJoin('obligation', 'obligation.id', 'basis.obligation')
      .select(['obligation.id', 'obligation.number', 'obligation.life', 'obligation.review', 'basis.fate'])
      .where('basis.first_version', '=', version)
      .execute();
    const starting = links.filter(
      (one) => one.review === 'confirmed' && one.life === 'proposed' && one.fate !== 'gone',
    );
    for (const one of starting) {
      await ctx.db
        .updateTable('obligation')
        .set({ life: 'active', life_reason: null })
        .where('id', '=', one.id)
        .execute();
      await drawOccurrences(ctx, one.id);
    }
    if (starting.length > 0)
      ctx.emit(did.activated, { version, count: starting.length }, [version, ...starting.map((one) => one.id)]);
    for (const one of links.filter(
      (link) =>
        link.fate === 'gone' && (link.life === 'active' || link.life === 'proposed') && link.review === 'confirmed',
    )) {
      const elsewhere = await ctx.db
        .selectFrom('basis')
        .innerJoin('version', 'version.id', 'basis.first_version')
        .select('basis.obligation')
        .where('basis.obligation', '=', one.id)
        .where('basis.fate', '<>', 'gone')
        .where('version.status', '=', 'adopted')
        .executeTakeFirst();
      if (elsewhere) continue;
      await ctx.db
        .updateTable('obligation')
        .set({ life: 'lapsed', life_reason: label, life_source: version })
        .where('id', '=', one.id)
        .execute();
      ctx.emit(did.lifeChanged, { number: one.number, life: 'lapsed', reason: label }, one.id);
    }
    if (previous)
      await ctx.db
        .updateTable('basis')
        .set({ last_version: previous })
        .where('first_version', '=', previous)
        .where('last_version', 'is', null)
        .execute();
  },
};

const onTerminated: Follower<typeof versionTerminated.payload> = {
  kind: versionTerminated,
  events: [did.lifeChanged],
  async handle(ctx, { version, label }) {
    const rows = await ctx.db
      .selectFrom('basis')
      .innerJoin('obligation', 'obligation.id', 'basis.obligation')
      .select(['obligation.id', 'obligation.number'])
      .where('basis.first_version', '=', version)
      .where('obligation.life', '=', 'active')
      .execute();
    for (const one of rows) {
      await ctx.db
        .updateTable('obligation')
        .set({ life: 'lapsed', life_reason: label, life_source: version })
        .where('id', '=', one.id)
        .execute();
      ctx.emit(did.lifeChanged, { number: one.number, life: 'lapsed', reason: label }, one.id);
    }
  },
};

// A session that moves takes what is due at it along; what a person dated by hand stays.
const onMoved: Follower<typeof sessionMoved.payload> = {
  kind: sessionMoved,
  events: [did.occurrenceMoved],
  async handle(ctx, { session, from, to }) {
    const row = await ctx.db
      .selectFrom('session')
      .select(['precision'])
      .where('id', '=', session)
      .executeTakeFirstOrThrow();
    const moved = await ctx.db
      .updateTable('occurrence')
      .set({ due: to, precision: row.precision })
      .where('session', '=', session)
      .where('derived_from_rule', '=', true)
      .returning(['id', 'key', 'obligation'])
      .execute();
    for (const one of moved) ctx.emit(did.occurrenceMoved, { key: one.key, from, to }, [one.id, one.obligation]);
  },
};

export const followers = [onSaved, onAdopted, onTerminated, onMoved];
