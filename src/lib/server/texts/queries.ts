import { sql } from 'kysely';
import type { Outline, Run, Text } from '@suivi/texts';
import { z } from 'zod';
import { can, type Actor } from '../platform/actor.ts';
import type { Read, Write } from '../platform/db.ts';
import { AppError, Forbidden, Moved, NotFound } from '../platform/errors.ts';
import { Id, Lang } from '../platform/input.ts';
import { anyone, holds } from '../platform/policy.ts';
import { query } from '../platform/query.ts';
import { visibleTo } from '../platform/visibility.ts';
import { daysOf, wordingFor } from '../bodies/index.ts';
import { ADOPT, IMPORT, ORIGINAL, PUBLISH } from './policy.ts';
import { treeOf, type NodeRow } from './rows.ts';
import { formerAddresses, paragraphsOf, standingOf } from './standing.ts';

export const list = query({
  name: 'texts.list',
  summary: 'Texts on record, by key, with their current version and languages.',
  input: z.object({
    body: z.string().optional(),
    status: z.enum(['draft', 'proposed', 'adopted', 'superseded', 'terminated']).optional(),
    after: Id.optional(),
    limit: z.coerce.number().int().min(1).max(100).default(50),
  }),
  policy: anyone,
  async run({ db, actor, lang }, input) {
    const rows = await db
      .selectFrom('text')
      .innerJoin('record', 'record.id', 'text.id')
      .innerJoin('party', 'party.id', 'text.body')
      .select(['text.id', 'text.slug', 'text.kind', 'text.number', 'party.code as body'])
      .select(wordingFor('text.body', 'name', lang).as('bodyName'))
      .select(
        sql<
          {
            label: string;
            status: string;
            succeededBy: Succeeding | null;
            langs: string[];
            title: string;
            titleLang: string;
          }[]
        >`coalesce((
          select json_agg(json_build_object('label', v.label, 'status', v.status, 'succeededBy', ${succeededBy(actor)}, 'langs', e.langs, 'title', e.title, 'titleLang', e.lang) order by v.seq desc)
          from version v join record on record.id = v.id
          join lateral (select array_agg(e.lang order by e.lang) langs, (array_agg(e.title order by e.lang = ${lang} desc, e.lang = 'en' desc, e.lang))[1] title,
                               (array_agg(e.lang order by e.lang = ${lang} desc, e.lang = 'en' desc, e.lang))[1] lang
                        from edition e join record re on re.id = e.id where e.version = v.id and ${visibleTo(actor, 're')}) e on e.langs is not null
          where v.text = text.id and ${visibleTo(actor)}), '[]')`.as('versions'),
      )
      .where(visibleTo(actor))
      .$if(input.body !== undefined, (q) => q.where('party.code', '=', input.body ?? ''))
      .$if(input.status !== undefined, (q) =>
        q.where(
          sql<boolean>`exists (select 1 from version v join record on record.id = v.id where v.text = text.id and v.status = ${input.status ?? ''} and ${visibleTo(actor)})`,
        ),
      )
      .$if(input.after !== undefined, (q) => q.where('text.id', '>', input.after ?? ''))
      .orderBy('text.id')
      .limit(input.limit + 1)
      .execute();
    const page = rows.slice(0, input.limit).filter((row) => row.versions.length > 0);
    return { texts: page, next: rows.length > input.limit ? (rows[input.limit - 1]?.id ?? null) : null };
  },
});

/** The kind of text whose paragraphs claim, and may want proof (register/report-lines.ts). */
export const REPORT = 'report';

/** A paragraph on the reading page. */
export interface ReadingNode extends Pick<
  NodeRow,
  'eid' | 'parent_eid' | 'depth' | 'kind' | 'part' | 'label' | 'old_label' | 'state' | 'runs' | 'plain' | 'grid'
> {
  provision: string | null;
  /** Numbers of confirmed obligations that rest on it, and how many more wait for review (officers only). */
  obligations: number[];
  /** Of a report's: how many pieces of evidence stand for it. */
  evidence: number;
  citations: { from: number; to: number; slug: string }[];
}

/** The adopted version that took the place of a draft. */
export interface Succeeding {
  label: string;
  on: string;
}

