import type { Change, Language, Misalignment, Piece, Run, Text } from '@suivi/texts';
import { alignLanguages, compare as compareTexts, redline, signedBy, summarise } from '@suivi/texts/compare';
import { LANGUAGES } from '@suivi/texts/model';
import { diffWords } from '@suivi/texts/words';
import { outlineToDocx } from '@suivi/texts/write/files';
import { z } from 'zod';
import type { Actor } from '../platform/actor.ts';
import type { Context } from '../platform/context.ts';
import type { Read } from '../platform/db.ts';
import { NotFound } from '../platform/errors.ts';
import { Id, parseInput } from '../platform/input.ts';
import { anyone } from '../platform/policy.ts';
import { query } from '../platform/query.ts';
import { visibleTo } from '../platform/visibility.ts';
import type { Marked } from './engine.ts';
import { authorsOf, markedNodes, onlyChanged, type MarkedNode, type Skipped } from './marked-nodes.ts';
import { outlineOf } from './queries.ts';

/** From here on a repair is not questioned. */
const SURE = 0.9;

/** A text with its changes marked, as a page prints it. */
export interface MarkedView {
  language: Language;
  /** With its change, where it has another title now. */
  title: Run[];
  summary: string[];
  changes: Change[];
  nodes: (MarkedNode | Skipped)[];
  notes: Pick<Text['footnotes'][number], 'id' | 'label' | 'runs' | 'at'>[];
  /** Places where words were told apart by likelihood, from 0 to 1. */
  likely: Record<string, number>;
  /** Who made the marks, where they bear a name. */
  authors: { author: string; marks: number }[];
}

/** In: a text with marks, what they amount to, and whether paragraphs that stay are left out. */
export function markedView({ marked, changes, summary }: Marked, whole: boolean): MarkedView {
  const { language, title, was } = marked;
  const nodes = markedNodes(marked);
  return {
    language,
    title: diffWords(was?.title ?? title, title, language).map(({ kind, text }) =>
      kind === 'same' ? { text } : { text, mark: { state: kind } },
    ),
    summary,
    changes,
    nodes: whole ? nodes : onlyChanged(nodes),
    notes: marked.footnotes
      .filter((note) => whole || note.runs.some((run) => run.mark !== undefined))
      .map(({ id, label, runs, at }) => ({ id, label, runs, at })),
    likely: Object.fromEntries(
      marked.repairs.filter((one) => one.confidence < SURE).map((one) => [one.eId, one.confidence]),
    ),
    authors: authorsOf(marked, nodes),
  };
}

/** An edition that is compared. */
export interface Side {
  id: string;
  lang: string;
  title: string;
  version: string;
  label: string;
  slug: string;
  text: string;
}

const editionsSeen = (db: Read, actor: Actor) =>
  db
    .selectFrom('edition')
    .innerJoin('record', 'record.id', 'edition.id')
    .innerJoin('version', 'version.id', 'edition.version')
    .innerJoin('text', 'text.id', 'version.text')
    .select(['edition.id', 'edition.lang', 'edition.title', 'edition.version', 'version.label', 'text.slug'])
    .select('version.text')
    .where(visibleTo(actor));

/** An edition that the actor may see. Errors: NotFound. */
export const sideOf = (db: Read, actor: Actor, id: string): Promise<Side> =>
  editionsSeen(db, actor)
    .where('edition.id', '=', id)
    .executeTakeFirstOrThrow(() => new NotFound(id));

const editionsOf = (db: Read, actor: Actor, text: string): Promise<Side[]> =>
  editionsSeen(db, actor).where('version.text', '=', text).orderBy('version.seq').orderBy('edition.lang').execute();

/** A paragraph of one side of the table; null where the other side alone has it. */
export interface Beside {
  eid: string;
  kind: string;
  label: string | null;
  plain: string;
  hash: string;
}

/** `pieces`: what changed in the words, of one language. */
export interface BesideRow {
  left: Beside | null;
  right: Beside | null;
  pieces: Piece[] | null;
}

