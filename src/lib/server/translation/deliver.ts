import type { Group, Item, Language, Run, Text } from '@suivi/texts';
import { findReferences } from '@suivi/texts/references';
import { z } from 'zod';
import { command, type Handling } from '../platform/command.ts';
import { InvalidInput } from '../platform/errors.ts';
import { Visibility } from '../platform/input.ts';
import { holds } from '../platform/policy.ts';
import { editionCorrected, editionSaved, IMPORT, outlineOf, putWords, saveEdition, textAdded } from '../texts/index.ts';
import * as did from './events.ts';
import { loadWork, OfWork, within } from './load.ts';
import type { Work } from './work.ts';

export const deliver = command({
  name: 'translation.deliver',
  summary:
    'Saves what was translated and confirmed: as the edition of the version in that language, or in the one that is there.',
  input: z.object({
    ...OfWork,
    authority: z.enum(['authentic', 'official', 'unofficial', 'machine']).default('official'),
    visibility: Visibility.optional().describe('who sees a new edition; as the source where left out'),
  }),
  load: loadWork,
  policy: holds(IMPORT, within),
  events: [did.delivered, editionSaved, editionCorrected, textAdded],
  async handle(ctx, { authority, visibility }, work) {
    if (work.sealed) throw new InvalidInput([{ path: 'lang', code: 'edition-sealed' }]);
    const done = work.pieces.flatMap((one) =>
      one.state === 'done' && one.words ? [{ ...one, words: one.words }] : [],
    );
    // A new edition is whole; one that is there may be brought up to date paragraph by paragraph.
    if (
      done.length === 0
        ? work.mine !== null || work.pieces.length > 0
        : work.mine === null && done.length < work.pieces.length
    )
      throw new InvalidInput([{ path: 'lang', code: 'translation-open' }]);
    const edition =
      work.mine === null
        ? await makeEdition(
            ctx,
            work,
            new Map([...work.carried, ...done.map((one) => [one.key, one.words] as const)]),
            {
              authority,
              visibility,
            },
          )
        : work.mine;
    if (work.mine !== null)
      await putWords(
        ctx,
        work.mine,
        work.source,
        done.map((one) => ({ key: one.key, runs: one.words })),
      );
    const rows = done.flatMap((one) => (one.row === null ? [] : [one.row]));
    if (rows.length > 0)
      await ctx.db.updateTable('translation').set({ delivered_at: ctx.now }).where('id', 'in', rows).execute();
    ctx.emit(did.delivered, { lang: work.lang, pieces: done.length }, [work.version, edition]);
    return { edition, pieces: done.length };
  },
});

async function makeEdition(
  ctx: Handling,
  work: Work,
  words: ReadonlyMap<string, Run[]>,
  said: { authority: string; visibility: z.output<typeof Visibility> | undefined },
): Promise<string> {
  const [source, places, head] = await Promise.all([
    outlineOf(ctx.db, work.source),
    ctx.db.selectFrom('node').select(['eid', 'provision', 'plain']).where('edition', '=', work.source).execute(),
    ctx.db
      .selectFrom('edition')
      .innerJoin('record', 'record.id', 'edition.id')
      .innerJoin('party', 'party.id', 'record.owner_body')
      .select(['record.visibility', 'party.code'])
      .where('edition.id', '=', work.source)
      .executeTakeFirstOrThrow(),
  ]);
  const keyAt = new Map(places.map((node) => [node.eid, node.provision ?? '']));
  const at = (eId: string): Run[] => words.get(keyAt.get(eId) ?? '') ?? [];
  // The title is that of the paragraph that says it, where one does.
  const titled = places.find((node) => node.plain.trim() === source.title.trim() && node.plain !== '');
  const title = titled ? plain(at(titled.eid)) : (work.titleBefore ?? source.title);
  const content = translated(source, work.lang, at, (id) => words.get(`note:${id}`) ?? []);
  const saved = await saveEdition(ctx, {
    content,
    into: { id: work.text, slug: work.slug },
    document: null,
    body: head.code ?? '',
    number: work.number,
    title,
    version: work.label,
    lang: work.lang,
    authority: said.authority,
    visibility: said.visibility ?? (head.visibility as 'draft'),
  });
  return saved.edition;
}

const plain = (runs: readonly Run[]): string => runs.map((run) => run.text).join('');

/** The tree of a text with other words in it: addresses and labels stay, what was struck is left out. */
function translated(source: Text, lang: Language, at: (eId: string) => Run[], note: (id: string) => Run[]): Text {
  const references: Text['references'] = [];
  const cite = (eId: string, text: string): void => {
    references.push(...findReferences(text, lang).map((one) => ({ ...one, eId })));
  };
  const item = (one: Item): Item => {
    const runs = at(one.eId);
    cite(one.eId, plain(runs));
    return { ...one, runs, text: plain(runs), state: 'kept', items: kept(one.items).map(item) };
  };
  const group = (one: Group): Group => {
    const runs = at(one.eId);
    cite(one.eId, plain(runs));
    return {
      ...one,
      heading: plain(runs),
      headingRuns: runs,
      // As printed in the source: they are not the words of this language.
      addressees: [],
      state: 'kept',
      items: kept(one.items).map(item),
      groups: kept(one.groups).map(group),
    };
  };
  const groups = kept(source.groups).map(group);
  return {
    ...source,
    language: lang,
    groups,
    references,
    footnotes: source.footnotes.map((one) => ({ ...one, runs: note(one.id), text: plain(note(one.id)) })),
    repairs: [],
    warnings: [],
  };
}
const kept = <T extends { state: string }>(list: readonly T[]): T[] => list.filter((one) => one.state !== 'deleted');
