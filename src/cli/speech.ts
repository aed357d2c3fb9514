import type { Language } from '@suivi/texts';
import type { MessageKey, MessageValues, Translate } from '../lib/i18n/index.ts';
import { LANGUAGE_NAMES } from '../lib/i18n/locale.ts';
import { nearest } from './nearest.ts';
import { fail } from './terminal.ts';

/** What the command line says by itself: `messages/cli`. */
export type CliKey = Extract<MessageKey, `cli.${string}`>;

const isLanguage = (lang: string): lang is Language => Object.hasOwn(LANGUAGE_NAMES, lang);
/** The six languages, as options take them. */
export const SIX: readonly Language[] = Object.keys(LANGUAGE_NAMES).filter(isLanguage).sort();

/** The language of the terminal: that of LC_ALL, LC_MESSAGES or LANG, the first that is set; English where it is none of the six. */
export function spokenIn({ LC_ALL, LC_MESSAGES, LANG }: NodeJS.ProcessEnv = process.env): Language {
  const lang = (LC_ALL || LC_MESSAGES || LANG || '').slice(0, 2);
  return isLanguage(lang) ? lang : 'en';
}

/** The language that an option names, else that of the terminal. Errors: a wrong call where it is none of the six. */
export function languageOf(option: string, value: string | undefined): Language {
  if (value === undefined) return spokenIn();
  if (!isLanguage(value)) throw wrongCall('cli.takes', { option, values: SIX.join(', ') });
  return value;
}

/** What says things in a language: the room of words, and its translator. */
export type Speech = typeof import('../lib/i18n/index.ts') & { t: Translate };

/** It is loaded when there is something to say (80 ms): what only passes bytes on, or prints JSON, needs none. */
export async function speechIn(lang: Language = spokenIn()): Promise<Speech> {
  const words = await import('../lib/i18n/index.ts');
  return { ...words, t: words.translator(lang) };
}

/** Its translator alone. */
export const wordsOf = async (lang?: Language): Promise<Translate> => (await speechIn(lang)).t;

/** What ends a call with one line in the caller's language. `code`: 2 where it was wrongly called, 1 where it cannot be done. */
export class Refusal extends Error {
  readonly key: CliKey;
  readonly values: MessageValues;
  readonly code: 1 | 2;
  constructor(key: CliKey, values: MessageValues = {}, code: 1 | 2 = 1) {
    super(key);
    [this.key, this.values, this.code] = [key, values, code];
  }
}

/** The refusal of a call that was wrongly made: exit code 2. */
export const wrongCall = (key: CliKey, values?: MessageValues): Refusal => new Refusal(key, values, 2);

/** The refusal of a name that is not known here, with the nearest one that is. `help`: what lists them. */
export const unknown = (name: string, known: readonly string[], help: string): Refusal =>
  wrongCall('cli.unknown', { name, guess: nearest(name, known) ?? 'none', help });

// What Node says of a call that its own parser refuses; the option stands in its words.
const PARSING: Readonly<Record<string, CliKey>> = {
  ERR_PARSE_ARGS_UNKNOWN_OPTION: 'cli.no-option',
  ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL: 'cli.one-too-many',
  ERR_PARSE_ARGS_INVALID_OPTION_VALUE: 'cli.value',
};
const SYSTEM: Readonly<Record<string, CliKey>> = {
  ENOENT: 'cli.no-file',
  EISDIR: 'cli.folder',
  EACCES: 'cli.not-allowed',
  EPERM: 'cli.not-allowed',
  EROFS: 'cli.not-allowed',
  ENOSPC: 'cli.disk-full',
};

/** A fault as a refusal, where it has words: of the parser of calls, or of a file. */
function refusalOf(error: Error): Refusal | null {
  if (error instanceof Refusal) return error;
  const code = 'code' in error ? String(error.code) : '';
  const parsing = PARSING[code];
  if (parsing !== undefined) {
    const [, met = ''] = /'(-?[^' <]*)/.exec(error.message) ?? [];
    const option = met.replace(/^-+/, '');
    if (parsing === 'cli.no-option') return wrongCall(parsing, { option: met });
    if (parsing === 'cli.one-too-many') return wrongCall(parsing, { word: met });
    return wrongCall(/does not take/.test(error.message) ? 'cli.no-value' : parsing, { option });
  }
  const system = SYSTEM[code];
  if (system === undefined || !('path' in error)) return null;
  return new Refusal(system, { file: String(error.path) });
}

/** Ends a call that failed: one line on standard error, in words where there are any; gives the exit code. */
export async function refuse(error: unknown, lang: Language = spokenIn()): Promise<number> {
  if (process.env['SUIVI_DEBUG']) console.error(error);
  if (!(error instanceof Error)) return fail(String(error), 1);
  const refusal = refusalOf(error);
  if (refusal === null) return fail(error.message, 1);
  return fail((await wordsOf(lang))(refusal.key, refusal.values), refusal.code);
}
