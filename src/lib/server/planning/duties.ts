import { sql } from 'kysely';
import { z } from 'zod';
import { can } from '../platform/actor.ts';
import { command, newRecord, type Handling } from '../platform/command.ts';
import { Forbidden, InvalidInput, NotFound } from '../platform/errors.ts';
import { newId } from '../platform/ids.ts';
import { Id, Lang, plainText } from '../platform/input.ts';
import { holds } from '../platform/policy.ts';
import { visibleTo } from '../platform/visibility.ts';
import * as did from './events.ts';
import { notify } from './notices.ts';
import { ASSIGN, PLAN } from './policy.ts';

const loadObligation = (ctx: Pick<Handling, 'db' | 'actor'>, { id }: { id: string }) =>
  ctx.db
    .selectFrom('obligation')
    .innerJoin('text', 'text.id', 'obligation.text')
    .innerJoin('record', 'record.id', 'obligation.id')
    .select(['obligation.id', 'obligation.number', 'obligation.text', 'text.body', 'record.owner_body'])
    .where('obligation.id', '=', id)
    .where('obligation.review', '=', 'confirmed')
    .where(visibleTo(ctx.actor))
    .forUpdate('obligation')
    .executeTakeFirst();
const within = (one: { body: string; text: string }) => ({ body: one.body, text: one.text });

async function assertPerson(ctx: Handling, person: string, path: string): Promise<void> {
  const known = await ctx.db
    .selectFrom('person')
    .select('id')
    .where('id', '=', person)
    .where('suspended_at', 'is', null)
    .executeTakeFirst();
  if (!known) throw new InvalidInput([{ path, code: 'no-such-person' }]);
}

export const giveDuty = command({
  name: 'planning.duty.give',
  summary: 'Makes a person responsible for an obligation, or a contributor to it. Their name is not published.',
  input: z.object({ id: Id, person: Id, role: z.enum(['responsible', 'contributor']).default('responsible') }),
  load: loadObligation,
  policy: holds(ASSIGN, within),
  events: [did.dutyGiven],
  async handle(ctx, { person, role }, one) {
    await assertPerson(ctx, person, 'person');
    await ctx.db
      .insertInto('duty')
      .values({ obligation: one.id, person, role, since: ctx.now })
      .onConflict((c) => c.columns(['obligation', 'person']).where('until', 'is', null).doUpdateSet({ role }))
      .execute();
    ctx.emit(did.dutyGiven, { number: one.number, role }, [one.id, person]);
    if (person !== ctx.actor.id) await notify(ctx, person, 'assigned', one.id, { number: one.number, role });
  },
});

export const endDuty = command({
  name: 'planning.duty.end',
  summary: 'Ends what a person has to do with an obligation.',
  input: z.object({ id: Id, person: Id }),
  load: loadObligation,
  policy: holds(ASSIGN, within),
  events: [did.dutyEnded],
  async handle(ctx, { person }, one) {
    const done = await ctx.db
      .updateTable('duty')
      .set({ until: ctx.now })
      .where('obligation', '=', one.id)
      .where('person', '=', person)
      .where('until', 'is', null)
      .executeTakeFirst();
    if (done.numUpdatedRows === 0n) throw new NotFound();
    ctx.emit(did.dutyEnded, { number: one.number }, [one.id, person]);
  },
});

export const handOver = command({
  name: 'planning.hand-over',
  summary: 'Hands all that a person is responsible for or contributes to over to another, in one act.',
  input: z.object({ from: Id, to: Id }),
  policy: holds<undefined>(ASSIGN),
  events: [did.handedOver],
  async handle(ctx, { from, to }) {
    if (from === to) throw new InvalidInput([{ path: 'to', code: 'same-person' }]);
    await assertPerson(ctx, to, 'to');
    const open = await ctx.db
      .selectFrom('duty')
      .innerJoin('obligation', 'obligation.id', 'duty.obligation')
      .innerJoin('text', 'text.id', 'obligation.text')
      .select(['duty.obligation', 'duty.role', 'text.id as text', 'text.body'])
      .where('duty.person', '=', from)
      .where('duty.until', 'is', null)
      .orderBy('duty.obligation')
      .forUpdate('duty')
      .execute();
    if (open.length === 0) throw new InvalidInput([{ path: 'from', code: 'nothing-to-hand-over' }]);
    // All or nothing: who may not hand over a part of it would leave the rest behind unseen.
    if (open.some((one) => !can(ctx.actor, ASSIGN, within(one)))) throw new Forbidden(ASSIGN);
    await ctx.db
      .updateTable('duty')
      .set({ until: ctx.now })
      .where('person', '=', from)
      .where('until', 'is', null)
      .execute();
    await ctx.db
      .insertInto('duty')
      .values(open.map(({ obligation, role }) => ({ obligation, person: to, role, since: ctx.now })))
      // Who takes over may stand there already: they become responsible where the one who leaves was.
      .onConflict((c) =>
        c
          .columns(['obligation', 'person'])
          .where('until', 'is', null)
          .doUpdateSet({
            role: sql<string>`case when 'responsible' in (excluded.role, duty.role) then 'responsible' else duty.role end`,
          }),
      )
      .execute();
    ctx.emit(did.handedOver, { from, to, count: open.length }, [from, to, ...open.map((one) => one.obligation)]);
    await notify(ctx, to, 'handed-over', from, { count: open.length });
    return { count: open.length };
  },
});

export const addNote = command({
  name: 'planning.note.add',
  summary: 'Notes something on an obligation for those who work on it. It is not published.',
  input: z.object({ id: Id, message: plainText(5000), lang: Lang.optional() }),
  load: loadObligation,
  policy: holds(PLAN, within),
  events: [did.noted],
  async handle(ctx, { message, lang }, one) {
    const id = await newRecord(ctx, 'note', { id: newId(ctx.now.getTime()), visibility: 'body', ownerBody: one.body });
    await ctx.db
      .insertInto('note')
      .values({ id, about: one.id, message, lang: lang ?? ctx.lang, written_by: ctx.actor.id })
      .execute();
    ctx.emit(did.noted, {}, [id, one.id]);
    return { id };
  },
});
