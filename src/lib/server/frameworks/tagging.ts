import { sql } from 'kysely';
import { z } from 'zod';
import { command, touch } from '../platform/command.ts';
import type { CommandContext } from '../platform/context.ts';
import { Conflict } from '../platform/errors.ts';
import { Id, Lang, plainText, Rev } from '../platform/input.ts';
import type { Policy } from '../platform/policy.ts';
import { visibleTo } from '../platform/visibility.ts';
import * as did from './events.ts';
import { taggable } from './taggable.ts';
import { putTags } from './tags.ts';

/** A concept's code, or several: a form sends one for each framework. */
const Concepts = z
  .preprocess(
    (value) => (typeof value === 'string' ? [value] : value),
    z.array(z.string().min(1).max(70)).min(1).max(60),
  )
  .describe('code of a line, goal, target or place, or a list of codes');
const About = z.object({
  record: Id,
  concepts: Concepts,
  rev: Rev.optional().describe('lock number of the record last seen; a stale one answers 409'),
});

interface Tagged {
  id: string;
  kind: string;
  rev: number;
  visible: boolean;
  may: boolean;
}
async function loadTagged(ctx: CommandContext, { record }: { record: string }): Promise<Tagged | undefined> {
  const { rows } = await sql<Omit<Tagged, 'may'>>`select id, kind, rev, ${visibleTo(ctx.actor)} as visible from record
    where id = ${record} for update`.execute(ctx.db);
  const one = rows[0];
  const of = one && taggable(one.kind);
  return of && { ...one, may: await of.may(ctx, one.id) };
}

/** Whoever may edit the record may tag it; the room that keeps the record says who that is. */
const editors: Policy<Tagged> = {
  needs: 'signed-in',
  also: (_actor, { visible, may }) => (!visible ? 'hide' : may ? 'allow' : 'deny'),
};

export const tagPut = command({
  name: 'frameworks.tag.put',
  summary: 'Tags a record with a line, goal, target or place, or with several, and says why; confirms a suggested tag.',
  input: About.extend({
    words: plainText(1000).optional().describe('why, or the words that it rests on'),
    lang: Lang.optional().describe('language of the words; left out, yours'),
  }),
  load: loadTagged,
  policy: editors,
  events: [did.tagged],
  async handle(ctx, { concepts, words, lang, rev }, one) {
    if (rev !== undefined) ctx.expectRev(one, rev);
    const change = await putTags(
      ctx,
      [
        {
          record: one.id,
          concepts: concepts.map((concept) => ({ concept, ...(words ? { words, lang: lang ?? ctx.lang } : {}) })),
        },
      ],
      'concepts',
    );
    const { added, changed } = change.get(one.id) ?? { added: [], changed: [] };
    const next = await touch(ctx, one.id);
    ctx.emit(did.tagged, { added, removed: [], changed }, one.id);
    return { rev: next, added, changed };
  },
});

export const tagRemove = command({
  name: 'frameworks.tag.remove',
  summary: 'Takes a tag, or several, off a record.',
  input: About,
  load: loadTagged,
  policy: editors,
  events: [did.tagged],
  async handle(ctx, { concepts, rev }, one) {
    if (rev !== undefined) ctx.expectRev(one, rev);
    const { rows } = await sql<{ concept: string }>`delete from tag where record = ${one.id} and state = 'confirmed'
      and concept = any(${concepts}::text[]) returning concept`.execute(ctx.db);
    if (rows.length === 0) throw new Conflict('not-tagged');
    const next = await touch(ctx, one.id);
    ctx.emit(did.tagged, { added: [], removed: rows.map((row) => row.concept).sort(), changed: [] }, one.id);
    return { rev: next };
  },
});

export const tagReject = command({
  name: 'frameworks.tag.reject',
  summary: 'Says that a suggested tag does not fit a record: it is not suggested there again.',
  input: About,
  load: loadTagged,
  policy: editors,
  events: [did.tagRejected],
  async handle(ctx, { concepts, rev }, one) {
    if (rev !== undefined) ctx.expectRev(one, rev);
    // What a person confirmed is taken off, not rejected; a code that no framework has is left aside.
    const { rows } = await sql<{ concept: string }>`
      insert into tag (record, concept, state, tagged_by, tagged_at)
      select ${one.id}, code, 'rejected', ${ctx.actor.id}::uuid, ${ctx.now}::timestamptz from concept where code = any(${concepts}::text[])
      on conflict (record, concept) do update set state = 'rejected', tagged_by = excluded.tagged_by, tagged_at = excluded.tagged_at
        where tag.state = 'suggested'
      returning concept`.execute(ctx.db);
    if (rows.length === 0) throw new Conflict('not-suggested');
    const next = await touch(ctx, one.id);
    ctx.emit(did.tagRejected, { concepts: rows.map((row) => row.concept).sort() }, one.id);
    return { rev: next };
  },
});
