import type { Block, Language, Run } from '../model/text.ts';
import { textIn } from '../model/words.ts';
import { VOCABULARIES, type Vocabulary } from '../profiles/index.ts';
import { bare } from '../words/stretched.ts';

/** Runs as they stand after the change. */
export const keptRuns = (runs: readonly Run[]): Run[] => runs.filter((run) => run.mark?.state !== 'deleted');

/** Words of a block as they stand after the change; the printed reference of a footnote is no word. */
export const wordsOf = (block: Pick<Block, 'runs'>): string => textIn(block.runs);

/** For comparing: lower case, typographic apostrophes made plain, Arabic and Cyrillic marks taken off. */
export const plainOf = (words: string): string =>
  words
    .toLowerCase()
    .replace(/[’ʼ]/g, "'")
    .normalize('NFD')
    .replace(/[\u064b-\u0652\u0670\u0640]/g, '')
    .normalize('NFC')
    .replace(/[ \u00a0]+/g, ' ')
    .trim();

/** Words of a block for patterns: without signs that an Arabic word may bear or not. */
export const bareWordsOf = (block: Pick<Block, 'runs'>): string => bare(wordsOf(block));

/** Label without its punctuation: "a)" → "a", "(iv)" → "iv", "2.10.1." → "2.10.1". */
export const bareLabel = (label: string): string =>
  label
    .replace(/^[(（]\s*/, '')
    .replace(/\s*[)）.:、]+$/, '')
    .trim();

export interface VerbMatch {
  verb: string;
  kind: 'preambular' | 'operative';
  /** Length of the printed verb in the words given. */
  length: number;
}

const ADVERB: Record<Language, RegExp> = {
  en: /^(?:also|further|furthermore|moreover|again|once again|strongly|urgently|deeply|gravely|fully|firmly|warmly|particularly|in particular|specifically|especially|additionally|likewise|in this regard|in this respect|in that regard|in this context|with concern|accordingly|finally|therefore|solemnly|unequivocally|respectfully|having)[, ]+/i,
  fr: /^(?:également|en outre|de plus|aussi|par ailleurs|de nouveau|une fois encore|à nouveau|vivement|fermement|profondément|instamment|en particulier|notamment|à cet égard|en conséquence|enfin|solennellement)[, ]+/i,
  es: /^(?:también|además|asimismo|igualmente|nuevamente|una vez más|firmemente|profundamente|a este respecto|por consiguiente)[, ]+/i,
  ru: /^(?:также|далее|вновь|кроме того|особо|настоятельно|решительно|глубоко|с удовлетворением|в этой связи)[, ]+/i,
  zh: /^(?:又|还|进一步|再次|并|特别|同时|此外|深为|满意地)/,
  ar: /^(?:أيضا|كذلك|مجددا|من جديد|بقوة|و)\s*/,
};

const compiled = new Map<Language, { form: string; verb: string; kind: 'preambular' | 'operative' }[]>();

function forms(lang: Language): { form: string; verb: string; kind: 'preambular' | 'operative' }[] {
  let list = compiled.get(lang);
  if (!list) {
    const vocabulary: Vocabulary = VOCABULARIES[lang];
    list = (['operative', 'preambular'] as const).flatMap((kind) =>
      Object.entries(vocabulary[kind]).flatMap(([verb, printed]) =>
        printed.map((form) => ({ form: plainOf(form), verb, kind })),
      ),
    );
    list.sort((a, b) => b.form.length - a.form.length);
    compiled.set(lang, list);
  }
  return list;
}

/** How many characters of the words as printed so many of them are without the signs of Arabic. */
function printedLength(words: string, length: number): number {
  let printed = length;
  while (printed < words.length && bare(words.slice(0, printed + 1)).length <= length) printed += 1;
  return printed;
}

/** The verb that opens these words, adverbs before it passed over; null where none of the vocabulary does. */
export function openingVerb(words: string, lang: Language): VerbMatch | null {
  const plain = plainOf(words).replace(/^["“«‘']+/, '');
  let start = 0;
  const adverb = ADVERB[lang].exec(plain);
  const tries = adverb ? [0, adverb[0].length] : [0];
  for (const from of tries) {
    start = from;
    const rest = plain.slice(from).replace(/^و(?=إذ)/, '');
    for (const { form, verb, kind } of forms(lang)) {
      if (!rest.startsWith(form)) continue;
      const next = rest[form.length];
      if (lang !== 'zh' && next !== undefined && /[\p{L}\d]/u.test(next)) continue;
      return { verb, kind, length: printedLength(words, start + form.length) };
    }
  }
  return null;
}

/** What follows an operative verb in a heading: the addressees, one entry each. */
export function addresseesOf(heading: string, match: VerbMatch, lang: Language): string[] {
  const vocabulary = VOCABULARIES[lang];
  let rest = heading.slice(Math.min(match.length, heading.length));
  const combined = vocabulary.combined?.exec(heading);
  if (combined) rest = heading.slice(combined.index + combined[0].length);
  rest = rest
    .replace(/^[\s,:،，]+/, '')
    .replace(/[\s,:،，]+$/, '')
    .replace(/^(?:also|further|en outre|également|además|también|asimismo|также|далее)\s+/i, '');
  if (/^(?:that|que|qu['’]|to\b|de\b|d['’]|à\b|что\b)/i.test(rest) || rest === '') return [];
  rest = rest.replace(
    /,?\s*(?:in (?:collaboration|consultation|coordination|cooperation) with|en (?:collaboration|consultation|coordination|coopération) avec|within|dans le cadre|through|par l['’]intermédiaire|en colaboración con|в сотрудничестве).*$/i,
    '',
  );
  return rest
    .split(vocabulary.and)
    .map((one) => one.trim().replace(/^(?:à|aux?|a|al)\s+(?=\p{Lu}|l[ae']|tou)/u, ''))
    .filter(Boolean);
}

const MARKERS: Record<Exclude<Language, 'ar' | 'zh' | 'ru'>, RegExp> = {
  en: /\b(?:the|of|and|to|in|for|that|on|with)\b/gi,
  fr: /\b(?:le|la|les|des|du|et|pour|dans|que|aux)\b/gi,
  es: /\b(?:el|los|las|del|y|para|en|que|con|al)\b/gi,
};

/** Language of a text from its script, then from its small words. */
export function languageOf(sample: string): Language {
  const text = sample.slice(0, 20_000);
  const count = (pattern: RegExp): number => text.match(pattern)?.length ?? 0;
  const letters = Math.max(1, count(/\p{L}/gu));
  if (count(/\p{Script=Han}/gu) / letters > 0.3) return 'zh';
  if (count(/\p{Script=Arabic}/gu) / letters > 0.3) return 'ar';
  if (count(/\p{Script=Cyrillic}/gu) / letters > 0.3) return 'ru';
  const scores = (['en', 'fr', 'es'] as const).map((lang) => ({ lang, score: count(MARKERS[lang]) }));
  scores.sort((a, b) => b.score - a.score);
  return scores[0]?.lang ?? 'en';
}
