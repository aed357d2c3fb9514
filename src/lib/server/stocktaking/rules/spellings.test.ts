import { describe, expect, test } from 'vitest';
import { acronymsOf, bareName, likelyDoubles, type Spelling } from './spellings.ts';

let n = 0;
const one = (name: string, more: Partial<Omit<Spelling, 'names'>> = {}): Spelling => ({
  id: String(++n).padStart(4, '0'),
  names: [{ value: name, lang: null }],
  country: null,
  site: null,
  ...more,
});
const signs = async (a: Spelling, b: Spelling): Promise<string> =>
  ((await likelyDoubles([a, b]))[0]?.signs ?? []).join(' ');
const MALI = { country: 'M49 466' };
const TOGO = { country: 'M49 768' };

describe('two spellings of one organisation', () => {
  test.each([
    ['Harbour Masters of Kayes', 'harbour masters, of KAYES', 'words'],
    ['Quay & Tide Ltd', 'Quay and Tide', 'words'],
    ['Université des marées', 'Universite des Marees', 'words'],
    ['Lantern Makers Union (LMU)', 'LMU', 'acronym'],
    ['International Harbour Lantern Union', 'IHLU', 'acronym'],
    ['IHLU — Lanterns', 'International Harbour Lantern Union', 'acronym'],
    ['International Telegraphy Union', 'Union internationale de télégraphie', 'near'],
    ['منظمة أرصفة الساحل', 'منظمه ارصفه الساحل', 'words'],
  ])('%s · %s', async (a, b, expected) => {
    expect(await signs(one(a), one(b))).toBe(expected);
  });

  test('are near with a letter more or less in one country, and not across two', async () => {
    expect(
      await signs(one('Lighthous Keepers of the Coast', MALI), one('Lighthouse Keepers of the Coasts', MALI)),
    ).toMatch(/near|words/);
    expect(await signs(one('Lighthous Keepers of the Coast', MALI), one('Lighthouse Keeper of Coasts', TOGO))).toBe('');
  });

  test('ministries of two countries bear one name and stay two', async () => {
    expect(await signs(one('Ministry of Harbours', MALI), one('Ministry of Harbours', TOGO))).toBe('');
    expect(await signs(one('Ministry of Harbours', MALI), one('Ministry of Harbours'))).toBe('words');
  });

  test('have one site, unless it is one that many share', async () => {
    const at = (site: string) => one(`Quay ${site.length} ${site}`, { site });
    expect(await signs(at('https://www.quays.example/en/'), at('http://quays.example/about'))).toContain('site');
    expect(await signs(at('https://quays.example/north'), at('https://quays.example/south'))).not.toContain('site');
    expect(
      await signs(
        one('Tide', { site: 'https://facebook.com/tide' }),
        one('Reed', { site: 'https://www.facebook.com/reed' }),
      ),
    ).toBe('');
  });

  test('others are not offered', async () => {
    expect(await signs(one('Harbour Masters of Kayes'), one('Weavers of the northern valley'))).toBe('');
  });

  test('the likeliest come first, each pair once', async () => {
    const list = [one('Reed Cutters', MALI), one('reed cutters', MALI), one('Reed Cuters', MALI)];
    const found = await likelyDoubles(list);
    expect(found.map(({ first, second }) => `${first} ${second}`)).toHaveLength(3);
    expect(found[0]).toMatchObject({ first: list[0]?.id, second: list[1]?.id });
    expect(found.map(({ score }) => score)).toEqual(found.map(({ score }) => score).toSorted((x, y) => y - x));
  });
});

test('a name without brackets, small words and the form of a company, in one order', () => {
  expect(bareName('The Tides and Quays Company GmbH (TQC)', 'en')).toEqual(bareName('Quay tide company', 'en'));
  expect(bareName('(…)', null)).toEqual([]);
});

test('acronyms that are said and those that first letters make', () => {
  expect(acronymsOf('Harbour Lantern Union (H.L.U.)')).toEqual({ said: new Set(['HLU']), made: new Set(['HLU']) });
  expect(acronymsOf('UIT')).toEqual({ said: new Set(['UIT']), made: new Set() });
  expect([...acronymsOf('Quay Masters').said]).toEqual([]);
});

test('a site that many organisations have is the sign of none', async () => {
  const sharing = (count: number) =>
    ['Quay Union', 'Lamp School', 'Ferry Board', 'Net Makers', 'Tide Office'].slice(0, count).map((value, i) => ({
      id: String(i),
      names: [{ value, lang: 'en' as const }],
      country: null,
      site: 'https://www.example.org/about',
    }));
  expect(await likelyDoubles(sharing(2))).toMatchObject([{ signs: ['site'] }]);
  expect(await likelyDoubles(sharing(5))).toEqual([]);
});
