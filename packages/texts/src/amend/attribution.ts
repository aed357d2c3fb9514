import type { Language } from '../model/text.ts';
import type { Amendment, AmendmentOp, Attribution } from './model.ts';

/** Compares codes of organisations: the house order, then the rest by code. */
export function houseOrder(order: readonly string[]): (a: string, b: string) => number {
  const ranks = new Map(order.map((code, i) => [code, i]));
  return (a, b) => {
    const [x, y] = [ranks.get(a) ?? order.length, ranks.get(b) ?? order.length];
    return x - y || (a < b ? -1 : a > b ? 1 : 0);
  };
}

/** Everyone behind a change: who proposes it, and who supports that. */
export function attributionsOf(amendment: Amendment, op: AmendmentOp, on: string | null): Attribution[] {
  const base = { amendment: amendment.id, op: op.id, ...(on === null ? {} : { on }) };
  return [
    { by: amendment.by, ...base },
    ...amendment.supporters
      .filter((one) => one !== amendment.by)
      .map((by) => ({ by, ...base, supports: true as const })),
  ];
}

/** Attributions in the house order, each once. */
export function sorted(list: readonly Attribution[], compare: (a: string, b: string) => number): Attribution[] {
  const seen = new Set<string>();
  return [...list]
    .sort(
      (a, b) =>
        compare(a.by, b.by) ||
        compare(a.on ?? '', b.on ?? '') ||
        (a.amendment < b.amendment ? -1 : a.amendment > b.amendment ? 1 : 0) ||
        (a.op < b.op ? -1 : a.op > b.op ? 1 : 0),
    )
    .filter((one) => {
      const key = JSON.stringify([one.by, one.on, one.amendment, one.op]);
      return !seen.has(key) && seen.add(key) !== undefined;
    });
}

/** Names as they stand before the colon of a bracket, each once: "A", "A, B", and "A (C)" for A's words as C amends them. */
export const namesOf = (list: readonly Attribution[]): string[] => [
  ...new Set(list.map(({ by, on }) => (on === undefined ? by : `${on} (${by})`))),
];

/** How a bracket is printed: between names, after them, between alternatives, and what stands for "take this out". */
export interface BracketWords {
  comma: string;
  colon: string;
  gap: string;
  delete: string;
}

/** By language. "delete" is the imperative that drafting groups write; the other languages' words say the same, not confirmed. */
export const BRACKET_WORDS: Record<Language, BracketWords> = {
  en: { comma: ', ', colon: ': ', gap: ' ', delete: 'delete' },
  fr: { comma: ', ', colon: ': ', gap: ' ', delete: 'supprimer' },
  es: { comma: ', ', colon: ': ', gap: ' ', delete: 'suprimir' },
  ru: { comma: ', ', colon: ': ', gap: ' ', delete: 'исключить' },
  zh: { comma: '、', colon: '：', gap: '', delete: '删除' },
  ar: { comma: '، ', colon: ': ', gap: ' ', delete: 'تحذف' },
};

/** Stands in a bracket where nothing is added because somebody asks that nothing change. */
export const NO_CHANGE = 'NOC';
