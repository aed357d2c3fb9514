import type { AmendmentOp, AmendmentStatus, Language, Piece } from '@suivi/texts';
import { changesOf, isOpenOp } from '@suivi/texts/amend';
import { diffWords } from '@suivi/texts/words';
import { sql } from 'kysely';
import { z } from 'zod';
import { wordingFor } from '../bodies/index.ts';
import type { Actor } from '../platform/actor.ts';
import type { Read } from '../platform/db.ts';
import { NotFound } from '../platform/errors.ts';
import { Lang } from '../platform/input.ts';
import { anyone } from '../platform/policy.ts';
import { query } from '../platform/query.ts';
import { visibleTo } from '../platform/visibility.ts';
import { headingOf, rowsOf, type NodeRow } from '../texts/index.ts';
import { inText } from './in-text.ts';
import { linesCited, linesOf } from './lines.ts';
import { placeOf } from './places.ts';
import { storyOf } from './story.ts';
import { onTable, standsAt, wordsOf } from './table.ts';

/** An amendment as lists show it. */
export interface AmendmentView {
  id: string;
  number: number;
  kind: 'MOD' | 'ADD' | 'SUP' | 'NOC';
  slug: string;
  version: string;
  lang: Language;
  /** Of the text, in the language of the amendment. */
  title: string;
  eid: string;
  /** The paragraph: its provision, or the id of the change that brought it. */
  target: string;
  /** The paragraph as it was put on the table: its label, and its first words; null of one that was added since. */
  label: string | null;
  words: string | null;
  organisation: string;
  organisationName: string;
  supporters: { id: string; name: string }[];
  reasons: string | null;
  state: AmendmentStatus;
  /** What a reader is told of it: before the text is adopted, also that it stands in the text already. */
  shown: AmendmentStatus | 'in-text';
  stateReason: string | null;
  late: boolean;
  at: string;
  /** Number of the amendment that it amends. */
  amends: number | null;
}

const LIMIT = 100;

/** Amendments that a reader may see, with their version: both are asked, so that neither tells of the other. */
export async function amendmentsOf(
  db: Read,
  actor: Actor,
  lang: Language,
  filter: { version?: string; number?: number; organisations?: readonly string[]; before?: string | undefined },
  limit = LIMIT,
): Promise<AmendmentView[]> {
  const { rows } = await sql<Omit<AmendmentView, 'shown'> & { edition: string }>`
    select a.edition, a.id, a.number, a.kind, t.slug, v.label as version, e.lang, e.title, a.eid, a.target, n.label, left(n.plain, 200) as words, a.organisation, a.reasons, a.state,
      a.state_reason as "stateReason", a.late, a.entered_at as at, p.number as amends,
      ${wordingFor('a.organisation', 'name', lang)}->>'value' as "organisationName",
      coalesce((select json_agg(json_build_object('id', s.organisation, 'name', ${wordingFor('s.organisation', 'name', lang)}->>'value') order by s.since, s.organisation)
        from amendment_support s where s.amendment = a.id and s.until is null), '[]') as supporters
    from amendment a join record on record.id = a.id join edition e on e.id = a.edition
    join version v on v.id = a.version join record vr on vr.id = v.id join text t on t.id = v.text
    left join amendment p on p.id = a.amends
    left join lateral (select node.label, node.plain from node where node.edition = a.edition and node.eid = coalesce(
      (select m.eid from node m where m.edition = a.edition and m.provision = case when a.target ~ '^[0-9a-f-]{36}$' then a.target::uuid end limit 1),
      a.target)) n on true
    where ${visibleTo(actor)} and ${visibleTo(actor, 'vr')}
      ${filter.version ? sql`and a.version = ${filter.version}` : sql``}
      ${filter.number ? sql`and a.number = ${filter.number}` : sql``}
      ${filter.organisations ? sql`and a.organisation = any(${filter.organisations}::uuid[])` : sql``}
      ${filter.before ? sql`and a.id < ${filter.before}` : sql``}
    order by ${filter.version ? sql`a.number` : sql`a.id desc`} limit ${limit}`.execute(db as never);
  const open = rows.flatMap(({ state, edition }) => (state === 'proposed' ? [edition] : []));
  const standing = await inText(db, [...new Set(open)]);
  return rows.map(({ edition, ...row }) => {
    const stands = row.state === 'proposed' && standing.has(`${edition}/${row.number}`);
    return { ...row, shown: stands ? 'in-text' : row.state, at: new Date(row.at).toISOString() };
  });
}

export const list = query({
  name: 'amendments.list',
  summary: 'Amendments, newest first, paged by key; and the versions whose window is open or still to open.',
  input: z.object({
    of: z.enum(['all', 'mine']).default('all').describe('mine: of organisations that you speak for'),
    before: z.uuid().optional(),
  }),
  policy: anyone,
  async run({ db, actor, lang, now }, input) {
    const filter = { before: input.before, ...(input.of === 'mine' ? { organisations: actor.organisations } : {}) };
    const found = await amendmentsOf(db, actor, lang, filter, LIMIT + 1);
    const { rows: windows } = await sql<{
      slug: string;
      version: string;
      title: string;
      lang: Language;
      closes: string;
      opens: string;
      zone: string;
      open: boolean;
    }>`
      select t.slug, v.label as version, e.title, e.lang, p.time_zone as zone, w.opens_at <= ${now} as open,
        to_char(w.opens_at at time zone p.time_zone, 'YYYY-MM-DD"T"HH24:MI') as opens,
        to_char(w.closes_at at time zone p.time_zone, 'YYYY-MM-DD"T"HH24:MI') as closes
      from amendment_window w join record on record.id = w.id join version v on v.id = w.version join record vr on vr.id = v.id
      join text t on t.id = v.text join party p on p.id = t.body
      join lateral (select e.title, e.lang from edition e join record er on er.id = e.id where e.version = v.id and ${visibleTo(actor, 'er')}
        order by e.lang = ${lang} desc, e.lang = 'en' desc, e.lang limit 1) e on true
      where ${visibleTo(actor)} and ${visibleTo(actor, 'vr')} and v.status in ('draft', 'proposed') and not exists (select 1 from version next where next.based_on = v.id and next.adopted_on is not null)
        and w.closes_at > ${now}
      order by w.closes_at, w.id limit ${LIMIT}`.execute(db as never);
    const page = found.slice(0, LIMIT);
    return { windows, amendments: page, next: found.length > LIMIT ? (page.at(-1)?.id ?? null) : null };
  },
});

