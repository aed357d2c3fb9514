import { setImmediate } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { sql } from 'kysely';
import { z } from 'zod';
import { organisationAdded, standingHeld } from '../../accounts/index.ts';
import { can } from '../../platform/actor.ts';
import { texts, uuids } from '../../platform/arrays.ts';
import { command, type Handling } from '../../platform/command.ts';
import { PLANNED_ONCE } from '../../platform/db.ts';
import { InvalidInput, type Issue } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import { Id, issuesOf } from '../../platform/input.ts';
import { unknownCodesIn } from '../concepts.ts';
import { Content } from '../content.ts';
import * as did from '../events.ts';
import { RENEW } from '../renew.ts';
import { assertRoomFor } from '../limits.ts';
import { MANAGE } from '../policy.ts';
import { addVersions, place, publishAll, type Published } from '../write.ts';
import { About, withRepeats, type Line, type LineReport } from './line.ts';
import { organisationsFor } from './organisations.ts';

/** Most lines of one transaction. */
const AT_ONCE = 1_000;
/** Lines of a file that are written at once: few enough for several transactions to fill each other's gaps. */
const STRETCH = 500;

const Lines = z
  .array(
    z.object({
      line: z.number().int().positive(),
      fields: z.looseObject({}),
      before: z
        .number()
        .int()
        .positive()
        .optional()
        .describe('line at which its id stood before, in a part sent before'),
    }),
  )
  .max(AT_ONCE);

/** A line that holds to the rules. */
interface Good {
  line: number;
  about: About;
  content: Content;
  organisation: string;
}

/**
 * What is imported goes by the rules of what is typed: complete, known codes, an event for each. It waits for the moderators
 * like the rest; who runs the registry may publish it at once, for many organisations. Pictures and files are sent singly.
 */
export const bring = command({
  name: 'stocktaking.import',
  summary: 'Brings in many initiatives at once, each judged by itself; the same id brought again changes its entry.',
  input: z.object({
    organisation: Id.optional().describe(
      'whose they are; left out, each line names its own (for who runs the registry)',
    ),
    publish: z.boolean().default(false).describe('publishes at once (for who runs the registry)'),
    dryRun: z.boolean().default(false).describe('only says what would become of each line'),
    lines: Lines,
  }),
  load: (ctx, { organisation }) =>
    organisation === undefined ? Promise.resolve({ id: null }) : standingHeld(ctx, organisation),
  policy: {
    needs: 'signed-in',
    also: (actor, one: { id: string | null }, input: { publish: boolean }) =>
      can(actor, MANAGE, {}) || (one.id !== null && !input.publish && actor.organisations.includes(one.id))
        ? 'allow'
        : 'deny',
  },
  // A dry run changes nothing, and of lines that are all refused nothing comes.
  silent: true,
  events: [did.published, did.submitted, did.described, organisationAdded],
  async handle(ctx, input, { id: organisation }): Promise<{ lines: LineReport[] }> {
    const { passed, refused } = await judge(ctx, input.lines, organisation);
    const owners = organisation === null ? await organisationsFor(ctx, passed, !input.dryRun) : null;
    const good = passed.map((one): Good => ({
      ...one,
      // Empty in a dry run where the line's organisation is yet to be made.
      organisation: organisation ?? owners?.get(one.about.organisation?.name ?? '') ?? '',
    }));
    if (!input.dryRun && !can(ctx.actor, MANAGE, {})) await assertRoomFor(ctx, good.length);
    const known = await stored(ctx, good);
    const reports: LineReport[] = [];
    const fresh: Good[] = [];
    const next: (Good & Pick<Stored, 'id' | 'number'>)[] = [];
    for (const one of good) {
      const before = one.about.id === undefined ? undefined : known.get(keyOf(one.organisation, one.about.id));
      if (before === undefined) fresh.push(one);
      else if (before.lang === one.about.lang && isDeepStrictEqual(before.stands, one.content))
        reports.push({ ...reportOf(one), outcome: 'same', number: before.number });
      else next.push({ ...one, id: before.id, number: before.number });
    }
    if (input.dryRun) {
      const would = (outcome: LineReport['outcome'], number: number | null, one: Good): LineReport => ({
        ...reportOf(one),
        outcome,
        number,
      });
      reports.push(
        ...fresh.map((one) => would('added', null, one)),
        ...next.map((one) => would('changed', one.number, one)),
      );
      return { lines: inOrder([...reports, ...refused]) };
    }
    const added = await insertAll(ctx, fresh, input.publish);
    const seqs = await addVersions(
      ctx,
      next.map((one) => ({ ...one, lang: one.about.lang })),
    );
    const changed = next.map((one) => ({ ...one, seq: seqs.get(one.id) ?? 0 }));
    if (input.publish) {
      await publishAll(ctx, changed.map(asPublished));
      await place(ctx, changed.map(asPublished));
      await place(ctx, added.map(asPublished), { fresh: true });
      // Lists have them once a job has read them: an import does not wait for it.
      if (changed.length > 0) ctx.enqueue(RENEW, { ids: changed.map(({ id }) => id) });
      // New ones were made one after another.
      const [first, last] = [added[0], added.at(-1)];
      if (first && last) ctx.enqueue(RENEW, { from: first.id, to: last.id });
    }
    for (const one of [...added, ...changed])
      ctx.emit(input.publish ? did.published : did.submitted, { seq: one.seq }, [one.id, one.organisation]);
    for (const one of added) reports.push({ ...reportOf(one), outcome: 'added', number: one.number });
    for (const one of changed) reports.push({ ...reportOf(one), outcome: 'changed', number: one.number });
    return { lines: inOrder([...reports, ...refused]) };
  },
});

