import { describe, expect, it } from 'vitest';
import { compare, LANGUAGES, outline, summarise, type Language, type Text } from '../../src/index.ts';

const HEAD =
  'Resolution 7\nOn sample matters\nThe General Assembly,\nRecalling its resolution 70/125 of 16 December 2015,\n';
const read = (body: string): Text => {
  const [text] = outline(new TextEncoder().encode(HEAD + body), { name: 'a.txt' }).texts;
  if (text === undefined) throw new Error('no text');
  return text;
};
const told = (old: string, next: string, language: Language = 'en'): string[] =>
  summarise(compare(read(old), read(next)), language);

const ONE = '1\tRequests the secretariat to submit a report by 31 October 2025;';
const TWO = '2\tEncourages members to share what they have learned in 2024;';

describe('a comparison in words', () => {
  it('tells a deadline, a figure, a reference and a verb by what they are', () => {
    expect(told(`${ONE}\n${TWO}\n`, `${ONE.replace('31 October 2025', '30 June 2026')}\n${TWO}\n`)).toEqual([
      'Paragraphs changed: 1',
      'Paragraph 1: deadline moved from 31 October 2025 to 30 June 2026',
    ]);
    expect(
      told(
        '1\tDecides to set aside 1,500 units for resolution 70/125;\n',
        '1\tDecides to set aside 2,500 units for resolution 75/202;\n',
      ),
    ).toContain('Paragraph 1: figure changed from 1,500 to 2,500; reference changed from 70/125 to 75/202');
    expect(told(`${ONE}\n${TWO}\n`, `${ONE.replace('Requests', 'Invites')}\n${TWO}\n`)).toContain(
      'Paragraph 1: verb changed from “Requests” to “Invites”',
    );
  });

  it('tells the days of a meeting as one date', () => {
    const old = '1\tNotes the eighteenth meeting, held in the old town from 8 to 12 October 2023;\n';
    expect(told(old, old.replace('8 to 12 October 2023', '15 to 19 December 2024'))).toContain(
      'Paragraph 1: date changed from 8 to 12 October 2023 to 15 to 19 December 2024',
    );
    expect(told(old, old.replace('from 8', 'from 9'))).toContain(
      'Paragraph 1: date changed from 8 to 12 October 2023 to 9 to 12 October 2023',
    );
  });

  it('tells the force of an obligation and a negation', () => {
    const old = '1\tDecides that members shall publish their plans for access to broadband;\n';
    expect(told(old, old.replace('shall', 'may'))).toContain(
      'Paragraph 1: force of the obligation changed: “shall” replaced by “may”',
    );
    expect(told(old, old.replace('shall', 'shall not'))).toContain('Paragraph 1: negation added: “not”');
  });

  it('tells a new number, alone and for many in a row', () => {
    const item = (n: number, words: string): string => `${n}\tWelcomes the ${words} of the sample programme;`;
    const words = ['first reading', 'second lesson', 'third visit', 'fourth harvest', 'fifth bridge'];
    const old = words.map((one, i) => item(i + 1, one)).join('\n');
    const next = [
      item(1, 'entirely new garden and its many visitors'),
      ...words.map((one, i) => item(i + 2, one)),
    ].join('\n');
    expect(told(`${old}\n`, `${next}\n`)).toEqual(
      [
        'Paragraphs added: 1; renumbered: 5',
        'Paragraphs 1 to 5 renumbered 2 to 6',
        'Paragraph 1: added: “Welcomes the entirely new garden and its many visitors of the sample programme;”',
      ].map((line, i) => (i === 0 ? 'Added: 1; renumbered: 5' : line)),
    );
  });

  it('says so where nothing changed, and speaks six languages', () => {
    expect(told(`${ONE}\n`, `${ONE}\n`)).toEqual(['No change.']);
    const lines = LANGUAGES.map((language) =>
      told(`${ONE}\n${TWO}\n`, `${ONE.replace('31 October 2025', '30 June 2026')}\n`, language).join('\n'),
    );
    expect(new Set(lines).size).toBe(LANGUAGES.length);
    for (const one of lines) {
      expect(one).toContain('30 June 2026');
      expect(one).not.toMatch(/[{}]/);
    }
  });
});
