import type { Language } from '@suivi/texts';
import { sql } from 'kysely';
import { newRecord, touch, type Handling } from '../platform/command.ts';
import type { CellGiven, ConceptGiven } from './rows.ts';

/** What an import did, and the lines whose names stand as they were: an unofficial name never replaces an official one. */
export interface Report {
  added: number;
  changed: number;
  retired: number;
  kept: { line: number; code: string; lang: string }[];
  /** Which, by code: the first hundred of each. */
  codes: { added: string[]; changed: string[]; retired: string[] };
}
/** So many codes are named in a report. */
const NAMED = 100;

export interface ReleaseGiven {
  scheme: string;
  label: string;
  source: string;
  seenOn: string | null;
  names: Partial<Record<Language, string>>;
  concepts: readonly (ConceptGiven & { short?: string; details?: object })[];
  /** What the release does not name is retired. */
  whole: boolean;
}

async function schemeRecord(ctx: Handling, code: string): Promise<string> {
  const known = await ctx.db.selectFrom('scheme').select('id').where('code', '=', code).executeTakeFirst();
  if (known) return known.id;
  const id = await newRecord(ctx, 'scheme', { visibility: 'public' });
  await ctx.db
    .insertInto('scheme')
    .values({ id, code, ord: sql<number>`(select count(*) + 1 from scheme)` })
    .execute();
  return id;
}

/**
 * Puts a release on record: its concepts, their place under one another, and their names. What stood before keeps its code and
 * all that is tagged with it. Out: the record of its scheme, and what changed. Rows go in bulk: a release may have thousands.
 */
export async function putRelease(ctx: Handling, release: ReleaseGiven): Promise<Report & { id: string }> {
  const id = await schemeRecord(ctx, release.scheme);
  await touch(ctx, id);
  const { scheme, label, source, seenOn } = release;
  await sql`update framework_release set current = false where scheme = ${scheme}`.execute(ctx.db);
  await sql`insert into framework_release (scheme, label, source, seen_on, current, imported_at)
    values (${scheme}, ${label}, ${source}, ${seenOn}, true, ${ctx.now})
    on conflict (scheme, label) do update set source = excluded.source, seen_on = excluded.seen_on, current = true,
      imported_at = excluded.imported_at`.execute(ctx.db);
  const rows = release.concepts.map(({ code, parent, short, retired, details }, i) => ({
    code,
    parent,
    short: short ?? null,
    retired,
    details: details ?? {},
    ord: i,
  }));
  const { rows: put } = await sql<{ code: string; fresh: boolean }>`
    insert into concept (code, scheme, parent, ord, short, retired, details)
    select code, ${scheme}, parent, ord + coalesce((select max(ord) + 1 from concept where scheme = ${scheme}), 0), short, retired, details
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(code text, parent text, ord int, short text, retired boolean, details jsonb)
    on conflict (code) do update set parent = excluded.parent, retired = excluded.retired,
      short = coalesce(excluded.short, concept.short), details = concept.details || excluded.details
      where (concept.parent, concept.retired, concept.short, concept.details) is distinct from
        (excluded.parent, excluded.retired, coalesce(excluded.short, concept.short), concept.details || excluded.details)
    returning code, xmax = 0 as fresh`.execute(ctx.db);
  const names = release.concepts.flatMap(({ line, code, names: of }) =>
    Object.entries(of).map(([lang, name]) => ({ line, concept: code, lang, ...name })),
  );
  for (const [lang, value] of Object.entries(release.names))
    names.push({ line: 0, concept: '', lang, value, source: null, seenOn: null });
  const { rows: named } = await sql<{ concept: string; lang: string; kept: boolean; same: boolean }>`
    with given as (select r.*, case when source is not null and seen is not null then 'official' else 'unofficial' end as standing
        from jsonb_to_recordset(${JSON.stringify(names.map(({ seenOn: seen, ...one }) => ({ ...one, seen })))}::jsonb)
          as r(concept text, lang text, value text, source text, seen date)),
      before as (select given.*, n.value as was, n.standing as stood from given
        left join framework_name n on n.scheme = ${scheme} and n.concept = given.concept and n.lang = given.lang),
      put as (insert into framework_name (scheme, concept, lang, value, standing, source, seen_on)
        select ${scheme}, concept, lang, value, standing, source, seen from before
        where not (coalesce(stood, '') = 'official' and standing = 'unofficial')
        on conflict (scheme, concept, lang) do update set value = excluded.value, standing = excluded.standing,
          source = excluded.source, seen_on = excluded.seen_on returning concept)
    select concept, lang, coalesce(stood, '') = 'official' and standing = 'unofficial' and was <> value as kept,
      was is not distinct from value and stood is not distinct from standing as same from before`.execute(ctx.db);
  const retired = release.whole
    ? (
        await sql<{ code: string }>`update concept set retired = true where scheme = ${scheme} and not retired
        and code <> all(${release.concepts.map((one) => one.code)}::text[]) returning code`.execute(ctx.db)
      ).rows.map((one) => one.code)
    : [];
  const lines = new Map(release.concepts.map((one) => [one.code, one.line]));
  const added = put.filter((one) => one.fresh).map((one) => one.code);
  const fresh = new Set(added);
  const changed = new Set(
    [
      ...put.filter((one) => !one.fresh).map((one) => one.code),
      ...named.filter((one) => !one.same && !one.kept && one.concept !== '').map((one) => one.concept),
    ].filter((code) => !fresh.has(code)),
  );
  return {
    id,
    added: added.length,
    changed: changed.size,
    retired: retired.length,
    codes: {
      added: added.slice(0, NAMED),
      changed: [...changed].slice(0, NAMED),
      retired: retired.slice(0, NAMED),
    },
    kept: named
      .filter((one) => one.kept)
      .map(({ concept, lang }) => ({ line: lines.get(concept) ?? 0, code: concept, lang })),
  };
}

