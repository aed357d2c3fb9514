import type { Language } from '@suivi/texts';
import { z } from 'zod';
import type { Handling } from '../platform/command.ts';
import { Lang, plainText } from '../platform/input.ts';
import { setWording } from '../platform/wording.ts';

/** What a roadmap or a task says in one language. */
export const Words = {
  title: plainText(300),
  description: plainText(4000).optional(),
  lang: Lang.optional().describe('language of the words; left out, yours'),
};
/** The same where words may be a translation of what was written first. */
export const WordsAnew = {
  ...Words,
  standing: z
    .enum(['official', 'unofficial'])
    .default('unofficial')
    .describe('of a translation; what was written first is authentic whatever is said'),
};
interface Said {
  title: string;
  description?: string | undefined;
  lang?: Language | undefined;
}

/**
 * Writes what a record says in a language: in the first one it is authentic, in each further one as `standing` says. A
 * description that is left out is taken away. Returns the fields that changed.
 */
export async function setWords(
  ctx: Handling,
  record: string,
  { title, description, lang = ctx.lang }: Said,
  standing: 'official' | 'unofficial' = 'unofficial',
): Promise<string[]> {
  const rows = await ctx.db
    .selectFrom('wording')
    .select(['field', 'lang', 'value', 'state'])
    .where('record', '=', record)
    .where('field', 'in', ['title', 'description'])
    .execute();
  const first = rows.find((one) => one.field === 'title' && one.state === 'authentic')?.lang ?? lang;
  const state = first === lang ? 'authentic' : standing;
  const changed: string[] = [];
  for (const [field, value] of [
    ['title', title],
    ['description', description],
  ] as const) {
    const before = rows.find((one) => one.field === field && one.lang === lang);
    if (before?.value === value && (value === undefined || before?.state === state)) continue;
    changed.push(field);
    if (value !== undefined) await setWording(ctx, { record, field, lang, value, state });
    else
      await ctx.db
        .deleteFrom('wording')
        .where('record', '=', record)
        .where('field', '=', field)
        .where('lang', '=', lang)
        .execute();
  }
  return changed;
}
