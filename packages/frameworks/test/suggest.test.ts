import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CONCEPTS, suggestTags } from '../src/index.ts';
import { keywordsIn } from '../src/suggest/keywords.ts';
import { COMPACT_WORDS, LINE_WORDS } from '../src/suggest/line-words.ts';
import { SDG_WORDS } from '../src/suggest/sdg-words.ts';

const LANGS = ['ar', 'en', 'es', 'fr', 'ru', 'zh'] as const;
const first = (text: string, lang: (typeof LANGS)[number], scheme = 'sdg') =>
  suggestTags(text, lang).find((one) => one.scheme === scheme);

describe('suggestions of tags', () => {
  test.each([
    ['en', 'Nurses in the harbour clinic keep the records of their patients', 'SDG 3'],
    ['fr', 'Les infirmières tiennent les dossiers des malades à l’hôpital du port', 'SDG 3'],
    ['es', 'Las maestras del puerto reparten libros a los alumnos de la escuela', 'SDG 4'],
    ['ru', 'Учителя портовой школы раздают учебники ученикам', 'SDG 4'],
    ['zh', '港口的渔民学习如何保护珊瑚', 'SDG 14'],
    ['ar', 'يتعلم صيادو الميناء كيف يحمون المرجان والأسماك', 'SDG 14'],
  ] as const)('in %s speak for the goal that the words are about', (lang, text, goal) => {
    expect(suggestTags(text, lang).map((one) => one.concept)).toContain(goal);
  });

  test('say which words they rest on, and where these stand', () => {
    const text = 'The towns lay a broadband line to each lighthouse.';
    const line = first(text, 'en', 'wsis-action-lines');
    expect(line?.concept).toBe('C2');
    expect(line?.evidence[0]).toEqual({ words: 'broadband', from: 16, to: 25 });
  });

  test('take a goal that is cited by number at its word', () => {
    expect(first('This serves SDG 14 before all.', 'en')?.concept).toBe('SDG 14');
    expect(first('Contribue à l’ODD 6.', 'fr')?.concept).toBe('SDG 6');
  });

  test('read the longest phrase: machine learning is no learning', () => {
    const found = suggestTags('Machine learning counts the ships.', 'en').map((one) => one.concept);
    expect(found).toContain('GDC 5');
    expect(found).not.toContain('SDG 4');
  });

  test('do not take two words of one stem for each other', () => {
    expect(suggestTags('New products and their accounting.', 'en').map((one) => one.concept)).not.toContain('SDG 16');
  });

  test('find what is named in full, such as a country', () => {
    const places = [{ code: 'M49 404', scheme: 'm49', names: { en: 'Kenya', ru: 'Кения' }, alone: true }];
    expect(suggestTags('Ferries of Kenya', 'en', places)).toMatchObject([{ concept: 'M49 404' }]);
    expect(suggestTags('Паромы в Кении', 'ru', places)).toMatchObject([{ concept: 'M49 404' }]);
    const goals = [{ code: 'X 1', scheme: 'x', names: { en: 'Growth' } }];
    expect(suggestTags('Growth of weeds', 'en', goals)).toEqual([]);
  });

  test('say nothing where the words tell nothing', () => {
    for (const lang of LANGS) expect(suggestTags('', lang)).toEqual([]);
    expect(suggestTags('It was a quiet evening.', 'en')).toEqual([]);
  });

  test('are the same each time, within bounds, and quote the text itself, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), fc.constantFrom(...LANGS), (text, lang) => {
        const found = suggestTags(`${text} school клиника 渔业`, lang);
        expect(suggestTags(`${text} school клиника 渔业`, lang)).toEqual(found);
        for (const { score, evidence } of found) {
          expect(score).toBeGreaterThan(0);
          expect(score).toBeLessThanOrEqual(1);
          for (const { words, from, to } of evidence) expect(`${text} school клиника 渔业`.slice(from, to)).toBe(words);
        }
      }),
      { numRuns: 200 },
    );
  });
});

test('each goal, line and objective has words in all six languages, of its own script, and no other concept has', () => {
  const wanted = CONCEPTS.filter(
    (one) =>
      one.scheme === 'wsis-action-lines' || (one.scheme === 'gdc' && one.parent !== null) || one.parent === 'SDG',
  ).map((one) => one.code);
  const lists = { ...LINE_WORDS, ...SDG_WORDS, ...COMPACT_WORDS };
  // C7 stands for its eight branches.
  expect(Object.keys(lists).sort()).toEqual(wanted.filter((code) => code !== 'C7').sort());
  const script = { ar: /\p{Script=Arabic}|covid/u, ru: /\p{Script=Cyrillic}|covid/u, zh: /\p{Script=Han}/u };
  for (const [lang, pattern] of Object.entries(script))
    for (const { concept, words } of keywordsIn(lists, lang as keyof typeof script))
      expect(words, `${concept} ${lang}`).toMatch(pattern);
  for (const lang of LANGS)
    for (const [code, of] of Object.entries(lists))
      expect(keywordsIn({ [code]: of }, lang).length, `${code} ${lang}`).toBeGreaterThanOrEqual(6);
});