const dayOf = (moment: Date): string => moment.toISOString().slice(0, 10);
const keyOf = (organisation: string, id: string): string => `${organisation} ${id}`;
const inOrder = (lines: LineReport[]): LineReport[] => lines.sort((a, b) => a.line - b.line);
const reportOf = (one: Good): Pick<LineReport, 'line' | 'title' | 'issues'> => ({
  line: one.line,
  title: one.content.title,
  issues: [],
});

/** Tells lines that hold to the rules from those that do not, each with all that is wrong with it. */
async function judge(
  ctx: Handling,
  lines: readonly Line[],
  organisation: string | null,
): Promise<{ passed: Omit<Good, 'organisation'>[]; refused: LineReport[] }> {
  const concepts = await knownAmong(ctx, lines);
  const refused: LineReport[] = [];
  const passed: Omit<Good, 'organisation'>[] = [];
  for (const [i, { line, fields, before }] of withRepeats(lines).entries()) {
    // A thousand lines take a tenth of a second: meanwhile others are answered.
    if (i % 50 === 49) await setImmediate();
    const about = About.safeParse(fields);
    const content = Content.safeParse(fields);
    const issues: Issue[] = [
      ...(about.success ? [] : issuesOf(About, fields)),
      ...(content.success ? unknownCodes(content.data, concepts) : issuesOf(Content, fields)),
    ];
    if (about.success && about.data.organisation === undefined && organisation === null)
      issues.push({ path: 'organisation', code: 'required' });
    if (before !== undefined) issues.push({ path: 'id', code: 'twice-in-file', values: { line: before } });
    if (issues.length === 0 && about.success && content.success)
      passed.push({ line, about: about.data, content: content.data });
    else {
      const title = typeof fields['title'] === 'string' ? fields['title'].slice(0, 300) : '';
      refused.push({ line, title, outcome: 'refused', number: null, issues: issues.slice(0, 20) });
    }
  }
  return { passed, refused };
}

/** Codes that lines name, checked or not, and that a framework holds. */
async function knownAmong(ctx: Handling, lines: readonly Line[]): Promise<Set<string>> {
  const wanted = new Set<string>();
  for (const { fields } of lines)
    for (const list of [fields['serves'], fields['countries']])
      for (const one of Array.isArray(list) ? (list as unknown[]) : []) {
        const code = typeof one === 'object' && one !== null && 'concept' in one ? one.concept : one;
        if (typeof code === 'string' && code.length <= 60) wanted.add(code.trim());
      }
  const rows = await ctx.db
    .selectFrom('concept')
    .select('code')
    .where('code', '=', sql<string>`any(${[...wanted]}::text[])`)
    .where('retired', '=', false)
    .execute();
  return new Set(rows.map(({ code }) => code));
}

const unknownCodes = (content: Content, known: ReadonlySet<string>): Issue[] => [
  ...unknownCodesIn(content, known),
  ...(['pictures', 'files'] as const).flatMap((field) =>
    content[field].length === 0 ? [] : [{ path: field, code: 'sent-singly' }],
  ),
];