const At = { slug: z.string().max(120), version: z.string().max(60), in: Lang.optional() };

export const amendment = query({
  name: 'amendments.amendment',
  summary: 'One amendment: what it changes, its reasons, who supports it, what became of it, and what amends it.',
  input: z.object({ ...At, number: z.coerce.number().int().min(1).max(1_000_000) }),
  policy: anyone,
  async run(ctx, input) {
    const { db, actor, lang } = ctx;
    const place = await placeOf(ctx, input);
    const [one] = await amendmentsOf(db, actor, lang, { version: place.version.id, number: input.number });
    if (!one) throw new NotFound(String(input.number));
    const row = await db.selectFrom('amendment').select('edition').where('id', '=', one.id).executeTakeFirstOrThrow();
    const table = await onTable(db, row.edition);
    const engine = table.amendments.find((each) => each.id === String(one.number));
    const places = rowsOf(table.text);
    const numbers = await linesOf(db, row.edition);
    const parent = one.amends === null ? null : table.amendments.find((each) => each.id === String(one.amends));
    const targets = new Set(engine?.ops.map((op) => op.target));
    // Of a table the rows that it is about.
    const wordsStanding = (each: NodeRow): string =>
      (engine?.ops ?? [])
        .filter((op) => op.target === (each.wid ?? each.eid) && op.row !== undefined)
        .map((op) => standsAt(table.text, each, op))
        .filter((words) => words !== '')
        .join('\n') || each.plain;
    const stands = parent
      ? parent.ops
          .filter((op) => targets.has(op.id))
          .map((op) => ({ label: null, words: wordsOf(op), lines: null, under: null }))
      : places
          .filter((each) => targets.has(each.wid ?? each.eid))
          .map((each) => ({
            label: each.label,
            words: wordsStanding(each),
            lines: linesCited(numbers, each.wid ?? each.eid),
            under: headingOf(places, each),
          }));
    const home = new Map(places.map((each) => [each.wid ?? each.eid, each]));
    /** What a change of words makes of those that stand, for reading. */
    const marked = (op: AmendmentOp): Piece[] => {
      const amended = parent?.ops.find((each) => each.id === op.target);
      const was = amended ? wordsOf(amended) : standsAt(table.text, home.get(op.target), op);
      return op.act === 'MOD' && was !== '' ? diffWords(was, wordsOf(op), place.edition.lang) : [];
    };
    const others = await amendmentsOf(db, actor, lang, { version: place.version.id });
    return {
      ...place,
      one,
      seq: table.seq,
      /** The words that it changes, as they stand now. */
      stands,
      changes: (engine?.ops ?? []).map((op) => ({
        id: op.id,
        act: op.act,
        words: wordsOf(op),
        label: op.label ?? null,
        state: op.state ?? 'open',
        pieces: isOpenOp(op) ? marked(op) : [],
        /** Its changes of words, each to be accepted by itself. */
        parts: changesOf(table.text, op),
      })),
      /** Amendments to this one. */
      amendedBy: others.filter((each) => each.amends === one.number),
      /** Everyone who may take it over or support it, for who enters what organisations send. */
      organisations: place.mine,
      /** What happened to it, newest first. */
      story: await storyOf(ctx, one.id),
    };
  },
});

export const editor = query({
  name: 'amendments.editor',
  summary: 'A paragraph to be amended, as it stands now, with what is proposed to it already.',
  input: z.object({ ...At, eid: z.string().max(200).optional(), amends: z.coerce.number().int().min(1).optional() }),
  policy: anyone,
  async run(ctx, input) {
    const place = await placeOf(ctx, input);
    const table = await onTable(ctx.db, place.edition.id);
    const rows = rowsOf(table.text).filter((row) => row.state !== 'deleted');
    const all = await amendmentsOf(ctx.db, ctx.actor, ctx.lang, { version: place.version.id });
    const parent = input.amends === undefined ? null : all.find((one) => one.number === input.amends);
    if (parent === undefined) throw new NotFound(String(input.amends));
    const at = rows.find((row) => (parent ? (row.wid ?? row.eid) === parent.target : row.eid === input.eid));
    if (!at && (parent !== null || input.eid !== undefined)) throw new NotFound(input.eid);
    const own = parent && table.amendments.find((one) => one.id === String(parent.number))?.ops[0];
    return {
      ...place,
      seq: table.seq,
      parent: parent && { id: parent.id, number: parent.number, words: own ? wordsOf(own) : '' },
      at: at ? { eid: at.eid, label: at.label, kind: at.kind, words: at.plain, under: headingOf(rows, at) } : null,
      paragraphs: rows
        .filter((row) => row.plain !== '')
        .map(({ eid, label, kind, depth, plain }) => ({ eid, label, kind, depth, words: plain })),
      already: all.filter((one) => at && one.target === (at.wid ?? at.eid) && one.lang === place.edition.lang),
    };
  },
});
