import type { Language } from '@suivi/texts';
import { LANGUAGES } from '@suivi/texts/model';
import { sql } from 'kysely';
import { z } from 'zod';
import { can } from '../platform/actor.ts';
import { command, touch, type Handling } from '../platform/command.ts';
import { InvalidInput, NotFound } from '../platform/errors.ts';
import { Id, Lang, plainText } from '../platform/input.ts';
import { holds } from '../platform/policy.ts';
import { query } from '../platform/query.ts';
import { visibleTo } from '../platform/visibility.ts';
import { loadObligation, reindex, setAction, type Obligation } from '../register/index.ts';
import * as did from './events.ts';
import { TRANSLATE } from './policy.ts';
import { reachedIn } from './reach.ts';

const PAGE = 50;

/** The words that others are translated from: those of the text itself, in English where there are several. */
const SOURCE = sql`lateral (select w.lang, w.value from wording w where w.record = obligation.id and w.field = 'action'
  order by w.source_lang is null desc, w.state in ('authentic', 'official') desc, w.lang = 'en' desc, w.lang limit 1) s`;

export const saveObligation = command({
  name: 'translation.obligation.save',
  summary:
    'Puts what an obligation asks into another language, as an unofficial wording. Words of the text itself stay.',
  input: z.object({ id: Id, lang: Lang, words: plainText(2000) }),
  load: async (ctx: Pick<Handling, 'db' | 'actor'>, { id, lang }: { id: string; lang: Language }) => {
    const one = await loadObligation(ctx, { id });
    return one?.review === 'confirmed' ? { ...one, lang } : undefined;
  },
  policy: holds(TRANSLATE, (one: Obligation & { lang: Language }) => ({
    body: one.body,
    text: one.text,
    language: one.lang,
  })),
  events: [did.obligationSaved],
  async handle(ctx, { lang, words }, one) {
    const { rows } = await sql<{ lang: Language; value: string }>`
      select s.lang, s.value from obligation join ${SOURCE} on true where obligation.id = ${one.id}`.execute(ctx.db);
    const before = await ctx.db
      .selectFrom('wording')
      .select(['value', 'state', 'source_lang'])
      .where('record', '=', one.id)
      .where('field', '=', 'action')
      .where('lang', '=', lang)
      .executeTakeFirst();
    const [source] = rows;
    if (!source || source.lang === lang || (before && before.source_lang === null && before.state !== 'unofficial'))
      throw new InvalidInput([{ path: 'lang', code: 'words-of-the-text' }]);
    await setAction(ctx, one.id, lang, words, 'unofficial', source);
    await reindex(ctx, one.id);
    ctx.emit(did.obligationSaved, { number: one.number, lang }, one.id);
    return { rev: await touch(ctx, one.id) };
  },
});

export const obligation = query({
  name: 'translation.obligation',
  summary: 'The languages into which you may put what an obligation asks, with the words that stand there.',
  input: z.object({ number: z.coerce.number().int().min(1).max(2_000_000_000) }),
  policy: holds<never>(TRANSLATE),
  async run({ db, actor }, { number }) {
    const { rows } = await sql<{
      id: string;
      body: string;
      text: string;
      lang: Language;
      value: string;
      wordings: { lang: Language; value: string; free: boolean; stale: boolean }[];
    }>`
      select obligation.id, text.body, text.id as text, s.lang, s.value,
        (select json_agg(json_build_object('lang', w.lang, 'value', w.value, 'free', w.source_lang is not null or w.state = 'unofficial',
            'stale', coalesce(w.source_hash <> md5(s.value), false)))
          from wording w where w.record = obligation.id and w.field = 'action') as wordings
      from obligation join record on record.id = obligation.id join text on text.id = obligation.text join ${SOURCE} on true
      where obligation.number = ${number} and obligation.review = 'confirmed' and ${visibleTo(actor)}`.execute(
      db as never,
    );
    const [one] = rows;
    if (!one) throw new NotFound(String(number));
    const languages = LANGUAGES.filter(
      (lang) => lang !== one.lang && can(actor, TRANSLATE, { body: one.body, text: one.text, language: lang }),
    ).flatMap((lang) => {
      const now = one.wordings.find((each) => each.lang === lang);
      return now && !now.free ? [] : [{ lang, words: now?.value ?? null, stale: now?.stale ?? false }];
    });
    return { id: one.id, source: { lang: one.lang, words: one.value }, languages };
  },
});

export const obligations = query({
  name: 'translation.obligations',
  summary: 'Obligations whose sentence a language lacks, or has from words that were changed since; paged by number.',
  input: z.object({ lang: Lang, after: z.coerce.number().int().min(0).max(2_000_000_000).default(0) }),
  policy: holds<never>(TRANSLATE),
  async run({ db, actor }, { lang, after }) {
    const { rows } = await sql<{ number: number; sourceLang: Language; words: string; stale: boolean; left: number }>`
      select obligation.number, s.lang as "sourceLang", s.value as words, own.value is not null as stale,
        count(*) over ()::int as left
      from obligation join record on record.id = obligation.id join text on text.id = obligation.text join ${SOURCE} on true
      left join wording own on own.record = obligation.id and own.field = 'action' and own.lang = ${lang}
      where obligation.review = 'confirmed' and coalesce(obligation.life, '') not in ('superseded', 'retired', 'lapsed') and obligation.number > ${after}
        and s.lang <> ${lang} and (own.value is null or own.source_hash <> md5(s.value))
        and ${visibleTo(actor)} and ${reachedIn(actor, TRANSLATE, lang)}
      order by obligation.number limit ${PAGE + 1}`.execute(db as never);
    const page = rows.slice(0, PAGE);
    return {
      lang,
      left: rows[0]?.left ?? 0,
      obligations: page.map(({ left: _left, ...row }) => row),
      next: rows.length > PAGE ? (page.at(-1)?.number ?? null) : null,
    };
  },
});
