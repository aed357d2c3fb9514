import { describe, expect, it } from 'vitest';
import type { Language, Text, WordBlock } from '../../src/index.ts';
import { compare, summarise } from '../../src/compare/index.ts';
import { LANGUAGES } from '../../src/model/index.ts';
import { MESSAGES } from '../../src/compare/messages.ts';
import { outline } from '../../src/outline/index.ts';
import { tokensOf } from '../../src/words/index.ts';
import { toDocx } from '../../src/write/docx/index.ts';

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

  it('tells a table by the words it begins with, and nothing of an empty line', () => {
    const paragraph = (text: string): WordBlock => ({ kind: 'paragraph', runs: [{ text }] });
    const body = `${HEAD}${ONE}`.split('\n').map(paragraph);
    const cells = ['Quay', 'Lanterns'].map((words) => ({ blocks: [paragraph(words)] }));
    const text = (...blocks: WordBlock[]): Text => {
      const file = toDocx({ title: 'Samples', language: 'en', blocks: [...body, ...blocks] });
      const [first] = outline(file, { name: 'a.docx' }).texts;
      if (first === undefined) throw new Error('no text');
      return first;
    };
    const lines = summarise(compare(text(), text({ kind: 'table', rows: [{ cells }] })), 'en');
    expect(lines.filter((line) => line.includes('Table'))).toEqual([
      expect.stringContaining('Table beginning “Quay | Lanterns”: added'),
    ]);
    expect(lines.join('\n')).not.toContain('“”');
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

  it('keeps a figure whole whose thousands a plain space parts, in every language', () => {
    const old = '1\tDecides that the fee shall be 5 000 francs for each of the 12 harbours;\n';
    expect(told(old, old.replace('5 000', '5 500'))).toContain('Paragraph 1: figure changed from 5 000 to 5 500');
    expect(tokensOf('in 2020 300 ships', 'en').map(({ text }) => text)).toEqual([
      'in',
      ' ',
      '2020',
      ' ',
      '300',
      ' ',
      'ships',
    ]);
  });

  it('says of a row or a heading what is right for its gender: what happened is a noun', () => {
    for (const [language, participle] of [
      ['ar', /نُقلت|دُمجت|قُسمت/],
      ['es', /'(?:trasladad|dividid|fusionad)[oa]/],
      ['fr', /'(?:déplacé|scindé|fusionné)e?(?!m)/],
      ['ru', /'(?:перемещен|разделен|объединен)а?[,; ]/],
    ] as const) {
      const { moved, movedAfter, movedAway, split, joined } = MESSAGES[language];
      for (const words of [moved, movedAfter, movedAway, split, joined]) expect(`'${words}`).not.toMatch(participle);
    }
    expect(MESSAGES.zh.renumbered).not.toMatch(/段|节/);
  });

  it('tells the force of an obligation and a negation', () => {
    const old = '1\tDecides that members shall publish their plans for access to broadband;\n';
    expect(told(old, old.replace('shall', 'may'))).toContain(
      'Paragraph 1: force of the obligation changed: “shall” replaced by “may”',
    );
    expect(told(old, old.replace('shall', 'shall not'))).toContain('Paragraph 1: negation added: “not”');
  });

  it('tells where a paragraph moved and what changed in it, in each language', () => {
    const [a, b, c] = [
      'Requests the secretariat to submit a report by 31 October 2025;',
      'Encourages members to share what they have learned in their schools;',
      'Welcomes the sample programme and all those who took part in it;',
    ];
    const moved = a.replace('31 October 2025', '30 June 2026');
    const numbered = (...words: string[]): string => words.map((one, i) => `${i + 1}\t${one}\n`).join('');
    const said = (language: Language): string | undefined =>
      told(numbered(a, b, c), numbered(b, c, moved), language).find((line) => line.includes('2026'));
    expect(Object.fromEntries(LANGUAGES.map((language) => [language, said(language)]))).toEqual({
      ar: 'الفقرة 1: نقل، والموضع الآن: الفقرة 3، وتعديل: عُدل الموعد النهائي من 31 October 2025 إلى 30 June 2026',
      en: 'Paragraph 1: moved, now paragraph 3, and changed: deadline moved from 31 October 2025 to 30 June 2026',
      es: 'Párrafo 1: traslado; pasa a ser: párrafo 3; modificación: plazo modificado: 30 June 2026 en lugar de 31 October 2025',
      fr: 'Paragraphe 1\u00a0: déplacement\u00a0; devient\u00a0: paragraphe 3\u00a0; modification\u00a0: échéance modifiée\u00a0: 30 June 2026 au lieu de 31 October 2025',
      ru: 'Пункт 1: перемещение; теперь: пункт 3; изменение: срок изменен: 30 June 2026 вместо 31 October 2025',
      zh: '第1段：移至：第3段，并作修改：期限由31 October 2025改为30 June 2026',
    });
    // Where the number tells nothing, the paragraph before it does.
    const plain = (...words: string[]): string => words.map((one) => `–\t${one}\n`).join('');
    expect(told(plain(a, b, c), plain(b, c, moved)).at(-1)).toBe(
      'Paragraph beginning “Requests the secretariat to submit a report…”: moved after paragraph beginning “Welcomes the sample programme and all those…”, and changed: deadline moved from 31 October 2025 to 30 June 2026',
    );
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
