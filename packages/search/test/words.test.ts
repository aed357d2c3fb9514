import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ALL_FEATURES, LANGUAGES, tokens, type Features, type Language } from '../src/index.ts';
import { fold } from '../src/fold.ts';

const terms = (text: string, lang: Language | null, features?: Features): string[] =>
  tokens(text, lang, features)
    .filter((one) => !one.besides)
    .map((one) => one.term);
/** Whether all these texts give the same terms. */
const same = (lang: Language, ...texts: string[]): void => {
  const [first = '', ...rest] = texts;
  for (const text of rest) expect(terms(text, lang), `${first} and ${text}`).toEqual(terms(first, lang));
};
const anyText = fc.string({ unit: 'binary', maxLength: 60 });
const anyLang = fc.constantFrom<Language | null>(...LANGUAGES, null);

describe('words of six languages', () => {
  test('an English plural, a participle and a mark make no difference', () => {
    same('en', 'School', 'schools', "school's");
    same('en', 'connected', 'connecting', 'connects');
    same('en', 'child', 'children');
  });
  test('a French word is the same with and without its accents, in both genders and numbers', () => {
    same('fr', 'numérique', 'numeriques', 'Numériques');
    same('fr', 'connectivité', 'connectivite', 'connectivités');
    same('fr', 'donnée', 'données', 'donnees');
    same('fr', 'infirmière', 'infirmiere', 'infirmières', 'infirmier');
    same('fr', 'agriculteurs', 'agricultrices', 'agricultrice');
    same('fr', 'emploi', 'emplois');
    same('fr', 'vérifiée', 'vérifier', 'verifie');
    same('fr', 'œuvres', 'oeuvre');
  });
  test('a French elision leaves its word', () => same('fr', 'l’école', 'école', "d'écoles", 'qu’écoles'));
  test('a Spanish word is the same with and without its accents, in both numbers', () => {
    same('es', 'educación', 'educacion', 'educaciones');
    same('es', 'tecnología', 'tecnologias');
    same('es', 'niña', 'ninas', 'niñas');
    same('es', 'agricultor', 'agricultoras');
  });
  test('Russian cases, ё and a vowel that comes and goes make no difference', () => {
    same('ru', 'школа', 'школе', 'школами', 'школ');
    same('ru', 'ребёнок', 'ребенка', 'детей');
    same('ru', 'девочка', 'девочек', 'девочкам');
    same('ru', 'открытые', 'открытых', 'открытыми');
  });
  test('й is a letter and no и with a mark', () => expect(fold('Край', ALL_FEATURES)).toBe('край'));
  test('Arabic is the same with and without article, hamza, vowel signs, tatweel and what is written onto the article', () => {
    same('ar', 'مدرسة', 'المدرسة', 'والمدرسة', 'بالمدرسة', 'للمدرسة', 'كالمدرسه', 'الـمـدرسـة', 'مَدْرَسَةٌ', 'المدارس');
    same('ar', 'الإنترنت', 'انترنت', 'بالانترنت', 'وبالإنترنت');
    same('ar', 'المزارعون', 'مزارعين', 'مزارعة', 'للمزارعات');
    same('ar', 'الالتزام', 'التزام');
    same('ar', 'القُرى', 'قرية');
  });
  test('an Arabic word is found with and without the conjunction written onto it', () => {
    expect(tokens('وأجهزة', 'ar').map((one) => one.term)).toContain(terms('جهاز', 'ar')[0]);
    expect(terms('وزارة', 'ar')).toEqual(terms('الوزارة', 'ar'));
  });
  test('Chinese is cut into words, with each two neighbours beside them', () => {
    const found = terms('农村学校宽带', 'zh');
    expect(found).toEqual(expect.arrayContaining(['农村', '学校', '宽带', '村学']));
  });
  test('Thai, that has no spaces, is cut into words', () =>
    expect(terms('โรงเรียนในชนบท', null).length).toBeGreaterThan(1));
  test('marks that are vowels of their script stay', () =>
    expect(terms('हिन्दी', null)).toEqual(['हिन्दी'.normalize('NFC')]));
});

