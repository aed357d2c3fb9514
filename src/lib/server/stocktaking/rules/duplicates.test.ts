import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compare, keysOf, LIKELY, linkKey, namesIn, sketchOf } from './duplicates.ts';

const one = {
  title: 'OpenTide: tide tables by telephone',
  description:
    'Fishers of the northern quays ask OpenTide by voice when the tide turns, in three languages. It has answered 48,200 calls since the first winter.',
  countries: ['M49 686'],
  starts: '2023-04',
  serves: [{ concept: 'C3' }, { concept: 'SDG 14' }],
  links: [{ url: 'https://www.opentide.example.org/about/?utm_source=mail' }],
  results: [],
  resources: [],
};
const likely = (a: Parameters<typeof sketchOf>, b: Parameters<typeof sketchOf>): boolean =>
  compare(sketchOf(...a), sketchOf(...b)).score >= LIKELY;

test('the same in other words is found, and says what it rests on', () => {
  const again = {
    ...one,
    title: 'Tide tables on the phone (OpenTide)',
    description:
      'OpenTide tells fishers of the northern quays by voice, in three languages, when the tide turns. 48200 calls so far.',
    starts: '2023',
    links: [{ url: 'http://opentide.example.org/about' }],
  };
  const { score, common } = compare(sketchOf(one, 'en', 'a'), sketchOf(again, 'en', 'a'));
  expect(score).toBeGreaterThan(LIKELY);
  const by = Object.fromEntries(common.map(({ kind, words }) => [kind, words]));
  expect(Object.keys(by)).toEqual(['words', 'organisation', 'country', 'date', 'figure', 'link', 'name']);
  expect(by['figure']).toEqual(['48200']);
  expect(by['link']).toEqual(['opentide.example.org/about']);
  expect(by['name']).toEqual(['opentide']);
});

test('the same told in Arabic or Chinese is found by its facts; another of the same house and country is not', () => {
  const arabic = {
    ...one,
    title: 'جداول المد بالهاتف',
    description: 'يسأل صيادو الأرصفة الشمالية خدمة OpenTide صوتياً عن موعد المد. وقد أجابت عن ٤٨٬٢٠٠ مكالمة.',
  };
  const chinese = {
    ...one,
    title: '电话潮汐表',
    description: '北部码头的渔民用语音向OpenTide询问潮汐时间。已接听48,200个来电。',
  };
  expect(likely([one, 'en', 'a'], [arabic, 'ar', 'a'])).toBe(true);
  expect(likely([chinese, 'zh', 'a'], [arabic, 'ar', 'b'])).toBe(true);
  const other = {
    ...chinese,
    description: '教师们在NetKura上学习编程，已有1,250人参加。',
    starts: '2019-01',
    links: [{ url: 'https://netkura.example.org' }],
  };
  expect(likely([one, 'en', 'a'], [other, 'zh', 'a'])).toBe(false);
});

test('what is the same shares a key with it', () => {
  const other = { ...one, title: '电话潮汐表', description: 'OpenTide。48,200个来电。', links: [] };
  const keys = new Set(keysOf(sketchOf(one, 'en', 'a'), one.title));
  expect(keysOf(sketchOf(other, 'zh', 'b'), other.title).some((key) => keys.has(key))).toBe(true);
});

test('a link is the same with www, https, a slash, a language or a campaign, and another with another path', () => {
  expect(linkKey('http://www.example.org/fr/quays/index.html?utm_medium=x')).toBe('example.org/quays');
  expect(linkKey('https://example.org/quays/')).toBe('example.org/quays');
  expect(linkKey('https://example.org/?id=2')).toBe('example.org?id=2');
  expect(linkKey('nothing')).toBeNull();
});

test('names are what capitals mark where no sentence asks for them, and every Latin word in other scripts', () => {
  expect([
    ...namesIn(
      'Tide Tables By Telephone',
      'We have run DHIS2 for years. The fishers of Saloum now use OpenTide as well.',
    ),
  ]).toEqual(['dhis2', 'saloum', 'opentide']);
  expect([...namesIn('电话', '渔民使用opentide和ICT')]).toEqual(['opentide']);
});

test('comparing is even-handed, bounded and refuses nothing', () => {
  const content = fc.record({
    title: fc.string({ maxLength: 80, unit: 'grapheme' }),
    description: fc.string({ maxLength: 300, unit: 'grapheme' }),
    countries: fc.array(fc.constantFrom('M49 250', 'M49 686')),
    starts: fc.constantFrom('2020', '2020-05', '2021-01-01'),
    serves: fc.array(fc.record({ concept: fc.constantFrom('C1', 'C2') })),
    links: fc.array(fc.record({ url: fc.webUrl() }), { maxLength: 3 }),
    results: fc.array(fc.record({ indicator: fc.constant('x'), actual: fc.integer() }), { maxLength: 2 }),
    resources: fc.array(fc.record({ kind: fc.constant('budget' as const), amount: fc.integer() }), { maxLength: 2 }),
  });
  const lang = fc.constantFrom('ar', 'en', 'es', 'fr', 'ru', 'zh');
  fc.assert(
    fc.property(content, content, lang, lang, (a, b, la, lb) => {
      const [left, right] = [sketchOf(a, la, 'x'), sketchOf(b, lb, 'y')];
      const { score } = compare(left, right);
      expect(score).toBeCloseTo(compare(right, left).score, 10);
      expect(score >= 0 && score <= 1).toBe(true);
      const keys = keysOf(left, a.title);
      expect(keys.length).toBeLessThan(90);
      expect(keys.every((key) => key >= -(2 ** 31) && key < 2 ** 31)).toBe(true);
    }),
  );
});
