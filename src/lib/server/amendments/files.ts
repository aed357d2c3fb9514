import type { Amendment as Proposal, AmendNote, Comment, Text } from '@suivi/texts';
import { amendmentsFromMarks } from '@suivi/texts/amend/marks';
import { standingIn } from '@suivi/texts/settle';
import { z } from 'zod';
import { fileName, kindOf, putFile, sha256Of, withUpload } from '../files/index.ts';
import { command, execute, newRecord, touch, type Handling } from '../platform/command.ts';
import { can, type Actor } from '../platform/actor.ts';
import type { Context } from '../platform/context.ts';
import { InvalidInput, NotFound } from '../platform/errors.ts';
import { Id } from '../platform/input.ts';
import { assertMay, holds } from '../platform/policy.ts';
import { query } from '../platform/query.ts';
import { visibleTo } from '../platform/visibility.ts';
import { headingOf, parseAmended, rowsOf } from '../texts/index.ts';
import { entering } from './entering.ts';
import * as did from './events.ts';
import { loadEdition, nextNumber, scopeOf } from './load.ts';
import { noteViews } from './notes.ts';
import { placeOf } from './places.ts';
import { MANAGE, PROPOSE, speaksFor } from './policy.ts';
import { keep } from './propose.ts';
import { onTable, standsAt, wordsOf } from './table.ts';

/** What was found in a file: each author's changes of a paragraph, against the text on the table after step `seq`. */
interface Found {
  seq: number;
  amendments: Proposal[];
  notes: AmendNote[];
}

/** Internal: the file was read and kept a moment ago by `takeFile`. */
export const take = command({
  name: 'amendments.file.take',
  summary:
    'Keeps what was found in a Word file with tracked changes, until its authors are matched with organisations.',
  input: z.object({
    edition: Id,
    sha256: z.string(),
    size: z.number(),
    type: z.string(),
    name: z.string().max(255),
    text: z.custom<Text>((value) => typeof value === 'object' && value !== null),
    comments: z.custom<Comment[]>((value) => Array.isArray(value)),
  }),
  load: (ctx, { edition }) => loadEdition(ctx, edition),
  policy: holds(PROPOSE, scopeOf),
  internal: true,
  events: [did.fileTaken],
  async handle(ctx, input, edition) {
    const table = await onTable(ctx.db, edition.edition);
    const { amendments, notes } = amendmentsFromMarks(input.text, {
      base: table.text,
      comments: input.comments,
      at: ctx.now.toISOString(),
    });
    await ctx.db
      .insertInto('file')
      .values({ sha256: input.sha256, size: String(input.size), type: input.type, created_at: ctx.now })
      .onConflict((c) => c.doNothing())
      .execute();
    const id = await newRecord(ctx, 'amendment-file', { ownerBody: edition.body });
    const found: Found = { seq: table.seq, amendments, notes };
    await ctx.db
      .insertInto('amendment_file')
      .values({
        id,
        edition: edition.edition,
        file: input.sha256,
        name: input.name,
        found: JSON.stringify(found),
        created_by: ctx.actor.id,
      })
      .execute();
    ctx.emit(did.fileTaken, { name: input.name, found: amendments.length }, [id, edition.edition]);
    return { id };
  },
});

/**
 * Reads the Word file that a request carries, for the edition that its field `edition` names. Who may not is told before a
 * byte of it is read. Errors: those of `withUpload` and of `parse`; InvalidInput where it is no Word file.
 */
export async function takeFile(ctx: Context, request: Request): Promise<{ id: string }> {
  assertMay(take.policy, ctx.actor);
  return withUpload(request, async ({ bytes, name, fields }) => {
    const type = kindOf(bytes);
    if (!type.includes('wordprocessingml')) throw new InvalidInput([{ path: 'file', code: 'word-file-wanted' }]);
    const sha256 = sha256Of(bytes);
    const size = bytes.byteLength;
    const edition = Id.safeParse(fields['edition']).data;
    const standing = edition === undefined ? [] : standingIn((await onTable(ctx.database.read, edition)).text);
    const { outline, comments, bytes: kept } = await parseAmended(bytes, name, standing);
    await putFile(kept);
    // A file of amendments holds the text alone; of several, the longest is it.
    const [text] = [...outline.texts].sort((a, b) => rowsOf(b).length - rowsOf(a).length);
    return execute(take, ctx, {
      edition,
      sha256,
      size,
      type,
      name: fileName(name, 'amendments.docx'),
      text,
      comments,
    });
  });
}

