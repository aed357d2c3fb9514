import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { indexed, LANGUAGES, readQuery, tokens, tsquery, type Clause, type Language } from '../src/index.ts';

const said = (text: string, options: Parameters<typeof readQuery>[1] = {}): string | null =>
  tsquery(readQuery(text, options));
const en = { lang: 'en' } as const;

/** Whether a document with these terms has what the clause wants; phrases by their words only. */
const holds = (terms: ReadonlySet<string>, clause: Clause): boolean =>
  clause.every((one) =>
    one.terms.some((all) =>
      all.every((term) => terms.has(term) || (one.beginning && [...terms].some((t) => t.startsWith(term)))),
    ),
  );

describe('what a reader typed', () => {
  test('all words are wanted, stop words are not', () =>
    expect(said('internet in schools', en)).toBe("'internet' & 'school'"));
  test('a word alone is wanted though it be a stop word', () => expect(said('who', en)).toBe("'who'"));
  test('without a language a word may end as in any', () => expect(said('données')).toBe("('donne' | 'don' | 'donn')"));
  test('words in quotation marks of any kind follow one another, over stop words too', () => {
    expect(said('"clean water for clinics"', en)).toBe("('clean' <1> 'water' <2> 'clinic')");
    expect(said('«clean water»', en)).toBe(said('“clean water”', en));
    expect(said('„clean water“', en)).toBe(said('"clean water"', en));
  });
  test('a minus before a word or a phrase takes it out, a hyphen within a word does not', () => {
    expect(said('water -bus -"old bridge"', en)).toBe("'water' & !'bu' & !('old' <1> 'bridg')");
    expect(said('e-health', en)).toContain("'ehealth'");
    expect(said('-bus', en)).toBe("!'bu'");
  });
  test('while one types, the last word may be the beginning of another; a star says so too', () => {
    expect(said('rural conn', { ...en, typing: true })).toBe("'rural' & 'conn':*");
    expect(said('rural conn ', { ...en, typing: true })).toBe("'rural' & 'conn'");
    expect(said('conn* rural', en)).toBe("'conn':* & 'rural'");
  });
  test('Chinese needs no spaces', () => {
    expect(said('农村学校')).toBe("'农村' & '学校'");
    expect(said('学')).toBe("'学':*");
  });
  test('labels must be there besides, one of each list', () => {
    expect(tsquery(readQuery('water', en), [['country:ke', 'country:ug'], ['line:c3']])).toBe(
      "'water' & ('country:ke' | 'country:ug') & ('line:c3')",
    );
    expect(tsquery(readQuery(''), [['line:c3']])).toBe("('line:c3')");
  });
  test('some words may be missing where that is allowed', () => {
    expect(tsquery(readQuery('aa bb cc', en), [], 1)).toBe("('aa' & 'bb' | 'aa' & 'cc' | 'bb' & 'cc')");
    expect(tsquery(readQuery('aa', en), [], 1)).toBe("'aa'");
  });
  test('nothing to look for is null', () => {
    for (const text of ['', '   ', '"', '- ', '!&|()', '\u0000', '“”']) expect(said(text)).toBeNull();
  });
  test('what is too long is read to its twelfth word', () => {
    expect(readQuery(Array.from({ length: 200 }, (_, i) => `w${i}`).join(' ')).wanted.length).toBe(12);
  });
});

describe('any query', () => {
  const anyText = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 80 }),
    fc.string({
      unit: fc.constantFrom(
        '"',
        '-',
        ' ',
        'a',
        "'",
        '\\',
        '&',
        '|',
        '!',
        '(',
        ')',
        ':',
        '*',
        '<',
        '>',
        '“',
        '学',
        'ال',
      ),
      maxLength: 40,
    }),
  );
  test('gives lexemes in quotation marks and operators between them, nothing else', () => {
    fc.assert(
      fc.property(anyText, fc.boolean(), (text, typing) => {
        const made = said(text, { typing });
        if (made === null) return;
        const rest = made
          .replace(/'(?:[^']|'')+'/g, 'w')
          .replace(/:\*/g, '')
          .replace(/<\d+>/g, '&');
        expect(rest).toMatch(/^[w&|!() ]+$/);
      }),
      { numRuns: 3_000 },
    );
  });
  test('finds the title that it repeats, the language known or not', () => {
    const words = [
      'schools',
      'écoles',
      'نظام',
      'والمدارس',
      'للأطفال',
      'Wi-Fi',
      'COVID-19',
      'SDG4',
      'U.N.',
      '5,000',
      'школьников',
      'девочек',
      '农村学校宽带',
      '女孩学编程',
      'IT',
      'the',
      'île',
      'conexión',
      'children',
      'مياهاً',
      'l’été',
      'ΑΘΗΝΑΣ',
      '5G网络',
    ];
    const title = fc.oneof(
      fc.array(fc.constantFrom(...words), { minLength: 1, maxLength: 6 }).map((list) => list.join(' ')),
      fc.string({ unit: 'binary', maxLength: 40 }).map((text) => text.replace(/["“”„«»「」-]/gu, ' ')),
    );
    fc.assert(
      fc.property(title, fc.constantFrom<Language>(...LANGUAGES), fc.boolean(), (text, lang, known) => {
        const terms = new Set(tokens(text, lang).map((one) => one.term));
        if (terms.size === 0) return;
        const { wanted } = readQuery(text, known ? { lang } : {});
        for (const clause of wanted.slice(0, 6))
          expect(holds(terms, clause), `${text} (${lang}): ${JSON.stringify(clause)}`).toBe(true);
      }),
      { numRuns: 4_000 },
    );
  });
});

describe('a document', () => {
  test('keeps weights, places and labels', () => {
    const { vector } = indexed(
      [
        { text: 'Fibre for schools', lang: 'en', weight: 'A' },
        { text: 'Schools get fibre', lang: 'en', weight: 'D' },
      ],
      ['country:ke'],
    );
    expect(vector).toBe("'country:ke' 'fibr':1A,16 'school':3A,14 'get':15");
  });
  test('tells each word once with the term that stands for it', () => {
    expect(indexed([{ text: 'Schools, schools, school', lang: 'en', weight: 'C' }]).words).toEqual([
      { word: 'schools', term: 'school' },
      { word: 'school', term: 'school' },
    ]);
  });
  test('a label without a colon would be taken for a word, so it is refused', () => {
    expect(() => indexed([], ['kenya'])).toThrow('kenya');
  });
  test('what is longer than the index holds is said to be cut', () => {
    const text = Array.from({ length: 60_000 }, (_, i) => `word${i}x`).join(' ');
    expect(indexed([{ text, lang: 'en', weight: 'C' }]).cut).toBe(true);
    expect(indexed([{ text: 'short', lang: 'en', weight: 'C' }]).cut).toBe(false);
  });
});
