import { z } from 'zod';
import { command, touch } from '../platform/command.ts';
import { InvalidInput } from '../platform/errors.ts';
import { Id, plainText, Visibility } from '../platform/input.ts';
import { holds } from '../platform/policy.ts';
import { visibleTo } from '../platform/visibility.ts';
import * as did from './events.ts';
import { EDIT } from './policy.ts';
import { loadObligation, scopeOf } from './review.ts';
import { quoteHash, setParties } from './write.ts';

export const setLife = command({
  name: 'register.obligation.set-life',
  summary: 'Says that an obligation is active, fulfilled, superseded, retired or lapsed, with reason and source.',
  input: z.object({
    id: Id,
    life: z.enum(['active', 'fulfilled', 'superseded', 'retired', 'lapsed']),
    reason: plainText(1000),
    source: plainText(500).optional(),
    by: z.coerce.number().int().positive().optional(),
  }),
  load: loadObligation,
  policy: holds(EDIT, scopeOf),
  events: [did.lifeChanged],
  async handle(ctx, input, one) {
    if (one.review !== 'confirmed') throw new InvalidInput([{ path: 'id', code: 'not-confirmed' }]);
    let by: string | null = null;
    if (input.by !== undefined) {
      const other = await ctx.db
        .selectFrom('obligation')
        .innerJoin('record', 'record.id', 'obligation.id')
        .select('obligation.id')
        .where('number', '=', input.by)
        .where('obligation.id', '<>', one.id)
        .where(visibleTo(ctx.actor))
        .executeTakeFirst();
      if (!other) throw new InvalidInput([{ path: 'by', code: 'no-such-obligation' }]);
      by = other.id;
    }
    await ctx.db
      .updateTable('obligation')
      .set({ life: input.life, life_reason: input.reason, life_source: input.source ?? null, superseded_by: by })
      .where('id', '=', one.id)
      .execute();
    ctx.emit(did.lifeChanged, { number: one.number, life: input.life, reason: input.reason }, one.id);
    return { rev: await touch(ctx, one.id) };
  },
});

export const assign = command({
  name: 'register.obligation.assign',
  summary: 'Names who is responsible for an obligation, or contributes to it.',
  input: z.object({
    id: Id,
    role: z.enum(['responsible', 'contributor']),
    names: plainText(2000).describe('one a line'),
  }),
  load: loadObligation,
  policy: holds(EDIT, scopeOf),
  events: [did.assigned],
  async handle(ctx, input, one) {
    await setParties(
      ctx,
      one.id,
      input.role,
      input.names
        .split('\n')
        .map((line) => line.trim())
        .filter(Boolean),
    );
    ctx.emit(did.assigned, { number: one.number, role: input.role }, one.id);
    return { rev: await touch(ctx, one.id) };
  },
});

export const show = command({
  name: 'register.obligation.publish',
  summary: 'Chooses who sees an obligation and its occurrences.',
  input: z.object({ id: Id, visibility: Visibility }),
  load: loadObligation,
  policy: holds(EDIT, scopeOf),
  events: [did.shown],
  async handle(ctx, input, one) {
    const ids = await ctx.db.selectFrom('occurrence').select('id').where('obligation', '=', one.id).execute();
    await ctx.db
      .updateTable('record')
      .set({ visibility: input.visibility })
      .where('id', 'in', [one.id, ...ids.map((each) => each.id)])
      .execute();
    ctx.emit(did.shown, { number: one.number, visibility: input.visibility }, one.id);
    return { rev: await touch(ctx, one.id) };
  },
});

export const link = command({
  name: 'register.obligation.link',
  summary: 'Ties an obligation to a further paragraph that asks the same, or unties it.',
  input: z.object({
    id: Id,
    edition: Id,
    eid: z.string().max(200),
    change: z.enum(['linked', 'unlinked']).default('linked'),
  }),
  load: loadObligation,
  policy: holds(EDIT, scopeOf),
  events: [did.linked],
  async handle(ctx, input, one) {
    const node = await ctx.db
      .selectFrom('node')
      .innerJoin('edition', 'edition.id', 'node.edition')
      .innerJoin('record', 'record.id', 'edition.id')
      .select(['node.provision', 'node.plain', 'edition.version'])
      .where('edition', '=', input.edition)
      .where('eid', '=', input.eid)
      .where(visibleTo(ctx.actor))
      .executeTakeFirst();
    if (!node?.provision) throw new InvalidInput([{ path: 'eid', code: 'no-such-place' }]);
    if (input.change === 'unlinked') {
      const rest = await ctx.db
        .selectFrom('basis')
        .select('provision')
        .where('obligation', '=', one.id)
        .where('provision', '<>', node.provision)
        .executeTakeFirst();
      if (!rest) throw new InvalidInput([{ path: 'eid', code: 'last-source' }]);
      await ctx.db
        .deleteFrom('basis')
        .where('obligation', '=', one.id)
        .where('provision', '=', node.provision)
        .execute();
    } else {
      await ctx.db
        .insertInto('basis')
        .values({
          obligation: one.id,
          provision: node.provision,
          first_version: node.version,
          edition: input.edition,
          eid: input.eid,
          from_char: 0,
          to_char: node.plain.length,
          quote_hash: quoteHash(node.plain),
          fate: 'new',
          confirmed_by: ctx.actor.id,
          confirmed_at: ctx.now,
        })
        .onConflict((c) => c.doNothing())
        .execute();
    }
    ctx.emit(did.linked, { number: one.number, change: input.change }, one.id);
    return { rev: await touch(ctx, one.id) };
  },
});
