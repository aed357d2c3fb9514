import { sql } from 'kysely';
import { z } from 'zod';
import { wordingFor } from '../bodies/index.ts';
import { history } from '../platform/audit.ts';
import type { QueryContext } from '../platform/context.ts';

/** What happened to an amendment, as its page tells it. */
export interface Told {
  seq: number;
  at: string;
  kind: string;
  /** The person; null for the machine. */
  actor: string | null;
  /** The organisation in whose name it was done; null where it was in none's. */
  organisation: string | null;
  /** Of support: whether it was given. */
  support: boolean | null;
  /** Of a decision: where the amendment stood after it. */
  decision: string | null;
  /** Of a decision after which it stood where it stood: what was done, and the amendment's number. */
  step: { act: string; number: number } | null;
  reason: string | null;
}

const Payload = z.object({
  organisation: z.string().optional(),
  support: z.boolean().optional(),
  decision: z.string().optional(),
  act: z.string().optional(),
  number: z.number().optional(),
  reason: z.string().optional(),
});

/** What a reader is told of an amendment, newest first, 200 acts at most; organisations by their names in the reader's language. */
export async function storyOf(ctx: QueryContext, amendment: string): Promise<Told[]> {
  const { events } = await history.run(ctx, { record: amendment, people: 'no', limit: 200 });
  const told = events.map((one) => ({ ...one, did: Payload.parse(one.payload) }));
  const names = new Map<string, string>();
  const wanted = told.flatMap(({ did }) => did.organisation ?? []);
  if (wanted.length > 0) {
    const rows = await ctx.db
      .selectFrom('party')
      .select('party.id')
      .select(sql<string>`${wordingFor('party.id', 'name', ctx.lang)}->>'value'`.as('name'))
      .where('party.id', 'in', [...new Set(wanted)])
      .execute();
    for (const row of rows) names.set(row.id, row.name);
  }
  return told.map(({ seq, at, kind, actor, did }) => ({
    seq,
    at,
    kind,
    actor,
    organisation: names.get(did.organisation ?? '') ?? null,
    support: did.support ?? null,
    decision: did.decision ?? null,
    step:
      kind === 'amendment.stepped' && did.act !== undefined && did.number !== undefined
        ? { act: did.act, number: did.number }
        : null,
    reason: did.reason ?? null,
  }));
}
