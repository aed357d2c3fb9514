import { LANGUAGES, type Finding, type Language, type ReadError } from '@suivi/texts';
import { wrongCall } from '../terminal.ts';

/** What `suivi text` says of a file, in one of the six languages. */
export interface Words {
  /** What the engine remarked, with its line where it has one. */
  remark(one: { code: string; message: string; line?: number }): string;
  /** Why a file cannot be read. */
  error(one: ReadError): string;
  /** What a rule of drafting remarks; null where the engine's caller has words of its own. */
  finding(one: Finding): string | null;
  /** A remark among other lines. */
  warning(one: { code: string; message: string; line: number }): string;
}

export const english: Words = {
  remark: ({ message, line = 0 }) => (line > 0 && !/^line \d/.test(message) ? `line ${line}: ${message}` : message),
  error: (one) => one.message,
  finding: () => null,
  warning: (one) => `warning, line ${one.line}: ${one.message}`,
};

/** Errors: a wrong call where the language is none of the six. */
function languageOf(lang: string): Language {
  const found = LANGUAGES.find((one) => one === lang);
  if (found === undefined) throw wrongCall(`--lang takes one of ${LANGUAGES.join(', ')}`);
  return found;
}

/** The words of a language. English is the engine's own, so that nothing is loaded for it. */
export async function wordsIn(lang: Language): Promise<Words> {
  if (lang === 'en') return english;
  const { messageOf, toldAt, translator } = await import('../../lib/i18n/index.ts');
  const t = translator(lang);
  return {
    remark: (one) => toldAt(t, { ...one, line: one.line ?? 0 }),
    error: (one) => messageOf(t, 'errors', `unreadable-${one.code}`, 'errors.unreadable-not-supported'),
    finding: (one) => messageOf(t, 'check.rule', one.rule, 'check.whole', one.values),
    warning: (one) => `! ${toldAt(t, one)}`,
  };
}

/** Takes `--lang` out of a call, wherever it stands. Errors: as `languageOf`. */
export function takeLang(args: readonly string[]): { lang: Language; rest: string[] } {
  const at = args.findIndex((one) => one === '--lang' || one.startsWith('--lang='));
  if (at < 0) return { lang: 'en', rest: [...args] };
  const inOne = args[at]?.split('=')[1];
  return {
    lang: languageOf(inOne ?? args[at + 1] ?? ''),
    rest: args.filter((_, i) => i !== at && (inOne !== undefined || i !== at + 1)),
  };
}
