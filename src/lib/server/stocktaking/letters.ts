import type { Language } from '@suivi/texts';
import { messageOf, translator } from '#lib/i18n/index.ts';
import { oweMessage } from '../mail/index.ts';
import type { Handling } from '../platform/command.ts';
import { publicAddress } from '../platform/config.ts';
import type { Loaded } from './load.ts';

interface Told {
  /** Language of the submission. */
  lang: string;
  what: 'published' | 'returned' | 'declined' | 'asked';
  seq: number;
  /** The reason or the question, as written. */
  words: string | null;
  /** Id of the question, where one was asked. */
  question?: string;
}

/** Tells the contact of an initiative what the moderators decided or ask; no letter where none was named. */
export async function tellContact(
  ctx: Handling,
  one: Pick<Loaded, 'id' | 'number'>,
  { lang, what, seq, words, question }: Told,
): Promise<void> {
  const contact = await ctx.db
    .selectFrom('initiative_contact')
    .select(['name', 'email'])
    .where('initiative', '=', one.id)
    .executeTakeFirst();
  if (!contact) return;
  const t = translator(lang as Language);
  const number = Number(one.number);
  const page =
    what === 'published'
      ? `${publicAddress()}/${lang}/stocktaking/${number}`
      : `${publicAddress()}/${lang}/stocktaking/${number}/edit/preview${what === 'asked' ? '#questions' : ''}`;
  await oweMessage(ctx, {
    key: `stocktaking:${question ?? `${one.id}:${seq}`}:${what}`,
    person: null,
    recipient: contact.email,
    lang,
    subject: messageOf(t, 'moderation.letter', what, 'moderation.letter.asked', { number }),
    body: [
      t('moderation.letter.to', { name: contact.name }),
      '',
      ...(words === null ? [] : [words, '']),
      messageOf(t, 'moderation.letter-at', what, 'moderation.letter-at.asked'),
      page,
    ].join('\n'),
  });
}
