import type { Language } from '../model/text.ts';

/** A figure, a date or a reference that stands on one side only. */
export interface Disagreement {
  kind: 'figure' | 'date' | 'reference';
  /** Where it stands. */
  side: 'source' | 'target';
  /** As printed there. */
  text: string;
}

/** What words and their translation say differently. */
export function disagreements(
  source: string,
  target: string,
  _languages: { source: Language; target: Language },
): Disagreement[] {
  const figures = (text: string): string[] => text.match(/\d+/g) ?? [];
  const left = figures(source);
  const right = figures(target);
  const lacking = (from: readonly string[], list: readonly string[]): string[] =>
    from.filter((one) => !list.includes(one));
  return [
    ...lacking(left, right).map((text) => ({ kind: 'figure' as const, side: 'source' as const, text })),
    ...lacking(right, left).map((text) => ({ kind: 'figure' as const, side: 'target' as const, text })),
  ];
}