describe('names and numbers', () => {
  test('a word of another script keeps the endings of its own', () => {
    expect(terms('Карта OpenStreetMap', 'ru')).toEqual(['карт', 'openstreetmap']);
    expect(terms('школы', 'en')).toEqual(terms('школа', 'ru'));
  });
  test('an acronym is kept where the same letters are a stop word, unless all is in capitals', () => {
    expect(terms('WHO gives IT help', 'en')).toEqual(['who', 'give', 'it', 'help']);
    expect(terms('WHO IS IT', 'en')).toEqual([]);
  });
  test('hyphens, dots and digits written together make no difference', () => {
    for (const [a, b] of [
      ['Wi-Fi', 'wifi'],
      ['e-health', 'ehealth'],
      ['U.N.D.P.', 'UNDP'],
      ['COVID-19', 'covid19'],
      ['SDG4', 'SDG 4'],
    ] as const) {
      const all = tokens(a, 'en').map((one) => one.term);
      expect(
        terms(b, 'en').every((term) => all.includes(term)),
        `${a} ${b}`,
      ).toBe(true);
    }
  });
  test('digits of all scripts are alike, and thousands without what separates them', () => {
    same('ar', '٢٠٢٤', '2024', '۲۰۲۴');
    same('en', '5,000', '5000', '5.000', '5\u00A0000', '5’000', '５０００');
  });
  test('a word in capitals is found by its other forms too', () => {
    expect(tokens('Eight CERTS met', 'en').map((one) => one.term)).toEqual(expect.arrayContaining(['certs', 'cert']));
  });
  test('each feature can be left out', () => {
    const without = (feature: keyof Features): Features => ({ ...ALL_FEATURES, [feature]: false });
    expect(terms('écoles', 'fr', without('marks'))).toEqual(['écol']);
    expect(terms('schools', 'en', without('stems'))).toEqual(['schools']);
    expect(terms('children', 'en', without('irregulars'))).toEqual(['children']);
    expect(terms('the school', 'en', without('stopWords'))).toEqual(['the', 'school']);
    expect(terms('المدرسة', 'ar', without('arabicPrefixes'))).not.toEqual(
      terms('مدرسة', 'ar', without('arabicPrefixes')),
    );
    expect(terms('إنترنت', 'ar', without('arabicLetters'))).not.toEqual(
      terms('انترنت', 'ar', without('arabicLetters')),
    );
    expect(terms('农村学校', 'zh', without('hanPairs'))).toEqual(['农村', '学校']);
    expect(terms('农村学校', 'zh', without('hanWords'))).toEqual(['农村', '村学', '学校', '校']);
    expect(terms('Wi-Fi', 'en', without('acronyms'))).toEqual(['wi', 'fi']);
    expect(terms('5,000', 'en', without('numbers'))).toEqual(['5', '000']);
  });
});

describe('any text', () => {
  test('gives terms of letters, digits and marks only, in order, however odd it is', () => {
    fc.assert(
      fc.property(anyText, anyLang, (text, lang) => {
        let last = 0;
        for (const { term, word, position } of tokens(text, lang)) {
          expect(term).toMatch(/^[\p{L}\p{N}\p{M}々〇]+$/u);
          expect(word).not.toBe('');
          expect(position).toBeGreaterThanOrEqual(last);
          last = position;
        }
      }),
      { numRuns: 2_000 },
    );
  });
  test('gives the same terms in each Unicode form and in either case', () => {
    fc.assert(
      fc.property(anyText, anyLang, (text, lang) => {
        const without = { ...ALL_FEATURES, acronyms: false, stopWords: false };
        const plain = terms(text, lang, without);
        expect(terms(text.normalize('NFD'), lang, without)).toEqual(terms(text.normalize('NFC'), lang, without));
        expect(terms(text, lang, without)).toEqual(plain);
      }),
      { numRuns: 2_000 },
    );
  });
  test('folding twice changes nothing', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const once = fold(text, ALL_FEATURES);
        expect(fold(once, ALL_FEATURES)).toBe(once);
      }),
      { numRuns: 5_000 },
    );
  });
});
