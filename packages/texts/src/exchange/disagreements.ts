import { only, telling } from '../compare/languages.ts';
import type { Language } from '../model/text.ts';
import { factsOf, type Fact } from '../words/facts.ts';
import { saysNumber } from './small-numbers.ts';

/** A figure, a date or a reference that stands on one side only. */
export interface Disagreement {
  kind: Fact['kind'];
  /** Where it stands. */
  side: 'source' | 'target';
  /** As printed there. */
  text: string;
}

/**
 * Figures, dates and references that words and their translation do not share, in a form that is the same in every language:
 * "1 March 2026" is "1er mars 2026", "٢٥" is 25. A small figure may be a word in one of them ("three"), so that it is told
 * only where the other side has a figure too many as well, or no word that could say it.
 */
export function disagreements(
  source: string,
  target: string,
  languages: { source: Language; target: Language },
): Disagreement[] {
  const [a, b] = [factsIn(source, languages.source), factsIn(target, languages.target)];
  const sides = { source: only(a, b), target: only(b, a) };
  const figure = { source: sides.target.some(isFigure), target: sides.source.some(isFigure) };
  const words = { source, target };
  const across = { source: 'target', target: 'source' } as const;
  return (['source', 'target'] as const).flatMap((side) =>
    sides[side]
      .filter(
        (fact) =>
          telling(fact) ||
          figure[side] ||
          (!isMonth(fact, words[side]) &&
            !saysNumber(words[across[side]], Number(fact.value), languages[across[side]])),
      )
      .map(({ kind, text }) => ({ kind, side, text })),
  );
}

/** "3月" is a month, which others call by its name. */
const isMonth = (fact: Fact, text: string): boolean => /^\s?月/.test(text.slice(fact.to));

const isFigure = (fact: Fact): boolean => fact.kind === 'figure';
/** A bare year is a figure: whether it is read as a date hangs on the words around it. */
const factsIn = (text: string, language: Language): Fact[] =>
  factsOf(text, language).map((fact) => (/^\d{4}$/.test(fact.value) ? { ...fact, kind: 'figure' } : fact));
