import type { Amendment, Language, Run } from '@suivi/texts';
import { isOpenOp } from '@suivi/texts/amend';
import { sql } from 'kysely';
import { z } from 'zod';
import { wordingFor } from '../bodies/index.ts';
import { NotFound } from '../platform/errors.ts';
import { Lang } from '../platform/input.ts';
import { anyone } from '../platform/policy.ts';
import { query } from '../platform/query.ts';
import { visibleTo } from '../platform/visibility.ts';
import { succeededBy, type Succeeding } from '../texts/index.ts';
import { bracketsOn } from './brackets.ts';
import { tableRows } from './follow.ts';
import { Lines, linesOf } from './lines.ts';
import { placeOf } from './places.ts';
import { onTable } from './table.ts';

/** A step as the page lists it. */
export interface StepView {
  seq: number;
  act: string;
  /** Number of the amendment that it was about. */
  amendment: number | null;
  reason: string | null;
  by: string | null;
  at: string;
}

export const table = query({
  name: 'amendments.table',
  summary: 'The text on the table as it stands, or as it stood after a step, and each step with its reason.',
  input: z.object({
    slug: z.string().max(120),
    version: z.string().max(60),
    in: Lang.optional(),
    step: z.coerce.number().int().min(0).max(1_000_000).optional(),
    lines: Lines,
  }),
  policy: anyone,
  async run(ctx, input) {
    const place = await placeOf(ctx, input);
    const { rows: steps } = await sql<StepView>`
      select s.seq, s.act, a.number as amendment, s.reason, s.at, ${wordingFor('s.by', 'name', ctx.lang)}->>'value' as by
      from working_state s left join amendment a on a.id = s.amendment
      where s.edition = ${place.edition.id} order by s.seq desc`.execute(ctx.db as never);
    const last = steps[0]?.seq ?? 0;
    if (input.step !== undefined && input.step > last) throw new NotFound(String(input.step));
    const { seq, text, amendments } = await onTable(ctx.db, place.edition.id, input.step);
    return {
      ...place,
      /** Null where it is the text as it stands now. */
      then: input.step === undefined || input.step === last ? null : input.step,
      seq,
      rows: tableRows(text, input.lines === 'yes' ? await linesOf(ctx.db, place.edition.id) : null),
      brackets: bracketsOn({ text, amendments }),
      /** How many amendments are not in the text yet. */
      waiting: amendments.filter(waits).length,
      steps: steps.map((one) => ({ ...one, at: new Date(one.at).toISOString() })),
    };
  },
});

const waits = ({ status, ops }: Amendment): boolean =>
  (status === 'proposed' || status === 'partly-accepted') && ops.some(isOpenOp);

/** What a version says of a paragraph. */
export interface PastView {
  label: string;
  status: string;
  succeededBy: Succeeding | null;
  from: string | null;
  eid: string | null;
  number: string | null;
  runs: Run[];
  words: string;
  lang: Language;
  /** What it stands under there. */
  under: UnderView;
}

/** What a paragraph stands under: the words of the heading, and the labels of the paragraphs above it, the outermost first. */
export interface UnderView {
  heading: string | null;
  labels: string[];
}

/** What stands above a node (`n` of an edition `e`), the nearest first. */
const above = sql`coalesce((with recursive up as (
    select p.parent_eid, p.kind, p.label, p.plain, 1 as far from node p where p.edition = e.id and p.eid = n.parent_eid
    union all select p.parent_eid, p.kind, p.label, p.plain, up.far + 1 from up join node p on p.edition = e.id and p.eid = up.parent_eid)
  select jsonb_agg(jsonb_build_object('kind', kind, 'label', label, 'plain', plain) order by far) from up), '[]')`;
type Above = { kind: string; label: string | null; plain: string }[];

const underOf = (nodes: Above): UnderView => ({
  heading: nodes.find(({ kind, plain }) => kind === 'group' && plain !== '')?.plain ?? null,
  labels: nodes.flatMap(({ kind, label }) => (kind === 'item' && label !== null ? [label] : [])).reverse(),
});

export const past = query({
  name: 'amendments.past',
  summary: 'What each version of a text says of one paragraph, the newest first.',
  input: z.object({
    slug: z.string().max(120),
    version: z.string().max(60),
    in: Lang.optional(),
    eid: z.string().max(200),
  }),
  policy: anyone,
  async run({ db, actor, lang }, input) {
    const wanted = input.in ?? lang;
    const { rows: here } = await sql<{
      text: string;
      title: string;
      lang: Language;
      provision: string;
      label: string | null;
    }>`
      select t.id as text, e.title, e.lang, n.provision, n.label from text t
      join version v on v.text = t.id join record on record.id = v.id
      join edition e on e.version = v.id join record er on er.id = e.id join node n on n.edition = e.id and n.eid = ${input.eid}
      where t.slug = ${input.slug} and v.label = ${input.version} and n.provision is not null and ${visibleTo(actor)} and ${visibleTo(actor, 'er')}
      order by e.lang = ${wanted} desc, e.lang = 'en' desc, e.lang limit 1`.execute(db as never);
    const [at] = here;
    if (!at) throw new NotFound(input.eid);
    const { rows: found } = await sql<Omit<PastView, 'under'> & { above: Above }>`
      select v.label, v.status, ${succeededBy(actor)} as "succeededBy", v.adopted_on::text as from, n.eid, n.label as number, ${above} as above, coalesce(n.runs, '[]') as runs,
        coalesce(n.plain, '') as words, e.lang
      from version v join record on record.id = v.id
      join lateral (select e.id, e.lang from edition e join record er on er.id = e.id where e.version = v.id and ${visibleTo(actor, 'er')}
        order by e.lang = ${at.lang} desc, e.lang = 'en' desc, e.lang limit 1) e on true
      left join node n on n.edition = e.id and n.provision = ${at.provision} and n.state <> 'deleted'
      where v.text = ${at.text} and ${visibleTo(actor)}
      order by v.seq desc`.execute(db as never);
    const rows = found.map(({ above: nodes, ...row }): PastView => ({ ...row, under: underOf(nodes) }));
    // Versions before it began say nothing of it.
    const first = rows.findLastIndex((row) => row.eid !== null);
    return {
      slug: input.slug,
      version: input.version,
      title: at.title,
      titleLang: at.lang,
      label: at.label,
      versions: rows.slice(0, first + 1),
    };
  },
});