interface Stored {
  id: string;
  number: number;
  lang: string;
  /** The content that stands: what waits, or else what is public. */
  stands: unknown;
}

/** Entries that were imported before, by organisation and id; locked. */
async function stored(ctx: Handling, lines: readonly Good[]): Promise<Map<string, Stored>> {
  const wanted = lines.flatMap((one) =>
    one.about.id === undefined || one.organisation === '' ? [] : [{ organisation: one.organisation, id: one.about.id }],
  );
  if (wanted.length === 0) return new Map();
  // Each by its key: what the planner knows of a table that an import is filling is old.
  const { rows } = await sql<Stored & { number: string; organisation: string; external: string }>`
    select i.id, i.number, g.organisation, g.id as external, v.lang, v.content as stands
    from unnest(${uuids(wanted.map((one) => one.organisation))}::uuid[], ${texts(wanted.map((one) => one.id))}::text[]) as g(organisation, id)
      cross join lateral (select id, number, coalesce(waiting, published) as stands from initiative
        where organisation = g.organisation and external_id = g.id limit 1 for update) i
      left join initiative_version v on v.initiative = i.id and v.seq = i.stands`.execute(ctx.db);
  return new Map(rows.map((one) => [keyOf(one.organisation, one.external), { ...one, number: Number(one.number) }]));
}

type Placed = Good & { id: string; number: number; seq: number };
const asPublished = (one: Placed): Published => ({ ...one, lang: one.about.lang });

/** New entries with their first version, in the state that they are to have. */
async function insertAll(ctx: Handling, lines: readonly Good[], publish: boolean): Promise<Placed[]> {
  if (lines.length === 0) return [];
  const at = ctx.now.getTime();
  // They rise, so that the numbers are given in the order of the lines; sorted, for the counter within them begins anew at times.
  const ids = lines.map(() => newId(at)).sort();
  const list = uuids(ids);
  // One statement, so that an initiative and its version, which name each other, are judged when both are there.
  const { rows } = await sql<{ numbers: string }>`${PLANNED_ONCE}
    with given as (
      select * from unnest(${list}::uuid[], ${uuids(lines.map((one) => one.organisation))}::uuid[],
        ${texts(lines.map((one) => one.about.id ?? null))}::text[]) as g(id, organisation, external)
    ), records as (
      insert into record (id, kind, visibility, created_at, updated_at)
      select id, 'initiative', ${publish ? 'public' : 'draft'}, ${ctx.now}::timestamptz, ${ctx.now}::timestamptz from given
    ), versions as (
      insert into initiative_version (initiative, seq, lang, content, submitted_by, submitted_at, state, decided_by, decided_at)
      select id, 1, lang, content::jsonb, ${ctx.actor.id}::uuid, ${ctx.now}::timestamptz, ${publish ? 'published' : 'waiting'},
        ${publish ? ctx.actor.id : null}::uuid, ${publish ? ctx.now : null}::timestamptz
      from unnest(${list}::uuid[], ${texts(lines.map((one) => one.about.lang))}::text[],
        ${texts(lines.map((one) => JSON.stringify(one.content)))}::text[]) as g(id, lang, content)
    ), made as (
      insert into initiative (id, organisation, submitter, external_id, state, waiting, published, published_at, confirmed_on)
      select id, organisation, ${ctx.actor.id}::uuid, external, ${publish ? 'published' : 'submitted'}, ${publish ? null : 1}::int,
        ${publish ? 1 : null}::int, ${publish ? ctx.now : null}::timestamptz, ${publish ? dayOf(ctx.now) : null}::date
      from given order by id returning id, number
    )
    select string_agg(number::text, ' ' order by id) as numbers from made`.execute(ctx.db);
  const numbers = rows[0]?.numbers.split(' ') ?? [];
  return lines.map((one, i) => ({ ...one, id: ids[i] ?? '', number: Number(numbers[i]), seq: 1 }));
}

/** A file's lines as the command takes them, some at a time. Errors: InvalidInput where there are none. */
export function stretches(lines: readonly Line[]): Line[][] {
  if (lines.length === 0) throw new InvalidInput([{ path: 'file', code: 'no-lines' }]);
  return Array.from({ length: Math.ceil(lines.length / STRETCH) }, (_, i) =>
    lines.slice(i * STRETCH, (i + 1) * STRETCH),
  );
}