const authorsOf = (amendments: readonly Proposal[]): string[] => [...new Set(amendments.map((one) => one.by))];

async function loadFile(ctx: Pick<Handling, 'db' | 'actor'>, id: string) {
  const file = await ctx.db
    .selectFrom('amendment_file')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  const edition = file && (await loadEdition(ctx, file.edition));
  return edition && { ...edition, file };
}
type Loaded = NonNullable<Awaited<ReturnType<typeof loadFile>>>;

/** What was found and not yet entered is for who brought it in, and for who may everywhere. */
const isTheirs = (actor: Actor, file: { created_by: string | null }): boolean =>
  can(actor, MANAGE, {}) || (actor.id !== null && file.created_by === actor.id);

export const enterFile = command({
  name: 'amendments.file.enter',
  summary:
    'Enters what was found in a file: the changes of each author become amendments of the organisation named for them.',
  input: z.object({
    id: Id,
    organisations: z
      .union([z.string().transform((one) => [one]), z.array(z.string()).max(200)])
      .pipe(z.array(Id.or(z.enum(['', 'none']).transform(() => ''))))
      .describe('one for each author, in the order of the file; empty or "none": their changes are left out'),
  }),
  load: (ctx, { id }) => loadFile(ctx, id),
  policy: {
    needs: PROPOSE,
    // Whose file it is comes before what a grant reaches: that there is one is nobody else's to know.
    also: (actor, one: Loaded, { organisations }: { organisations: string[] }) =>
      !isTheirs(actor, one.file)
        ? 'hide'
        : can(actor, PROPOSE, scopeOf(one)) &&
            organisations.every((each) => each === '' || speaksFor(actor, each, scopeOf(one)) === 'allow')
          ? 'allow'
          : 'deny',
  },
  events: [did.proposed, did.fileEntered],
  async handle(ctx, { id, organisations }, { file, ...edition }) {
    if (file.state !== 'open') throw new InvalidInput([{ path: 'id', code: 'intake-closed' }]);
    const { seq, amendments } = file.found as unknown as Found;
    const table = await onTable(ctx.db, edition.edition);
    if (table.seq !== seq) throw new InvalidInput([{ path: 'id', code: 'not-applied' }]);
    const authors = authorsOf(amendments);
    if (organisations.length !== authors.length || organisations.every((one) => one === ''))
      throw new InvalidInput([{ path: 'organisations', code: 'required' }]);
    const rows = rowsOf(table.text);
    const lying = await lyingOpen(ctx, edition.edition);
    const of = new Map(authors.map((author, i) => [author, organisations[i] ?? '']));
    const list = entering(amendments, of, table, new Set(lying.keys()));
    const renamed = new Map<string, string>();
    const made = new Map<string, Lying>();
    for (const { one, organisation, on, onTable: there } of list) {
      const number = await nextNumber(ctx, edition.id);
      one.ops.forEach((op, i) => renamed.set(op.id, `${number}.${i + 1}`));
      const ops = one.ops.map((op) => ({
        ...op,
        id: renamed.get(op.id) ?? op.id,
        target: renamed.get(op.target) ?? op.target,
      }));
      const [first] = one.ops;
      if (first === undefined) continue;
      const parent = on !== null ? made.get(on) : there !== null ? lying.get(there.number) : undefined;
      const at = rows.find((row) => row.wid === first.target || row.eid === first.target);
      const target = parent?.target ?? at?.wid ?? first.target;
      const eid = parent?.eid ?? at?.eid ?? first.target;
      const { id: kept } = await keep(ctx, edition, {
        number,
        kind: first.act,
        target,
        eid,
        ops,
        reasons: one.reasons ?? null,
        organisation,
        amends: parent?.id ?? null,
        file: id,
        author: one.by,
      });
      made.set(one.id, { id: kept, target, eid });
    }
    const entered = made.size;
    await ctx.db.updateTable('amendment_file').set({ state: 'entered' }).where('id', '=', id).execute();
    await touch(ctx, id);
    ctx.emit(did.fileEntered, { name: file.name, entered }, [id, edition.edition]);
    return { entered };
  },
});