export interface CellsGiven {
  set: string;
  fromScheme: string;
  toScheme: string;
  names: Partial<Record<Language, string>>;
  /** Language of the reasons. */
  lang: Language;
  /** Source of the cells that name none. */
  source: string;
  seenOn: string | null;
  cells: readonly CellGiven[];
}

/** Puts a set of correspondences on record, or more cells of one: official where source and day are given, else to be confirmed. */
export async function putCells(
  ctx: Handling,
  given: CellsGiven,
): Promise<{ id: string; added: number; changed: number }> {
  let row = await ctx.db.selectFrom('correspondence_set').select('id').where('code', '=', given.set).executeTakeFirst();
  if (!row) {
    row = { id: await newRecord(ctx, 'correspondence-set', { visibility: 'public' }) };
    await ctx.db
      .insertInto('correspondence_set')
      .values({
        id: row.id,
        code: given.set,
        from_scheme: given.fromScheme,
        to_scheme: given.toScheme,
        names: JSON.stringify(given.names),
      })
      .execute();
  } else await touch(ctx, row.id);
  const cells = given.cells.map(({ from, to, reason, source, seenOn }) => ({
    from,
    to,
    reason,
    lang: reason === null ? null : given.lang,
    source: source ?? given.source,
    seen: seenOn ?? (source === null ? given.seenOn : null),
  }));
  const { rows } = await sql<{ fresh: boolean }>`
    insert into correspondence (set, from_concept, to_concept, reason, reason_lang, source, seen_on, standing)
    select ${given.set}, "from", "to", reason, lang, source, seen, case when seen is null then 'to-confirm' else 'official' end
    from jsonb_to_recordset(${JSON.stringify(cells)}::jsonb) as r("from" text, "to" text, reason text, lang text, source text, seen date)
    on conflict (set, from_concept, to_concept) do update set reason = coalesce(excluded.reason, correspondence.reason),
      reason_lang = case when excluded.reason is null then correspondence.reason_lang else excluded.reason_lang end,
      source = excluded.source, seen_on = excluded.seen_on, standing = excluded.standing
      where not (correspondence.standing = 'official' and excluded.standing = 'to-confirm')
    returning xmax = 0 as fresh`.execute(ctx.db);
  const added = rows.filter((one) => one.fresh).length;
  return { id: row.id, added, changed: rows.length - added };
}
