import { isMessageKey, messageOf, type MessageKey, type Translate } from '#lib/i18n/index.ts';
import type { Fault } from '#lib/server/stocktaking/index.ts';

const LABELS: Readonly<Record<string, MessageKey>> = {
  kind: 'stocktaking.kind',
  level: 'stocktaking.level',
  status: 'stocktaking.status',
  technologies: 'stocktaking.technology',
  groups: 'stocktaking.group',
  resources: 'stocktaking.resources',
  organisation: 'stocktaking.stakeholder',
  name: 'stocktaking.contact.name',
  email: 'accounts.email',
  country: 'stocktaking.seat',
  picture: 'stocktaking.cell.picture',
  file: 'stocktaking.cell.file',
  alt: 'stocktaking.cell.alt',
  answer: 'stocktaking.yearly.changed',
};

/** A field in words: "Title", "Results, no. 2: Unit". In: the path of a fault, and what fields are called where it stands. */
export function labelOf(t: Translate, path: string, labels = LABELS): string {
  const [field = '', nth, cell = ''] = path.split('.');
  const own = `stocktaking.field.${field}`;
  const label = labels[field] ?? (isMessageKey(own) ? own : undefined);
  const name = label ? t(label) : field;
  if (nth === undefined) return name;
  // A part of a field that is no list: "Organisation: Name".
  if (!/^\d+$/.test(nth)) {
    const part = labels[`${field}_${nth}`] ?? labels[nth === 'name' ? '' : nth];
    const key = part ?? [`stocktaking.cell.${nth}`, `stocktaking.field.${nth}`].find(isMessageKey);
    return `${t('list.named', { name })} ${key === undefined ? nth : t(key)}`;
  }
  const cellKey = [`stocktaking.result.${cell}`, `stocktaking.cell.${cell}`].find(isMessageKey);
  return cellKey === undefined
    ? t('stocktaking.at-row', { field: name, n: Number(nth) + 1 })
    : t('stocktaking.at-cell', { field: name, n: Number(nth) + 1, cell: t(cellKey) });
}

/** What is wrong, in words of the reader. */
export const faultWords = (t: Translate, { code, values }: Pick<Fault, 'code' | 'values'>): string =>
  messageOf(t, 'issues', code, 'issues.bad-form', values);

/** What was left out, rather than filled in wrongly. */
export const isMissing = ({ code }: Pick<Fault, 'code'>): boolean =>
  ['required', 'no-action-line', 'no-profile'].includes(code);

/** A list of a draft, whatever stands there; rows that are none come out empty. */
export const listOf = (value: unknown): Record<string, unknown>[] =>
  Array.isArray(value)
    ? value.map((one: unknown) => (typeof one === 'object' && one !== null ? (one as Record<string, unknown>) : {}))
    : [];
/** A value of a draft as a field shows it. */
export const asText = (value: unknown): string =>
  typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';
/** Words that are ticked. */
export const wordsOf = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : [];