/** Of a draft (`v`): the adopted version in its place, as far as a reader may see it; null where there is none. */
export const succeededBy = (actor: Actor) =>
  sql<Succeeding | null>`case when v.status in ('draft', 'proposed') then (select json_build_object('label', n.label, 'on', n.adopted_on)
    from version n join record nr on nr.id = n.id where n.based_on = v.id and n.adopted_on is not null and ${visibleTo(actor, 'nr')}
    order by n.seq desc limit 1) end`;

export const reading = query({
  name: 'texts.reading',
  summary: 'One version of a text in one language: every paragraph with its address, what it asks and what it cites.',
  input: z.object({
    slug: z.string(),
    version: z.string().optional(),
    in: Lang.optional(),
    at: z.iso.date().optional().describe('the version in force on this day'),
  }),
  policy: anyone,
  async run({ db, actor, lang }, input) {
    const wanted = input.in ?? lang;
    const text = await db
      .selectFrom('text')
      .innerJoin('record', 'record.id', 'text.id')
      .innerJoin('party', 'party.id', 'text.body')
      .select(['text.id', 'text.slug', 'text.kind', 'text.number', 'text.body', 'party.code as bodyCode'])
      .select(wordingFor('text.body', 'name', lang).as('bodyName'))
      .select(
        sql<
          VersionView[]
        >`coalesce((select json_agg(json_build_object('id', v.id, 'label', v.label, 'status', v.status, 'seq', v.seq, 'rev', record.rev,
            'visibility', record.visibility, 'withdrawn', record.withdrawn_at is not null, 'adoptedOn', v.adopted_on, 'succeededBy', ${succeededBy(actor)}, 'inForce', v.in_force::text,
            'editions', (select coalesce(json_agg(json_build_object('id', e.id, 'lang', e.lang, 'authority', e.authority, 'title', e.title, 'document', (select d.id from record d where d.id = e.document and ${visibleTo(actor, 'd')})) order by e.lang), '[]')
                         from edition e join record re on re.id = e.id where e.version = v.id and ${visibleTo(actor, 're')})) order by v.seq desc)
          from version v join record on record.id = v.id where v.text = text.id and ${visibleTo(actor)}), '[]')`.as(
          'versions',
        ),
      )
      .where('text.slug', '=', input.slug)
      .where(visibleTo(actor))
      .executeTakeFirst();
    if (!text) throw await goneOrMoved(db, actor, input.slug);
    const { at } = input;
    const version =
      at !== undefined
        ? text.versions.find((v) => v.inForce !== null && covers(v.inForce, at))
        : input.version === undefined
          ? (text.versions.find((v) => v.status === 'adopted') ?? text.versions[0])
          : text.versions.find((v) => v.label === input.version);
    if (!version && at !== undefined) throw new AppError('not-in-force', 404, { day: at });
    if (!version) throw new NotFound(input.version ?? input.slug);
    const edition = version.editions.find((e) => e.lang === wanted) ?? null;
    const nodes = edition ? await nodesForReading(db, edition.id, actor, text.kind === REPORT) : [];
    const extras = edition
      ? ((await db.selectFrom('edition').select('extras').where('id', '=', edition.id).executeTakeFirst())
          ?.extras as unknown as Extras)
      : null;
    const scope = { body: text.body, text: text.id };
    // The version that it follows is the nearest older one that the reader may see.
    const before = text.versions.find((v) => v.seq < version.seq) ?? null;
    const standing =
      edition && (version.editions.length > 1 || before)
        ? standingOf(edition.lang, version.editions, await paragraphsOf(db, actor, version.id, before?.id ?? null))
        : { reference: null, outdated: [], missing: [] };
    const former = text.versions.length > 1 ? await formerAddresses(db, text.id, nodes) : new Map<string, string[]>();
    return {
      standing,
      former: Object.fromEntries(former),
      text: {
        id: text.id,
        slug: text.slug,
        kind: text.kind,
        number: text.number,
        body: text.bodyCode,
        bodyName: text.bodyName,
      },
      versions: text.versions,
      version,
      wanted,
      edition,
      nodes,
      footnotes: extras?.footnotes ?? [],
      may: { adopt: can(actor, ADOPT, scope), publish: can(actor, PUBLISH, scope) },
    };
  },
});

