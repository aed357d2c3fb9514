import { messageOf, type MessageKey, type Translate } from '#lib/i18n/index.ts';
import type { Refusal } from '#lib/server/web.ts';

/** What is wrong with a field, in words of the reader. */
export const wrongIn =
  (t: Translate, refusal: Refusal | undefined) =>
  (field: string): string[] =>
    (refusal?.issues ?? [])
      .filter(({ path }) => path === field || path.startsWith(`${field}.`))
      .map(({ code, values }) => messageOf(t, 'issues', code, 'issues.bad-form', values));

/** Words of one field in one language, where they were written. */
export const wordsIn = (
  wordings: readonly { field: string; lang: string; value: string }[],
  field: 'title' | 'description',
  lang: string,
): string => wordings.find((one) => one.field === field && one.lang === lang)?.value ?? '';

/** What the fields of a task are called, for naming what is wrong with them. */
export const TASK_LABELS = {
  title: 'roadmaps.name',
  description: 'roadmaps.description',
  lead: 'roadmaps.lead',
  partners: 'roadmaps.partners',
  due: 'roadmaps.due',
  obligations: 'roadmaps.serves',
  note: 'roadmaps.note',
  reason: 'register.reason',
  url: 'register.evidence.url',
  record: 'register.evidence.record',
  claim: 'register.evidence.claim',
} as const satisfies Record<string, MessageKey>;
