import type { Language } from '@suivi/texts';

/** One paragraph of a demonstration text, in the languages it has. */
export interface DemoParagraph {
  id: string;
  kind: 'number' | 'title' | 'opening' | 'heading' | 'letter' | 'number-item' | 'sub' | 'annex' | 'annex-title';
  /** Versions that carry it, one letter each. */
  v: string;
  part?: string;
  ar?: string;
  en?: string;
  es?: string;
  fr?: string;
  ru?: string;
  zh?: string;
}

/** A demonstration text: its number and its paragraphs in order. */
export interface DemoText {
  number: string;
  paragraphs: DemoParagraph[];
}

/** Puts years in: `{Y}` is the year of the first start, `{Y-1}` the one before, and so on. */
export const withYears = (words: string, year: number): string =>
  words.replace(/\{Y([+-]\d)?\}/g, (_all, offset?: string) => String(year + Number(offset ?? 0)));

/**
 * The text of one version in one language, as a secretariat's file would give it: one paragraph a line, labels before a
 * tab. Labels are counted here, so that a paragraph added or struck renumbers those that follow.
 */
export function assemble(text: DemoText, version: string, lang: Language, year: number): string {
  const lines: string[] = [];
  let count = 0;
  let sub = 0;
  for (const paragraph of text.paragraphs) {
    const words = paragraph[lang];
    if (!paragraph.v.includes(version) || words === undefined) continue;
    const line = withYears(words, year);
    switch (paragraph.kind) {
      case 'letter':
        lines.push(`${String.fromCharCode(97 + count++)})\t${line}`);
        break;
      case 'number-item':
        lines.push(`${++count}\t${line}`);
        sub = 0;
        break;
      case 'sub':
        lines.push(`${String.fromCharCode(97 + sub++)})\t${line}`);
        break;
      case 'heading':
      case 'annex-title':
        count = 0;
        lines.push(line);
        break;
      case 'number':
      case 'title':
      case 'opening':
      case 'annex':
        lines.push(line);
        break;
    }
  }
  return `${lines.join('\n')}\n`;
}
