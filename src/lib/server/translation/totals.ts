import type { Language } from '@suivi/texts';
import { sql } from 'kysely';
import { z } from 'zod';
import { Id } from '../platform/input.ts';
import { holds } from '../platform/policy.ts';
import { query } from '../platform/query.ts';
import { TRANSLATE } from './policy.ts';
import { languagesOf } from './queries.ts';
import { reachedIn, seenFor } from './reach.ts';
import { workOf } from './work.ts';

const LIMIT = 10;

/** What one language still lacks of a version: paragraphs that are not done, and their words. */
export interface Lack {
  lang: Language;
  pieces: number;
  words: number;
  /** Whether no edition in it is there yet. */
  missing: boolean;
}

export const totals = query({
  name: 'translation.totals',
  summary:
    'What each language lacks of each version, whoever does it: paragraphs and words; the newest first, paged by key.',
  input: z.object({ after: Id.optional() }),
  policy: holds<never>(TRANSLATE),
  async run({ db, actor, now }, { after }) {
    const languages = languagesOf(actor);
    const reached = sql.join(
      languages.map((lang) => sql`(${seenFor(actor, lang)} and ${reachedIn(actor, TRANSLATE, lang)})`),
      sql` or `,
    );
    const { rows } =
      languages.length === 0
        ? { rows: [] }
        : await sql<{ id: string }>`
      select version.id from version join record on record.id = version.id join text on text.id = version.text
      where version.status in ('draft', 'proposed', 'adopted') and record.withdrawn_at is null
        and exists (select from edition e where e.version = version.id) and (${reached})
        ${after === undefined ? sql`` : sql`and version.id < ${after}`}
      order by version.id desc limit ${LIMIT + 1}`.execute(db as never);
    const ids = rows.slice(0, LIMIT).map((row) => row.id);
    const versions = new Map<
      string,
      { slug: string; version: string; title: string; titleLang: Language; lacks: Lack[] }
    >();
    for (const lang of languages)
      for (const work of await workOf(db, actor, ids, lang, now)) {
        const one = versions.get(work.version) ?? {
          slug: work.slug,
          version: work.label,
          title: work.title,
          titleLang: work.sourceLang,
          lacks: [],
        };
        const open = work.pieces.filter((piece) => piece.state !== 'done');
        one.lacks.push({
          lang,
          pieces: open.length,
          words: open.reduce((sum, piece) => sum + piece.count, 0),
          missing: work.mine === null,
        });
        versions.set(work.version, one);
      }
    return {
      languages,
      versions: ids.flatMap((id) => versions.get(id) ?? []),
      next: rows.length > LIMIT ? (ids.at(-1) ?? null) : null,
    };
  },
});