/** Whether a half-open range of days, as PostgreSQL writes it, holds a day. */
const covers = (range: string, day: string): boolean => {
  const [, from = '', until = ''] = /^\[([\d-]*),([\d-]*)\)$/.exec(range) ?? [];
  return from <= day && (until === '' || day < until);
};

// A text that has another number now: its old address leads on.
async function goneOrMoved(db: Read, actor: Actor, slug: string): Promise<NotFound | Moved> {
  const now = await db
    .selectFrom('address')
    .innerJoin('text', 'text.id', 'address.record')
    .innerJoin('record', 'record.id', 'text.id')
    .select('text.slug')
    .where('address.path', '=', `texts/${slug}`)
    .where(visibleTo(actor))
    .executeTakeFirst();
  return now ? new Moved(`texts/${now.slug}`) : new NotFound(slug);
}

interface Extras {
  footnotes: Text['footnotes'];
}
/** A version as lists show it. */
export interface VersionView {
  id: string;
  label: string;
  status: 'draft' | 'proposed' | 'adopted' | 'superseded' | 'terminated';
  seq: number;
  rev: number;
  visibility: string;
  withdrawn: boolean;
  adoptedOn: string | null;
  succeededBy: Succeeding | null;
  inForce: string | null;
  editions: { id: string; lang: Text['language']; authority: string; title: string; document: string | null }[];
}

async function nodesForReading(
  db: Read,
  edition: string,
  actor: Parameters<typeof visibleTo>[0],
  report: boolean,
): Promise<ReadingNode[]> {
  const rows = await db
    .selectFrom('node')
    .select([
      'eid',
      'parent_eid',
      'depth',
      'kind',
      'part',
      'label',
      'old_label',
      'state',
      'runs',
      'plain',
      'grid',
      'provision',
    ])
    .select(
      sql<
        number[]
      >`coalesce((select array_agg(distinct o.number order by o.number) from basis b join obligation o on o.id = b.obligation join record on record.id = o.id
        where b.provision = node.provision and b.fate <> 'gone' and o.review = 'confirmed' and ${visibleTo(actor)}), '{}')`.as(
        'obligations',
      ),
    )
    .select(
      sql<
        { from: number; to: number; slug: string }[]
      >`coalesce((select json_agg(json_build_object('from', c.from_char, 'to', c.to_char, 'slug', t.slug) order by c.from_char)
        from citation c join text t on t.id = c.target join record on record.id = t.id where c.edition = node.edition and c.eid = node.eid and ${visibleTo(actor)}), '[]')`.as(
        'citations',
      ),
    )
    .select(
      (report
        ? sql<number>`(select count(*)::int from evidence ev join record on record.id = ev.id
            where ev.provision = node.provision and record.withdrawn_at is null and ${visibleTo(actor)})`
        : sql<number>`0`
      ).as('evidence'),
    )
    .where('edition', '=', edition)
    .orderBy('ord')
    .execute();
  return rows.map((row) => ({ ...row, runs: row.runs as unknown as Run[], grid: row.grid as unknown }) as ReadingNode);
}

// As the commands have it: who brought a document in, and who may everywhere.
const openTo = (actor: Actor) =>
  can(actor, IMPORT, {}) ? sql<boolean>`true` : sql<boolean>`intake.created_by = ${actor.id}`;

export const intakes = query({
  name: 'texts.intakes',
  summary: 'Documents being brought in, newest first.',
  input: z.object({ limit: z.coerce.number().int().min(1).max(100).default(20) }),
  policy: holds<never>(IMPORT),
  run: ({ db, actor }, { limit }) =>
    db
      .selectFrom('intake')
      .innerJoin('document', 'document.id', 'intake.document')
      .innerJoin('record', 'record.id', 'intake.id')
      .select(['intake.id', 'intake.state', 'document.name', 'record.created_at'])
      .where(openTo(actor))
      .orderBy('intake.id', 'desc')
      .limit(limit)
      .execute(),
});

