/** What a document is to the one its symbol names: itself, or a revision, a corrigendum, an addendum of it. */
export const PARTS = ['base', 'rev', 'corr', 'add'] as const;
export type Part = (typeof PARTS)[number];

const NAMES = { rev: 'Rev', corr: 'Corr', add: 'Add' } as const;

/**
 * A symbol as it is cited: "A/80/12/Corr.1" after the manner of the United Nations, whose symbols begin with an organ and
 * a stroke, "C25/45 Corr.1" elsewhere.
 */
export function citedAs(symbol: string, part: Part, number: number | null): string {
  if (part === 'base') return symbol;
  return `${symbol}${/^[A-Z]{1,4}\//.test(symbol) ? '/' : ' '}${NAMES[part]}.${number ?? 1}`;
}

/** Its part of an address: "a-80-12-corr-1". */
export const slugOf = (symbol: string, part: Part, number: number | null): string =>
  citedAs(symbol, part, number)
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
