import { sql } from 'kysely';
import type { Language } from '@suivi/texts';
import { can } from '../platform/actor.ts';
import type { QueryContext } from '../platform/context.ts';
import { reachedBy, visibleTo } from '../platform/visibility.ts';
import { JUDGE } from './policy.ts';
import { calledProved, keyOf, provedSeen, type Proved } from './provable.ts';

/** Evidence that waits to be judged: its claim, and the page and the mark of what it is for. */
export interface ToJudge {
  id: string;
  path: string;
  mark: string | null;
  claim: string;
  lang: Language;
}

/** What waits for the judgement of the reader, oldest first, and how many there are. */
export async function toJudge(ctx: QueryContext, limit: number): Promise<{ listed: ToJudge[]; total: number }> {
  if (!can(ctx.actor, JUDGE)) return { listed: [], total: 0 };
  const { rows } = await sql<Omit<ToJudge, 'path' | 'mark'> & Proved & { total: number }>`
    select ev.id, ev.target, ev.provision, ev.claim, ev.lang, (count(*) over ())::int as total
    from evidence ev join record on record.id = ev.id
    where ev.judged = 'open' and ev.kind = 'proof' and record.withdrawn_at is null and ${visibleTo(ctx.actor)}
      and ${reachedBy(ctx.actor, JUDGE, { body: 'record.owner_body' })} and ${provedSeen(ctx.actor)}
    order by ev.id limit ${limit}`.execute(ctx.db as never);
  const called = await calledProved(ctx, rows);
  return {
    total: rows[0]?.total ?? 0,
    listed: rows.flatMap(({ id, claim, lang, ...proved }) => {
      const one = called.get(keyOf(proved));
      return one ? [{ id, claim, lang, path: one.at, mark: one.mark }] : [];
    }),
  };
}
