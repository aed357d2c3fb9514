import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { IntlMessageFormat } from 'intl-messageformat';
import type { Language } from '@suivi/texts';
import { LANGUAGES } from '@suivi/texts/model';
import { describe, expect, test } from 'vitest';
import { MESSAGES } from './messages.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const OTHERS = LANGUAGES.filter((lang) => lang !== 'en');
type Node = ReturnType<IntlMessageFormat['getAst']>[number];

/** Numbers of the nodes of an ICU message: 6 is a plural, 5 a choice; 0 are plain words. */
const PLURAL = 6;
const walk = (nodes: readonly Node[]): Node[] =>
  nodes.flatMap((node) => [
    node,
    ...('options' in node ? Object.values(node.options).flatMap((option) => walk(option.value)) : []),
    ...('children' in node ? walk(node.children) : []),
  ]);
/** Words without their placeholders. */
const bare = (message: string): string => message.replace(/\{[^{}]*(?:\{[^{}]*\}[^{}]*)*\}/g, '');
const nodesOf = (lang: Language, key: string): Node[] =>
  walk(new IntlMessageFormat(MESSAGES[lang][key] ?? '', lang).getAst());
const placeholders = (lang: Language, key: string): string[] =>
  [
    ...new Set(nodesOf(lang, key).flatMap((node) => (node.type !== 0 && 'value' in node ? [String(node.value)] : []))),
  ].sort();