export const intake = query({
  name: 'texts.intake',
  summary: 'A document being brought in: its outline as read and as corrected.',
  input: z.object({ id: Id }),
  policy: holds<never>(IMPORT),
  async run({ db, actor }, { id }) {
    const row = await db
      .selectFrom('intake')
      .innerJoin('document', 'document.id', 'intake.document')
      .innerJoin('record', 'record.id', 'intake.id')
      .select([
        'intake.id',
        'intake.state',
        'intake.corrected',
        'intake.corrections',
        'document.name',
        'document.file',
        'record.rev',
      ])
      .where('intake.id', '=', id)
      .where(openTo(actor))
      .executeTakeFirstOrThrow(() => new NotFound(id));
    return {
      ...row,
      outline: row.corrected as unknown as Outline,
      corrections: Array.isArray(row.corrections) ? row.corrections.length : 0,
    };
  },
});

/** Rows of an edition in reading order, as `treeOf` takes them, with the identity of each. */
export async function treeRows(db: Read | Write, edition: string): Promise<TreeRow[]> {
  const rows = await (db as Read)
    .selectFrom('node')
    .select([
      'eid',
      'parent_eid',
      'kind',
      'part',
      'label',
      'old_label',
      'verb',
      'addressees',
      'state',
      'runs',
      'plain',
      'grid',
    ])
    .select('provision as wid')
    .where('edition', '=', edition)
    .orderBy('ord')
    .execute();
  return rows as unknown as TreeRow[];
}
type TreeRow = Parameters<typeof treeOf>[0][number];

/** Text of an edition as the engine knows it, for suggestions and downloads. */
export async function outlineOf(db: Read | Write, edition: string): Promise<Text> {
  const head = await (db as Read)
    .selectFrom('edition')
    .innerJoin('version', 'version.id', 'edition.version')
    .innerJoin('text', 'text.id', 'version.text')
    .innerJoin('party', 'party.id', 'text.body')
    .select([
      'edition.lang',
      'edition.title',
      'edition.profile',
      'edition.extras',
      'text.kind',
      'text.number',
      'party.code',
      'version.label',
    ])
    .where('edition.id', '=', edition)
    .executeTakeFirstOrThrow(() => new NotFound(edition));
  const rows = await treeRows(db, edition);
  const cited = await (db as Read).selectFrom('citation').selectAll().where('edition', '=', edition).execute();
  const extras = head.extras as unknown as Pick<Text, 'footnotes' | 'repairs' | 'warnings' | 'status'>;
  return {
    kind: head.kind as Text['kind'],
    number: head.number,
    title: head.title,
    status: extras.status ?? null,
    body: head.code,
    language: head.lang as Text['language'],
    profile: head.profile,
    groups: treeOf(rows),
    footnotes: extras.footnotes ?? [],
    references: cited.map((c) => ({
      text: c.words,
      body: c.body,
      kind: c.kind,
      number: c.number,
      revision: c.revision,
      year: c.year,
      eId: c.eid,
      from: c.from_char,
      to: c.to_char,
    })),
    repairs: extras.repairs ?? [],
    warnings: extras.warnings ?? [],
  };
}

/** A public file of an edition: who may see the edition may have its public copy; officers may have the original. */
export async function documentFile(
  db: Read,
  actor: Parameters<typeof visibleTo>[0],
  document: string,
  original: boolean,
) {
  const row = await db
    .selectFrom('document')
    .innerJoin('record', 'record.id', 'document.id')
    .innerJoin('file', 'file.sha256', 'document.file')
    .select(['document.name', 'file.sha256', 'file.public_copy', 'file.type'])
    .select(
      sql<string[]>`coalesce((select array_agg(t.body::text) from edition e join version v on v.id = e.version
        join text t on t.id = v.text where e.document = document.id), '{}')`.as('bodies'),
    )
    .where('document.id', '=', document)
    .where(visibleTo(actor))
    .executeTakeFirst();
  if (!row) throw new NotFound(document);
  // All texts of the file are in it: the grant must reach each of them.
  if (
    original &&
    [...row.bodies, ...(row.bodies.length > 0 ? [] : [null])].some((body) => !can(actor, ORIGINAL, { body }))
  )
    throw new Forbidden(ORIGINAL);
  if (original || row.public_copy === null) return { name: row.name, type: row.type, sha256: row.sha256 };
  // The copy has no macros: under the name of a file that has, Word would not open it.
  const name = row.name.replace(/\.(do[ct])m$/i, '.$1x');
  return { name, type: row.type, sha256: row.public_copy };
}

export { daysOf };