/** An amendment on record and the paragraph that it is about. */
interface Lying {
  id: string;
  target: string;
  eid: string;
}

/** Open amendments of an edition that the actor sees, by number. */
async function lyingOpen(ctx: Handling, edition: string): Promise<Map<number, Lying>> {
  const rows = await ctx.db
    .selectFrom('amendment')
    .innerJoin('record', 'record.id', 'amendment.id')
    .select(['amendment.id', 'amendment.number', 'amendment.target', 'amendment.eid'])
    .where('amendment.edition', '=', edition)
    .where('amendment.state', '=', 'proposed')
    .where(visibleTo(ctx.actor))
    .execute();
  return new Map(rows.map(({ number, ...one }) => [number, one]));
}

export const file = query({
  name: 'amendments.file',
  summary: 'What was found in a file with tracked changes, by author, before it is entered.',
  input: z.object({ id: Id, slug: z.string().max(120), version: z.string().max(60) }),
  policy: holds<never>(PROPOSE),
  async run(ctx, { id, slug, version }) {
    const row = await ctx.db
      .selectFrom('amendment_file')
      .innerJoin('edition', 'edition.id', 'amendment_file.edition')
      .innerJoin('record', 'record.id', 'edition.id')
      .selectAll('amendment_file')
      .select(['edition.version', 'edition.lang'])
      .where('amendment_file.id', '=', id)
      .where(visibleTo(ctx.actor))
      .executeTakeFirst();
    if (!row) throw new NotFound(id);
    const place = await placeOf(ctx, { slug, version, in: row.lang as Text['language'] });
    if (place.version.id !== row.version) throw new NotFound(id);
    if (!isTheirs(ctx.actor, row)) throw new NotFound(id);
    const { seq, amendments, notes } = row.found as unknown as Found;
    const table = await onTable(ctx.db, row.edition, seq);
    const all = rowsOf(table.text);
    const rows = new Map(
      all.flatMap((one) => [[one.eid, one], ...(one.wid ? [[one.wid, one] as const] : [])] as const),
    );
    const ops = new Map(amendments.flatMap(({ by, ops: own }) => own.map((op) => [op.id, { by, op }] as const)));
    return {
      ...place,
      id,
      name: row.name,
      entered: row.state !== 'open',
      notes: noteViews(notes, rows.values()),
      authors: authorsOf(amendments).map((author) => ({
        author,
        changes: amendments
          .filter((one) => one.by === author)
          .flatMap(({ ops: own, reasons = null }) => own.map((op, i) => ({ op, reasons: i === 0 ? reasons : null })))
          .map(({ op, reasons }) => {
            const stands = rows.get(op.target);
            const amended = ops.get(op.target);
            return {
              id: op.id,
              act: op.act,
              label: stands?.label ?? null,
              /** The label that it brings. */
              brings: op.act === 'ADD' ? (op.label ?? null) : null,
              /** The heading that it stands under; one that is changed itself stands under none. */
              under:
                stands === undefined
                  ? null
                  : op.act === 'ADD' && op.place === 'heading'
                    ? stands.plain
                    : headingOf(all, stands),
              /** Whose words it amends, or stands below where it adds, where those are of the file. */
              on: amended?.by ?? null,
              was: op.act === 'ADD' ? '' : amended ? wordsOf(amended.op) : standsAt(table.text, stands, op),
              words: wordsOf(op),
              /** What the author said of it, in comments at its place. */
              reasons,
            };
          }),
      })),
    };
  },
});
