import { sql } from 'kysely';
import type { Language, Run } from '@suivi/texts';
import { z } from 'zod';
import { can } from '../platform/actor.ts';
import { NotFound } from '../platform/errors.ts';
import { Lang } from '../platform/input.ts';
import { anyone } from '../platform/policy.ts';
import { query } from '../platform/query.ts';
import { visibleTo } from '../platform/visibility.ts';
import { REPORT } from '../texts/index.ts';
import type { Asking, Called } from '../frameworks/index.ts';
import { evidenceOf, type EvidenceView } from './evidence-view.ts';
import { EVIDENCE, JUDGE } from './policy.ts';
import type { Provable } from './provable.ts';

/** Paragraphs that the actor sees, with their edition, version and text: best first is the version in force, then the newest. */
const seen = ({
  actor,
}: Asking) => sql`node n join edition e on e.id = n.edition join record er on er.id = e.id and ${visibleTo(actor, 'er')}
  join version v on v.id = e.version join record vr on vr.id = v.id and ${visibleTo(actor, 'vr')} join text t on t.id = v.text
  where n.kind = 'item' and n.part <> 'front' and n.state <> 'deleted' and n.provision is not null`;
const best = (langs: readonly Language[]) =>
  sql`v.status = 'adopted' desc, v.seq desc, ${sql.join(
    [...langs, 'en' as const].map((lang) => sql`e.lang = ${lang} desc`),
  )}, e.lang`;

/**
 * Lines of reports. A report claims, and each of its paragraphs may want proof; a resolution asks, and what it asks is proved at
 * its obligations: evidence for its paragraphs is refused.
 */
export const reportLines: Provable = {
  kind: 'text',
  byParagraph: true,
  async at(ctx, { lang, path: [room, slug, version, page, ...rest], query: asked, place }) {
    if (room !== 'texts' || slug === undefined || rest.length > 0 || (page !== undefined && page !== 'evidence'))
      return null;
    const eid = page === undefined ? place : asked.get('at');
    const langs = [Lang.safeParse(asked.get('in')).data, lang, ctx.lang].filter(
      (each) => each !== null && each !== undefined,
    );
    const { rows } = await sql<{
      target: string;
      provision: string;
    }>`select t.id as target, n.provision from ${seen(ctx)}
      and n.eid = ${eid} and (t.slug = ${slug} or t.id = (select a.record from address a where a.path = ${`texts/${slug}`}))
      and (${version ?? null}::text is null or v.label = ${version ?? null}) order by ${best(langs)} limit 1`.execute(
      ctx.db as never,
    );
    return rows[0] ?? null;
  },
  async admits(ctx, { target, provision }) {
    const { rows } = await sql<{ kind: string; version: string }>`select t.kind, v.id as version from ${seen(ctx)}
      and n.provision = ${provision} and t.id = ${target} order by ${best([])} limit 1`.execute(ctx.db as never);
    const [one] = rows;
    if (!one) return { wrong: 'no-such-place' };
    // Told to who sees the version: of a paragraph that stands in a draft alone, others are told nothing.
    return one.kind === REPORT ? { also: [one.version] } : { wrong: 'not-a-report' };
  },
  async called(ctx, ids) {
    const { rows } = await sql<Called>`select distinct on (n.provision) n.provision as id,
        concat_ws(' · ', e.title, n.label) as mark,
        json_build_object('value', n.plain, 'lang', e.lang, 'state', e.authority) as name,
        'texts/' || t.slug || '/' || v.label || '/evidence?at=' || n.eid || '&in=' || e.lang as at
      from ${seen(ctx)} and n.provision = any(${[...ids]}::uuid[]) order by n.provision, ${best([ctx.lang])}`.execute(
      ctx.db as never,
    );
    return rows;
  },
};

/** A line of a report and what stands as evidence for it. */
export interface ReportLine {
  text: { id: string; slug: string; title: string };
  version: string;
  provision: string;
  eid: string;
  /** Language that it is shown in. */
  in: Language;
  label: string | null;
  runs: Run[];
  evidence: EvidenceView[];
  may: { evidence: boolean; judge: boolean };
}

export const line = query({
  name: 'register.line',
  summary: 'A paragraph of a report, and what stands as evidence for it, in whichever version and language it is read.',
  input: z.object({
    slug: z.string().max(120),
    version: z.string().max(60),
    at: z.string().max(200),
    in: Lang.optional(),
  }),
  policy: anyone,
  async run(ctx, input): Promise<ReportLine> {
    const { rows } = await sql<
      Omit<ReportLine, 'evidence' | 'may' | 'text'> & { id: string; title: string; body: string }
    >`
      select t.id, e.title, t.body, v.label as version, n.provision, n.eid, e.lang as in, n.label, n.runs from ${seen(ctx)}
      and t.kind = ${REPORT} and t.slug = ${input.slug} and v.label = ${input.version} and n.eid = ${input.at}
      order by ${best([...(input.in ? [input.in] : []), ctx.lang])} limit 1`.execute(ctx.db as never);
    const [row] = rows;
    if (!row) throw new NotFound(input.at);
    const { id, title, body, ...one } = row;
    return {
      ...one,
      text: { id, slug: input.slug, title },
      evidence: await evidenceOf(ctx, { provision: one.provision }),
      may: { evidence: can(ctx.actor, EVIDENCE, { body }), judge: can(ctx.actor, JUDGE, { body }) },
    };
  },
});
