import type { Language, ReadError } from '@suivi/texts';
import { languageOf, speechIn, spokenIn } from '../speech.ts';

/** What `suivi text` says of a file, in one of the six languages. */
export interface Words {
  lang: Language;
  /** The call named it (`--lang`): what a verb writes in the text's own language is said in it too. */
  asked?: true;
  /** What the engine remarked, with its line where it has one. */
  remark(one: { code: string; message: string; line?: number }): string;
  /** Why a file cannot be read. */
  error(one: ReadError): string;
  /** A remark among other lines. */
  warning(one: { code: string; message: string; line: number }): string;
}

const remark: Words['remark'] = ({ message, line = 0 }) =>
  line > 0 && !/^line \d/.test(message) ? `line ${line}: ${message}` : message;

export const english: Words = {
  lang: 'en',
  remark,
  error: (one) => one.message,
  warning: (one) => `! ${remark(one)}`,
};

/** The words of a language. English remarks are the engine's own, so that nothing is loaded for them. */
export async function wordsIn(lang: Language): Promise<Words> {
  if (lang === 'en') return english;
  const { t, messageOf, toldAt } = await speechIn(lang);
  return {
    lang,
    remark: (one) => toldAt(t, { ...one, line: one.line ?? 0 }),
    error: (one) => messageOf(t, 'errors', `unreadable-${one.code}`, 'errors.unreadable-not-supported'),
    warning: (one) => `! ${toldAt(t, one)}`,
  };
}

/** Takes `--lang` out of a call, wherever it stands; the terminal's language where there is none. Errors: as `languageOf`. */
export function takeLang(args: readonly string[]): { lang: Language; asked: boolean; rest: string[] } {
  const at = args.findIndex((one) => one === '--lang' || one.startsWith('--lang='));
  if (at < 0) return { lang: spokenIn(), asked: false, rest: [...args] };
  const inOne = args[at]?.split('=')[1];
  return {
    lang: languageOf('lang', inOne ?? args[at + 1] ?? ''),
    asked: true,
    rest: args.filter((_, i) => i !== at && (inOne !== undefined || i !== at + 1)),
  };
}
