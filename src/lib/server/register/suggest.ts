import type { Language, Outline, Suggestion } from '@suivi/texts';
import { suggestObligations } from '@suivi/texts/obligations';
import { z } from 'zod';
import { command, type Handling } from '../platform/command.ts';
import { NotFound } from '../platform/errors.ts';
import { newId } from '../platform/ids.ts';
import { Id } from '../platform/input.ts';
import { holds } from '../platform/policy.ts';
import { outlineOf } from '../texts/index.ts';
import { RANK, visibleTo, type Shown } from '../platform/visibility.ts';
import * as did from './events.ts';
import { carriedSpan } from './carried-span.ts';
import { REVIEW } from './policy.ts';
import { insertSuggestion, quoteHash, reindex, setAction } from './write.ts';

const ENGINE = '0.1.0';

interface EditionHead {
  edition: string;
  version: string;
  text: string;
  lang: Language;
  authority: string;
  ownerBody: string;
  basedOn: string | null;
  visibility: Shown;
}

async function headOf(ctx: Handling, edition: string): Promise<EditionHead> {
  const row = await ctx.db
    .selectFrom('edition')
    .innerJoin('version', 'version.id', 'edition.version')
    .innerJoin('text', 'text.id', 'version.text')
    .innerJoin('record', 'record.id', 'edition.id')
    .select([
      'record.visibility',
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
  return { ...row, lang: row.lang as Language, visibility: row.visibility as Shown };
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
  // Words of an edition that fewer may see than the obligation wait until it is published.
  const own = await ctx.db.selectFrom('record').select('visibility').where('id', '=', obligation).executeTakeFirst();
  if (RANK[head.visibility] < RANK[(own?.visibility ?? 'draft') as Shown]) return;
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
    .leftJoin('node as stood', (join) =>
      join.onRef('stood.edition', '=', 'basis.edition').onRef('stood.eid', '=', 'basis.eid'),
    )
    .leftJoin('edition as of', 'of.id', 'basis.edition')
    .select([
      'stood.plain as was',
      'of.lang as wasIn',
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
    const stood = { from: link.from_char, to: link.to_char };
    // In another language the words are the whole paragraph.
    const span =
      fate !== 'changed' || !node
        ? stood
        : link.was !== null && link.wasIn === head.lang
          ? carriedSpan(link.was, node.plain, stood, head.lang)
          : { from: 0, to: node.plain.length };
    await ctx.db
      .insertInto('basis')
      .values({
        obligation: link.obligation,
        provision: link.provision,
        first_version: head.version,
        edition: node ? head.edition : link.edition,
        eid: node ? node.eid : link.eid,
        from_char: span.from,
        to_char: span.to,
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
  load: (ctx, { edition }) =>
    ctx.db
      .selectFrom('edition')
      .innerJoin('record', 'record.id', 'edition.id')
      .innerJoin('version', 'version.id', 'edition.version')
      .innerJoin('text', 'text.id', 'version.text')
      .select(['version.text', 'text.body'])
      .where('edition.id', '=', edition)
      .where(visibleTo(ctx.actor))
      .executeTakeFirst(),
  policy: holds(REVIEW, ({ text, body }: { text: string; body: string }) => ({ text, body })),
  events: [did.suggested, did.carried],
  async handle(ctx, { edition }) {
    const count = await suggestFor(ctx, edition);
    ctx.emit(did.suggested, { edition, count }, edition);
    return { count };
  },
});
