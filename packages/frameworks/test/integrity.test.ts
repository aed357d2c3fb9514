import { expect, test } from 'vitest';
import { CONCEPTS } from '../src/index.ts';

test('codes are unique and parents come before their children', () => {
  const seen = new Set<string>();
  for (const concept of CONCEPTS) {
    expect(seen.has(concept.code), concept.code).toBe(false);
    if (concept.parent) expect(seen.has(concept.parent), `${concept.code} under ${concept.parent}`).toBe(true);
    seen.add(concept.code);
  }
});

test('there are eleven lines, eight branches of the seventh and seventeen goals', () => {
  const of = (scheme: string, parent: string | null) =>
    CONCEPTS.filter((c) => c.scheme === scheme && c.parent === parent).length;
  expect([of('wsis-action-lines', null), of('wsis-action-lines', 'C7'), of('sdg', 'SDG')]).toEqual([11, 8, 17]);
});

test('every concept has its label in six languages, each in its own script', () => {
  const script = { ar: /\p{Script=Arabic}/u, ru: /\p{Script=Cyrillic}/u, zh: /\p{Script=Han}/u };
  for (const { code, labels } of CONCEPTS) {
    for (const lang of ['ar', 'en', 'es', 'fr', 'ru', 'zh'] as const)
      expect(labels[lang].length, `${code} ${lang}`).toBeGreaterThan(1);
    for (const [lang, pattern] of Object.entries(script))
      expect(labels[lang as keyof typeof script], `${code} ${lang}`).toMatch(pattern);
  }
});

test('a label is called official only with the page where it was read', () => {
  for (const { code, official } of CONCEPTS)
    for (const source of Object.values(official)) expect(source.length, code).toBeGreaterThan(10);
});

test('in Arabic no name of a target or goal holds a Latin letter, which would turn round beside its number', () => {
  const latin = CONCEPTS.filter((one) => one.scheme === 'sdg' && /\p{Script=Latin}/u.test(one.labels.ar));
  expect(latin.map(({ code, labels }) => `${code} ${labels.ar}`)).toEqual([]);
  expect(CONCEPTS.find(({ code }) => code === 'SDG 9.c')?.labels.ar).toBe('الغاية 9-ج');
});
