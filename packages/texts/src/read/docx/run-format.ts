import type { Format } from '../../model/text.ts';
import type { Story } from './story.ts';
import { effective, readRunFormat } from './styles.ts';
import type { RunFormat, Style } from './styles.ts';
import { child, val } from './xml.ts';
import type { Node } from './xml.ts';

/** The change of formatting that a run bears, and its formatting before. */
export interface Before {
  change: Node;
  format: RunFormat;
}

/** How the `w:rPr` of a holder (a run, or a change of its formatting) sets words in a paragraph of a style. */
export function formatIn(holder: Node, style: Style | undefined, { session: { styles } }: Story): RunFormat {
  const own = child(holder, 'w:rPr');
  return effective(styles.defaults, style?.run ?? {}, styles.get(val(own, 'w:rStyle'))?.run, readRunFormat(own));
}

/** The formatting of words as the model has it. */
export function formatOf(format: RunFormat, words: string): Format {
  const out: Format = {};
  if (format.bold) out.bold = true;
  if (format.italic) out.italic = true;
  if (format.underline) out.underline = true;
  if (format.strike) out.strike = true;
  if (format.vert === 'sup') out.sup = true;
  if (format.vert === 'sub') out.sub = true;
  const tag = languageOf(words, format);
  if (tag !== undefined) out.lang = tag;
  if (format.rtl) out.rtl = true;
  return out;
}

/** Word keeps three languages per run, and uses the one of the script (17.3.2.20). */
function languageOf(words: string, format: RunFormat): string | undefined {
  if (format.rtl) return format.langBidi ?? format.lang;
  if (/[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]/.test(words)) return format.langAsia ?? format.lang;
  return format.lang;
}
