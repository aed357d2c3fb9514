// `node scripts/messages.ts`: writes src/lib/i18n/messages.ts anew from the folders of messages/, one per room. A test holds
// that it is current.
import { readdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const LANGUAGES = ['ar', 'en', 'es', 'fr', 'ru', 'zh'];

/** Rooms that have words, in order. */
export const rooms = (): string[] =>
  readdirSync(`${root}/messages`, { withFileTypes: true })
    .filter((one) => one.isDirectory())
    .map((one) => one.name)
    .sort();

/** The module that gathers all words: static imports, so that the bundle and plain Node read the same. */
export function source(): string {
  const name = (lang: string, room: string): string =>
    lang + room.replace(/(?:^|-)([a-z])/g, (_, letter: string) => letter.toUpperCase());
  const spread = (lang: string): string =>
    `{\n${rooms()
      .map((room) => `    ...${name(lang, room)},\n`)
      .join('')}  }`;
  return [
    '// Written by scripts/messages.ts: do not edit.',
    "import type { Language } from '@suivi/texts';",
    ...LANGUAGES.flatMap((lang) =>
      rooms().map(
        (room) => `import ${name(lang, room)} from '../../../messages/${room}/${lang}.json' with { type: 'json' };`,
      ),
    ),
    '',
    '// One folder per room, so that rooms add words without meeting in one file. Keys are written in full in each file',
    '// ("register.late"), so that a search for a key finds its six translations and its uses.',
    `const english = ${spread('en')
      .replace(/^ {4}/gm, '  ')
      .replace(/ {2}\}$/, '}')};`,
    '',
    '/** Every key there is, from the English files. A key that is not there does not compile. */',
    'export type MessageKey = keyof typeof english;',
    '',
    '/** The words of each language, by key; a test holds that all six have the same keys. */',
    'export const MESSAGES: Record<Language, Readonly<Record<string, string>>> = {',
    '  en: english,',
    ...LANGUAGES.filter((lang) => lang !== 'en').map((lang) => `  ${lang}: ${spread(lang)},`),
    '};',
    '',
  ].join('\n');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(`${root}/src/lib/i18n/messages.ts`, source());
