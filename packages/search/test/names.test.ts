import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { alike, editDistance, likelyLanguage, mistakesIn, normaliseName, trigrams } from '../src/index.ts';

describe('names', () => {
  test('that differ in accents, endings, capitals or punctuation only are the same', () => {
    expect(normaliseName('L’École numérique !', 'fr')).toBe(normaliseName('ecoles numeriques', 'fr'));
    expect(normaliseName('الإنذار المبكر', 'ar')).toBe(normaliseName('انذار مبكر', 'ar'));
    expect(normaliseName('Школы села', 'ru')).toBe(normaliseName('школа сёл', 'ru'));
  });
  test('are likened by stretches of three signs', () => {
    const like = (a: string, b: string): number => alike(trigrams(normaliseName(a)), trigrams(normaliseName(b)));
    expect(like('Fibre for village schools', 'Fibre in village school')).toBeGreaterThan(0.85);
    expect(like('Fibre for village schools', 'Warm meals for turtles')).toBeLessThan(0.3);
    expect(alike(trigrams(''), new Set())).toBe(0);
  });
});

describe('the language of a text', () => {
  test.each([
    ['Des écoles pour tous les enfants', 'fr'],
    ['Schools for all of the children', 'en'],
    ['Escuelas para todos los niños', 'es'],
    ['Школы для детей', 'ru'],
    ['农村学校', 'zh'],
    ['مدارس الريف', 'ar'],
    ['CERT', null],
    ['', null],
  ])('%s: %s', (text, lang) => expect(likelyLanguage(text)).toBe(lang));
});

describe('mistakes in typing', () => {
  test('one sign more, less, other, or two exchanged, is one', () => {
    for (const typed of ['shcool', 'schol', 'schoool', 'schaol']) expect(editDistance('school', typed), typed).toBe(1);
    expect(editDistance('school', 'screen')).toBe(3);
    expect(editDistance('school', 'a')).toBe(3);
    expect(editDistance('школа', 'школы')).toBe(1);
  });
  test('short words are held to what was typed', () =>
    expect(['sms', 'cert', 'internet'].map(mistakesIn)).toEqual([0, 1, 2]));
  test('is as far one way as the other, and none only for the same word', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 8 }), fc.string({ maxLength: 8 }), (a, b) => {
        expect(editDistance(a, b, 9)).toBe(editDistance(b, a, 9));
        expect(editDistance(a, b, 9) === 0).toBe(a === b);
      }),
    );
  });
});