describe.each(OTHERS)('the words of %s', (lang) => {
  const keys = Object.keys(MESSAGES.en);

  test('are there for every key, and for no other', () => {
    expect(Object.keys(MESSAGES[lang]).sort()).toEqual([...keys].sort());
  });

  test('have the placeholders of the English ones', () => {
    // A language may need one more (the precision of a date bends the words before it), never one less.
    expect(
      keys.filter((key) => !placeholders('en', key).every((one) => placeholders(lang, key).includes(one))),
    ).toEqual([]);
  });

  test('have every plural class of the language', () => {
    const wanted = new Intl.PluralRules(lang).resolvedOptions().pluralCategories;
    const lacking = keys.flatMap((key) =>
      nodesOf(lang, key).flatMap((node) =>
        node.type === PLURAL && 'options' in node
          ? wanted.filter((one) => !(one in node.options)).map((one) => `${key}: ${one}`)
          : [],
      ),
    );
    expect(lacking).toEqual([]);
  });

  test('are not the English ones, but for names and signs', () => {
    const same = keys.filter(
      (key) => MESSAGES[lang][key] === MESSAGES.en[key] && /\p{L}{2}/u.test(bare(MESSAGES.en[key] ?? '')),
    );
    expect(same.filter((key) => !ALIKE.has(`${lang} ${key}`) && !NAMES.has(MESSAGES.en[key] ?? ''))).toEqual([]);
  });

  test('are set as the language sets them', () => {
    const rules: Partial<Record<Language, readonly [RegExp, string][]>> = {
      zh: [[/[\u4e00-\u9fff] ?[,;:?!](?!\d)/u, 'Chinese sentences take full-width signs']],
      ar: [[/[\u0600-\u06ff] ?[,;?](?!\d)/u, 'Arabic sentences take Arabic signs']],
      fr: [
        [/'/u, 'French takes the typographic apostrophe ’'],
        [/ [:;?!»]|« /u, 'French takes a no-break space (U+00A0) before : ; ? ! » and after «'],
      ],
    };
    for (const [pattern, why] of rules[lang] ?? [])
      expect(
        keys.filter((key) => pattern.test(bare(MESSAGES[lang][key] ?? ''))),
        why,
      ).toEqual([]);
  });
});

/** Written alike in all languages. */
const NAMES = new Set(['Suivi', 'CSV', 'JSON', 'Markdown', 'Atom', 'PDF', 'Word']);
/** Words that a language shares with English. */
const ALIKE = new Set(readFileSync(join(root, 'messages/alike.txt'), 'utf8').split('\n').filter(Boolean));

/** Where the English word is a verb ("reported to"), which other languages say otherwise. */
const VERBS = new Set(['register.facet.recipient', 'register.role.recipient']);

test('no message is without use', () => {
  const read = (folder: string): string[] =>
    readdirSync(join(root, folder), { withFileTypes: true, recursive: true })
      .filter((one) => one.isFile() && /\.(?:ts|svelte)$/.test(one.name) && !/messages\.ts$/.test(one.name))
      .map((one) => readFileSync(join(one.parentPath, one.name), 'utf8'));
  const sources = read('src').join('\n');
  // Made from a part of a key and a code of the data: messageOf(t, 'register.state', code, …).
  const made = [
    ...[...sources.matchAll(/messageOf\(\s*\w+,\s*'([\w.-]+)'/g)].map((match) => `${match[1] ?? ''}.`),
    ...[...sources.matchAll(/`([a-z][\w-]*\.[\w.-]*)\$\{/g)].map((match) => match[1] ?? ''),
  ];
  const unused = Object.keys(MESSAGES.en).filter(
    (key) =>
      !sources.includes(`'${key}'`) && !sources.includes(`="${key}"`) && !made.some((prefix) => key.startsWith(prefix)),
  );
  expect(unused).toEqual([]);
});

test('no space of the page stands after a Chinese full stop', () => {
  const sentences = new Set(
    Object.entries(MESSAGES.zh).flatMap(([key, words]) => (/[。！？]$/.test(words) ? [key] : [])),
  );
  const pages = readdirSync(join(root, 'src'), { withFileTypes: true, recursive: true })
    .filter((one) => one.isFile() && one.name.endsWith('.svelte'))
    .map((one) => readFileSync(join(one.parentPath, one.name), 'utf8'));
  // A message, then a space or a line's end, then what goes on in the line: a link, another message.
  const followed =
    /\{t\(\s*(?:[\w.]+ === '\w+' \? )?'([\w.-]+)'[^{}]*(?:\{[^{}]*\}[^{}]*)*\)\}\s+(?:\{\/?#?if[^}]*\}\s*)?(?:<a\s|<[A-Z]|\{t\(|\{messageOf\()/g;
  const spaced = pages.flatMap((page) => [...page.matchAll(followed)].map((match) => match[1] ?? ''));
  expect(spaced.length).toBeGreaterThan(3);
  expect(spaced.filter((key) => sentences.has(key))).toEqual([]);
});

test.each(LANGUAGES)('no two places of the navigation bear one name (%s)', (lang) => {
  const names = Object.entries(MESSAGES[lang]).flatMap(([key, name]) => (/^nav\.|\.nav$/.test(key) ? [name] : []));
  expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual([]);
  expect(names.length).toBeGreaterThan(10);
});

// As the sites of the United Nations address their readers: in the plural, or nobody in particular.
test('Arabic addresses its reader in the plural', () => {
  const letters = '\\u0621-\\u064a';
  const alone = (words: string): RegExp => new RegExp(`(?<![${letters}])(?:${words})(?![${letters}])`, 'u');
  // Words that end in kaf of themselves ("that", "there", "instrument", "to leave", "partner"); others are "your".
  const OWN = /^(?:[وفبل]?(?:ذلك|هناك|كذلك|تلك)|(?:ال|بال|لل)?(?:صك|صكوك|شريك|مشترك)|[يت]?ترك)$/u;
  const singular = alone(
    'أنت|لك|بك|اختر|أدخل|اكتب|أرسل|ابدأ|أضف|احفظ|احفظه|اذكر|حاول|اطلب|اطلع|انسخ|انسخه|ابحث|احذف|احذفه|افتح|قدم|أعد|أبلغ|أزل|اتركه|اسحبه|نزل|جرب|ارجع|ترى|تجد|تحفظ|تتحدث|تشارك|تختار|تريد',
  );
  const wrong = Object.entries(MESSAGES.ar).filter(([, value]) => {
    const vowelled = /أُ|قُ|تُ|يُ/u.test(value);
    const words = value.normalize('NFC').replace(/[\u064b-\u0652]/gu, '');
    // A vowel sign tells the passive ("was sent") from the command ("send").
    const said = vowelled
      ? words.replace(new RegExp(`(?<![${letters}])(?:أرسل|أضف|أعد|أدخل|تحفظ|قدم|افتح)(?![${letters}])`, 'gu'), '')
      : words;
    const yours = (words.match(/[\u0621-\u064a]{2,}ك(?![\u0621-\u064a])/gu) ?? []).filter((word) => !OWN.test(word));
    return singular.test(said) || yours.length > 0;
  });
  expect(wrong.map(([key, value]) => `${key}: ${value}`)).toEqual([]);
});

describe('the term base', () => {
  const [head, ...rows] = readFileSync(join(root, 'messages/terms.csv'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => line.split(','));
  const column = (lang: string): number => head?.indexOf(lang) ?? -1;

  test('has every term in six languages', () => {
    expect(rows.length).toBeGreaterThanOrEqual(50);
    for (const row of rows)
      for (const lang of LANGUAGES) expect(row[column(lang)], `${row[0] ?? ''} in ${lang}`).toMatch(/\S/);
  });

  test('is what the interface says', () => {
    // A term may be bent by its sentence: the first letters of its longest word are looked for.
    const stem = (words: string, lang: string): string[] =>
      words.split('|').map((one) => {
        const longest = one
          .trim()
          .split(/\s+/)
          .sort((a, b) => b.length - a.length)[0]!
          .toLowerCase()
          .replace(/^ال/, '');
        return lang === 'zh' ? longest : longest.slice(0, Math.max(3, longest.length - (lang === 'ar' ? 1 : 3)));
      });
    const wrong: string[] = [];
    for (const row of rows.filter((one) => one[head?.indexOf('checked') ?? -1] === 'yes')) {
      const term = new RegExp(`\\b${(row[column('en')] ?? '').toLowerCase()}s?\\b`);
      for (const [key, english] of Object.entries(MESSAGES.en)) {
        // Names of permissions ("register.review") are no words.
        const words = bare(english)
          .toLowerCase()
          .replace(/[a-z-]+\.[a-z*][\w.*-]*/g, '');
        if (!term.test(words) || VERBS.has(key)) continue;
        for (const lang of OTHERS)
          if (
            !stem(row[column(lang)] ?? '', lang).some((one) => (MESSAGES[lang][key] ?? '').toLowerCase().includes(one))
          )
            wrong.push(`${key} (${lang}): ${MESSAGES[lang][key]} — wanted ${row[column(lang)]}`);
      }
    }
    expect(wrong).toEqual([]);
  });
});