async function rowsBeside(db: Read, left: Side, right: Side): Promise<BesideRow[]> {
  const nodes = await db
    .selectFrom('node')
    .select(['edition', 'eid', 'kind', 'label', 'plain', 'hash', 'provision', 'ord'])
    .where('edition', 'in', [left.id, right.id])
    .where('state', '<>', 'deleted')
    .orderBy('ord')
    .execute();
  type Node = (typeof nodes)[number];
  const of = (id: string): Node[] => nodes.filter((node) => node.edition === id && node.plain !== '');
  const there = of(right.id);
  const rightBy = new Map(there.map((node) => [node.provision, node]));
  const here = of(left.id);
  const paired = new Set(here.map((node) => node.provision));
  // What stands only on the right goes after the paragraph that it follows there.
  const after = new Map<string | null, Node[]>();
  let before: string | null = null;
  for (const node of there) {
    if (paired.has(node.provision)) before = node.provision;
    else after.set(before, [...(after.get(before) ?? []), node]);
  }
  const lang = LANGUAGES.find((one) => one === left.lang && one === right.lang);
  const alone = (from: string | null) =>
    (after.get(from) ?? []).map((node) => ({ left: null, right: node, pieces: null }));
  return [
    ...alone(null),
    ...here.flatMap((node) => {
      const twin = rightBy.get(node.provision) ?? null;
      const pieces = lang && twin && node.hash !== twin.hash ? diffWords(node.plain, twin.plain, lang) : null;
      return [{ left: node, right: twin, pieces }, ...alone(node.provision)];
    }),
  ];
}

function markedBetween([old, next]: [Text, Text], language: Language): Marked {
  const made = compareTexts(old, next);
  return { marked: made.merged, changes: made.changes, summary: summarise(made, language) };
}

const Pair = z.object({ left: Id, right: Id });

export const compare = query({
  name: 'texts.compare',
  summary:
    'Two editions: in one language what changed, in words, change by change and marked in the text; in two, where they disagree. `view=beside` gives paragraph beside paragraph.',
  input: Pair.extend({
    view: z.enum(['marked', 'beside']).default('marked').describe('Of one language: changes marked, or side by side'),
    whole: z.stringbool().default(false).describe('With the paragraphs that stay, in the marked view'),
  }),
  policy: anyone,
  async run({ db, actor, lang }, input) {
    const [left, right] = [await sideOf(db, actor, input.left), await sideOf(db, actor, input.right)];
    const sameLanguage = left.lang === right.lang;
    const sameText = left.text === right.text;
    const texts = async (): Promise<[Text, Text]> => [await outlineOf(db, left.id), await outlineOf(db, right.id)];
    const marked =
      sameLanguage && input.view === 'marked' ? markedView(markedBetween(await texts(), lang), input.whole) : null;
    // Null where there is nothing to disagree: another version, or the same language.
    const disagreements: Misalignment[] | null =
      left.version === right.version && !sameLanguage ? alignLanguages(...(await texts())) : null;
    return {
      left,
      right,
      sameText,
      /** What either side could be compared with as well. */
      editions: sameText ? await editionsOf(db, actor, left.text) : [left, right],
      marked,
      rows: marked ? null : await rowsBeside(db, left, right),
      disagreements,
    };
  },
});

export const edition = query({
  name: 'texts.edition',
  summary: 'An edition by its id: its text, its version, its language and title.',
  input: z.object({ id: Id }),
  policy: anyone,
  run: ({ db, actor }, { id }) => sideOf(db, actor, id),
});

/**
 * What changed between two editions as a Word file with revision marks under a name. In: `left` and `right` as the query has
 * them, of one language or not. Errors: NotFound, InvalidInput.
 */
export async function redlineOfEditions(
  { database: { read }, actor, now }: Context,
  fields: Record<string, unknown>,
  author: string,
): Promise<{ bytes: Uint8Array; name: string }> {
  const pair = parseInput(Pair, fields);
  const [left, right] = [await sideOf(read, actor, pair.left), await sideOf(read, actor, pair.right)];
  const made = compareTexts(await outlineOf(read, left.id), await outlineOf(read, right.id));
  return {
    bytes: redlineDocx([redline(made, signedBy(author, now))]),
    name: `${right.slug}-${left.label}-${right.label}.${right.lang}`,
  };
}

/** Texts with marks as a Word file. */
export const redlineDocx = (texts: Text[]): Uint8Array => outlineToDocx({ texts, headers: [], trace: [] }, () => []);
