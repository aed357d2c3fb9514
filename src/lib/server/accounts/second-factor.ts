import { createHash, randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { z } from 'zod';
import { command, type Handling } from '../platform/command.ts';
import { AppError, InvalidInput, NotFound } from '../platform/errors.ts';
import { Id } from '../platform/input.ts';
import { anyone, holdsEverywhere, signedIn } from '../platform/policy.ts';
import { query } from '../platform/query.ts';
import * as did from './events.ts';
import { MANAGE } from './policy.ts';
import { inPerson } from './tokens.ts';
import { base32, newSecret, opened, sealed, stepMatching } from './totp.ts';

const Code = z.string().trim().min(6).max(40).describe('six digits, or a recovery code');
const RECOVERY_CODES = 10;

const hashOf = (code: string): string =>
  createHash('sha256')
    .update(code.toLowerCase().replace(/[^a-z0-9]/g, ''))
    .digest('hex');

// The secret of the installation, as the account library signs cookies with it.
async function installation(ctx: Handling): Promise<string> {
  const given = process.env['SUIVI_SECRET'];
  if (given) return given;
  const { rows } = await sql<{ value: string }>`
    insert into setting (name, value) values ('secret', to_jsonb(${randomBytes(32).toString('base64url')}::text))
    on conflict (name) do update set value = setting.value returning value`.execute(ctx.db);
  return rows[0]?.value ?? '';
}

async function factorOf(ctx: Handling, person: string | null) {
  const row = await ctx.db
    .selectFrom('second_factor')
    .selectAll()
    .where('person', '=', person)
    .forUpdate()
    .executeTakeFirst();
  if (!row) return null;
  try {
    return { ...row, bytes: opened(row.secret, await installation(ctx)) };
  } catch (error) {
    // Another installation's data with this one's secret: nothing can be checked, nobody is let in.
    throw new AppError('second-factor-unreadable', 503, {}, { cause: error });
  }
}

/** Uses up a code of the app, or a recovery code. Errors: InvalidInput `wrong-code`. */
async function useCode(ctx: Handling, person: string, code: string, confirmed: boolean): Promise<void> {
  const factor = await factorOf(ctx, person);
  if (!factor || (factor.confirmed_at !== null) !== confirmed)
    throw new InvalidInput([{ path: 'code', code: 'no-second-factor' }]);
  const step = stepMatching(factor.bytes, code, ctx.now, Number(factor.last_step));
  if (step !== null) {
    await ctx.db
      .updateTable('second_factor')
      .set({ last_step: String(step) })
      .where('person', '=', person)
      .execute();
    return;
  }
  const used = await ctx.db
    .updateTable('recovery_code')
    .set({ used_at: ctx.now })
    .where('person', '=', person)
    .where('code_hash', '=', hashOf(code))
    .where('used_at', 'is', null)
    .executeTakeFirst();
  if (!confirmed || used.numUpdatedRows === 0n) throw new InvalidInput([{ path: 'code', code: 'wrong-code' }]);
}

export const beginSecondFactor = command({
  name: 'accounts.second-factor.begin',
  summary:
    'Makes the secret of a second factor, to be put into an authenticator app; it counts once a first code confirms it.',
  input: z.object({}),
  policy: inPerson,
  silent: true,
  events: [],
  async handle(ctx) {
    const person = ctx.actor.id ?? '';
    if ((await factorOf(ctx, person))?.confirmed_at)
      throw new InvalidInput([{ path: 'code', code: 'has-second-factor' }]);
    const secret = newSecret();
    const values = { secret: sealed(secret, await installation(ctx)), created_at: ctx.now, last_step: '0' };
    await ctx.db
      .insertInto('second_factor')
      .values({ person, ...values })
      .onConflict((c) => c.column('person').doUpdateSet(values))
      .execute();
    const text = base32(secret);
    return {
      secret: text,
      uri: `otpauth://totp/Suivi:${encodeURIComponent(ctx.actor.name)}?secret=${text}&issuer=Suivi`,
    };
  },
});

export const confirmSecondFactor = command({
  name: 'accounts.second-factor.confirm',
  summary: 'Turns the second factor on by a first code; gives the recovery codes, once.',
  input: z.object({ code: Code }),
  policy: inPerson,
  events: [did.secondFactorChanged],
  async handle(ctx, { code }) {
    const person = ctx.actor.id ?? '';
    await useCode(ctx, person, code, false);
    await ctx.db.updateTable('second_factor').set({ confirmed_at: ctx.now }).where('person', '=', person).execute();
    // Whoever has just shown it goes on where they are signed in.
    await sql`insert into second_factor_passed (session, at) select s.id, ${ctx.now} from account_session s
      join person p on p.account = s.user_id where p.id = ${person} on conflict do nothing`.execute(ctx.db);
    const codes = Array.from({ length: RECOVERY_CODES }, () =>
      (randomBytes(8).toString('hex').match(/.{4}/g) ?? []).join('-'),
    );
    await ctx.db.deleteFrom('recovery_code').where('person', '=', person).execute();
    await ctx.db
      .insertInto('recovery_code')
      .values(codes.map((one) => ({ person, code_hash: hashOf(one) })))
      .execute();
    ctx.emit(did.secondFactorChanged, { on: true }, person);
    return { codes };
  },
});

async function turnOff(ctx: Handling, person: string): Promise<void> {
  await ctx.db.deleteFrom('recovery_code').where('person', '=', person).execute();
  const gone = await ctx.db.deleteFrom('second_factor').where('person', '=', person).executeTakeFirst();
  if (gone.numDeletedRows === 0n) throw new NotFound();
  ctx.emit(did.secondFactorChanged, { on: false }, person);
}

export const endSecondFactor = command({
  name: 'accounts.second-factor.end',
  summary: 'Turns your second factor off, by a code of it or a recovery code.',
  input: z.object({ code: Code }),
  policy: inPerson,
  events: [did.secondFactorChanged],
  async handle(ctx, { code }) {
    const person = ctx.actor.id ?? '';
    await useCode(ctx, person, code, true);
    await turnOff(ctx, person);
  },
});

export const takeSecondFactor = command({
  name: 'accounts.second-factor.take-away',
  summary: 'Takes the second factor of a person away who has lost it.',
  input: z.object({ person: Id }),
  policy: holdsEverywhere(MANAGE),
  events: [did.secondFactorChanged],
  handle: (ctx, { person }) => turnOff(ctx, person),
});

export const passSecondFactor = command({
  name: 'accounts.second-factor.pass',
  summary: 'Shows the second factor in a session whose password was right.',
  input: z.object({ code: Code, session: z.string(), account: z.string() }),
  policy: anyone,
  internal: true,
  silent: true,
  events: [],
  async handle(ctx, { code, session, account }) {
    const person = await ctx.db.selectFrom('person').select('id').where('account', '=', account).executeTakeFirst();
    if (!person) throw new NotFound();
    await useCode(ctx, person.id, code, true);
    await ctx.db
      .insertInto('second_factor_passed')
      .values({ session, at: ctx.now })
      .onConflict((c) => c.doNothing())
      .execute();
  },
});

export const secondFactor = query({
  name: 'accounts.second-factor',
  summary: 'Whether you have a second factor, and how many recovery codes are left.',
  input: z.object({}),
  policy: signedIn,
  async run({ db, actor }) {
    const { rows } = await sql<{ on: boolean; left: number }>`select
      exists (select from second_factor where person = ${actor.id} and confirmed_at is not null) as on,
      (select count(*)::int from recovery_code where person = ${actor.id} and used_at is null) as left`.execute(
      db as never,
    );
    return rows[0] ?? { on: false, left: 0 };
  },
});
