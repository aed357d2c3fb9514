import type { Language } from '@suivi/texts';
import { z } from 'zod';
import { command, touch } from '../platform/command.ts';
import { Conflict, InvalidInput } from '../platform/errors.ts';
import { Id, plainText } from '../platform/input.ts';
import { holdsEverywhere } from '../platform/policy.ts';
import type { Content } from './content.ts';
import * as did from './events.ts';
import { load } from './load.ts';
import { MANAGE, moderated } from './policy.ts';
import { keepSettings, settingsOf } from './settings.ts';
import { assertKnown, publish } from './write.ts';

export const setSettings = command({
  name: 'stocktaking.settings.set',
  summary: 'Sets how the registry is run: whether two moderators must approve each entry.',
  input: z.object({ fourEyes: z.enum(['yes', 'no']) }),
  policy: holdsEverywhere(MANAGE),
  events: [did.settingsSet],
  async handle(ctx, { fourEyes }) {
    await keepSettings(ctx, { fourEyes: fourEyes === 'yes' });
    ctx.emit(did.settingsSet, { fourEyes: fourEyes === 'yes' }, []);
  },
});

export const decide = command({
  name: 'stocktaking.version.decide',
  summary: 'Decides on what was submitted: publishes it, returns it to be mended, or declines it, with the reason.',
  input: z.object({
    id: Id,
    seq: z.coerce.number().int().positive().describe('the version decided on; another that waits by now answers 409'),
    decision: z.enum(['publish', 'return', 'decline']),
    reason: plainText(2000).optional(),
  }),
  load,
  policy: moderated,
  events: [did.published, did.approvedFirst, did.returned, did.declined],
  async handle(ctx, { seq, decision, reason }, one) {
    if (one.waiting !== seq) throw new Conflict('already-decided', { waiting: one.waiting });
    const version = await ctx.db
      .selectFrom('initiative_version')
      .selectAll()
      .where('initiative', '=', one.id)
      .where('seq', '=', seq)
      .executeTakeFirstOrThrow();
    if (decision === 'publish') {
      const content = version.content as Content;
      await assertKnown(ctx, one.id, content);
      const first = version.seconded_by;
      if ((await settingsOf(ctx)).fourEyes && first === null) {
        await ctx.db
          .updateTable('initiative_version')
          .set({ seconded_by: ctx.actor.id })
          .where('initiative', '=', one.id)
          .where('seq', '=', seq)
          .execute();
        ctx.emit(did.approvedFirst, { seq }, one.id);
        return { id: one.id, state: 'approved-first' as const, rev: await touch(ctx, one.id) };
      }
      if (first !== null && first === ctx.actor.id) throw new InvalidInput([{ path: 'decision', code: 'four-eyes' }]);
      await publish(ctx, one, { seq, lang: version.lang as Language, content });
      ctx.emit(did.published, { seq }, [one.id, one.organisation]);
      return { id: one.id, state: 'published' as const, rev: await touch(ctx, one.id) };
    }
    if (!reason) throw new InvalidInput([{ path: 'reason', code: 'required' }]);
    const state = decision === 'return' ? ('returned' as const) : ('declined' as const);
    await ctx.db
      .updateTable('initiative_version')
      .set({ state, reason, decided_by: ctx.actor.id, decided_at: ctx.now, seconded_by: null })
      .where('initiative', '=', one.id)
      .where('seq', '=', seq)
      .execute();
    await ctx.db
      .updateTable('initiative')
      .set({
        waiting: null,
        ...(one.published === null ? { state } : {}),
        // What came back is on the submitter's table again.
        ...(decision === 'return' && one.draft === null
          ? { draft: JSON.stringify(version.content), draft_lang: version.lang }
          : {}),
      })
      .where('id', '=', one.id)
      .execute();
    ctx.emit(did[state], { seq, reason }, [one.id, one.organisation]);
    return { id: one.id, state, rev: await touch(ctx, one.id) };
  },
});
