import { z } from 'zod';
import { LANGUAGES } from '@suivi/texts/model';
import { messageOf, translator } from '#lib/i18n/index.ts';
import { oweMessage } from '../mail/index.ts';
import { command, execute } from '../platform/command.ts';
import { loadConfig, publicAddress } from '../platform/config.ts';
import type { Context } from '../platform/context.ts';
import { AppError } from '../platform/errors.ts';
import { Lang, plainText } from '../platform/input.ts';
import { anyone } from '../platform/policy.ts';
import { makeLink } from './links.ts';

/** Whether people may open accounts themselves (SUIVI_SIGN_UP). */
export const signUpOpen = (): boolean => loadConfig().signUp === 'open';

/** Internal: its caller counts attempts, and tells the same whether the mail is known or not. */
export const requestSignUp = command({
  name: 'accounts.sign-up.request',
  summary: 'Sends a link to a mail by which its owner opens an account, or says that they have one.',
  input: z.object({ name: plainText(200), email: z.email().max(200), lang: Lang }),
  policy: anyone,
  internal: true,
  silent: true,
  events: [],
  async handle(ctx, input) {
    const email = input.email.toLowerCase();
    const t = translator(input.lang);
    const origin = publicAddress();
    const known = await ctx.db.selectFrom('account_user').select('id').where('email', '=', email).executeTakeFirst();
    const token = known ? null : await makeLink(ctx, 'sign-up', null, { name: input.name, email });
    const which = known ? 'known' : 'new';
    await oweMessage(ctx, {
      // One letter an hour at most to one mail, whoever asks.
      key: `sign-up:${email}:${Math.floor(ctx.now.getTime() / 3_600_000)}`,
      person: null,
      recipient: email,
      lang: input.lang,
      subject: t('accounts.sign-up.subject'),
      body: [
        messageOf(t, 'accounts.sign-up.letter', which, 'accounts.sign-up.letter.new'),
        '',
        token ? `${origin}/${input.lang}/welcome/${token}` : `${origin}/${input.lang}/sign-in`,
      ].join('\n'),
    });
    return { token };
  },
});

/** Asks for an account. The answer is the same for known and unknown mails. Errors: 403 where accounts are by invitation. */
export async function signUp(ctx: Context, fields: Record<string, unknown>): Promise<void> {
  if (!signUpOpen()) throw new AppError('sign-up-closed', 403);
  const lang = LANGUAGES.includes(ctx.lang) ? ctx.lang : 'en';
  await execute(requestSignUp, ctx, { ...fields, lang });
}
