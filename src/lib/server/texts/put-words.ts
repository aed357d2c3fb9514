import { sql } from 'kysely';
import type { Footnote, Language, Run } from '@suivi/texts';
import { findReferences } from '@suivi/texts/references';
import type { Handling } from '../platform/command.ts';
import { InvalidInput, NotFound } from '../platform/errors.ts';
import { vectorOf } from '../platform/search/index.ts';
import * as did from './events.ts';
import { hashOf } from './rows.ts';

/** Words for a paragraph, or for a note (`note:ID`), as runs without revision marks. */
export interface Words {
  key: string;
  runs: readonly Run[];
}

/**
 * Puts other words into paragraphs of an edition, and those that it lacks where the edition `like` has them. Leaves
 * `editionCorrected`. Errors: InvalidInput `edition-sealed` where it was adopted, `no-such-place` where a paragraph's
 * address is taken by another one here.
 */
export async function putWords(ctx: Handling, edition: string, like: string, words: readonly Words[]): Promise<void> {
  const head = await ctx.db
    .selectFrom('edition')
    .innerJoin('version', 'version.id', 'edition.version')
    .select(['edition.lang', 'edition.sealed_at', 'edition.version', 'edition.extras', 'version.text'])
    .where('edition.id', '=', edition)
    .forUpdate('edition')
    .executeTakeFirstOrThrow(() => new NotFound(edition));
  if (head.sealed_at) throw new InvalidInput([{ path: 'lang', code: 'edition-sealed' }]);
  const lang = head.lang as Language;
  const of = (id: string) => ctx.db.selectFrom('node').selectAll().where('edition', '=', id).orderBy('ord').execute();
  const [mine, source] = await Promise.all([of(edition), of(like)]);
  const byProvision = new Map(mine.map((node) => [node.provision, node]));
  const order = mine.map((node) => node.eid);
  let changed = 0;
  let added = 0;
  const extras = head.extras as unknown as Extras;
  const model = await ctx.db.selectFrom('edition').select('extras').where('id', '=', like).executeTakeFirst();
  const notes = notesOf(extras);
  const sourceNotes = notesOf((model?.extras ?? {}) as unknown as Extras);
  for (const { key, runs } of words) {
    const plain = runs.map((run) => run.text).join('');
    const note = notes.get(key) ?? sourceNotes.get(key);
    if (note) {
      if (notes.has(key)) changed++;
      else added++;
      notes.set(key, { ...note, runs: [...runs], text: plain });
      continue;
    }
    const said = {
      runs: JSON.stringify(runs),
      plain,
      hash: hashOf(plain),
      search: vectorOf([{ text: plain, lang }]),
    };
    const own = byProvision.get(key);
    if (own) {
      changed++;
      await ctx.db.updateTable('node').set(said).where('edition', '=', edition).where('eid', '=', own.eid).execute();
      await cite(ctx, edition, own.eid, plain, lang);
      continue;
    }
    const at = source.findIndex((node) => node.provision === key);
    const from = source[at];
    if (!from || order.includes(from.eid)) throw new InvalidInput([{ path: 'lang', code: 'no-such-place' }]);
    added++;
    // After the nearest paragraph before it that is here.
    const before = source
      .slice(0, at)
      .reverse()
      .find((node) => order.includes(node.eid));
    order.splice(before ? order.indexOf(before.eid) + 1 : 0, 0, from.eid);
    const { search: _search, addressees: _addressees, ...rest } = from;
    await ctx.db
      .insertInto('node')
      .values({ ...rest, ...said, edition, ord: -1 - added, addressees: '[]' })
      .execute();
    await cite(ctx, edition, from.eid, plain, lang);
  }
  await ctx.db
    .updateTable('edition')
    .set({ extras: JSON.stringify({ ...extras, footnotes: [...notes.values()] }) })
    .where('id', '=', edition)
    .execute();
  if (added > 0) {
    // In two steps, since no two may stand at one place even for a moment.
    await ctx.db
      .updateTable('node')
      .set({ ord: sql<number>`ord + 1000000` })
      .where('edition', '=', edition)
      .execute();
    await sql`update node set ord = p.ord - 1 from unnest(${order}::text[]) with ordinality p(eid, ord)
      where node.edition = ${edition} and node.eid = p.eid`.execute(ctx.db);
  }
  ctx.emit(did.editionCorrected, { text: head.text, version: head.version, edition, lang, changed, added }, [
    head.text,
    head.version,
    edition,
  ]);
}

interface Extras {
  footnotes?: Footnote[];
}
const notesOf = ({ footnotes = [] }: Extras): Map<string, Footnote> =>
  new Map(footnotes.map((note) => [`note:${note.id}`, note]));

/** What a paragraph cites, found anew. */
async function cite(ctx: Handling, edition: string, eid: string, plain: string, lang: Language): Promise<void> {
  await ctx.db.deleteFrom('citation').where('edition', '=', edition).where('eid', '=', eid).execute();
  for (const found of findReferences(plain, lang))
    await ctx.db
      .insertInto('citation')
      .columns([
        'edition',
        'eid',
        'from_char',
        'to_char',
        'words',
        'body',
        'kind',
        'number',
        'revision',
        'year',
        'target',
      ])
      .expression(
        sql`select ${edition}::uuid, ${eid}, ${found.from}::int, ${found.to}::int, ${found.text}, ${found.body}, ${found.kind},
          ${found.number}, ${found.revision}, ${found.year}::int,
          (select text.id from text join party on party.id = text.body
           where text.number = ${found.number} and party.code = ${found.body} limit 1)`,
      )
      .onConflict((c) => c.doNothing())
      .execute();
}
