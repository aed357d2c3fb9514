import fc from 'fast-check';
import { strFromU8, unzipSync } from 'fflate';
import { expect, test } from 'vitest';
import type { Language, Text } from '../../src/index.ts';
import { amend, compile } from '../../src/amend/index.ts';
import {
  cutAtLines,
  findLine,
  lineNumbers,
  linesNow,
  lineStarts,
  printedWords,
  withLineNumbers,
} from '../../src/amend/lines/index.ts';
import { outline } from '../../src/outline/index.ts';
import { acceptText, rejectText } from '../../src/settle/index.ts';
import { itemsIn } from '../../src/structure/index.ts';
import { textToDocx } from '../../src/write/docx/index.ts';
import { add, by, mod, sup, textOf } from './drawing.ts';

const linesOf = (words: string, language: Language, measure?: number): string[] => {
  const starts = lineStarts(words, language, measure);
  return starts.map((from, i) => words.slice(from, starts[i + 1]));
};

const HARBOURS = `RESOLUTION 7 (2024)

On the lights of harbours

The Council of Harbours,

resolves

1	that each harbour shall keep its light burning from dusk to dawn, and shall tell the Council each year on 1 March how many nights it did not, and for what reason;

2	that the fund for lamps amounts to 1 200 000 francs;

3	to thank the keepers.
`;
const text = (): Text => textOf(HARBOURS);
const item = (of: Text, starts: string) => {
  const found = [...itemsIn(of.groups)].map((each) => each.item).find((one) => one.text.startsWith(starts));
  if (!found) throw new Error(starts);
  return found;
};

test('lines end between words, within the measure, in each of the six languages', () => {
  const samples: Record<Language, string> = {
    en: 'Each harbour keeps its light burning from dusk to dawn and tells the Council (in writing) how many nights it did not.',
    fr: 'Chaque port garde son feu allumé du soir au matin ; il dit au Conseil, chaque année, combien de nuits il ne l’a pas fait.',
    es: 'Cada puerto mantiene su luz encendida desde el anochecer hasta el alba e informa al Consejo de las noches en que no lo hizo.',
    ru: 'Каждый порт держит свой огонь зажжённым от заката до рассвета и сообщает Совету, сколько ночей он этого не делал.',
    ar: 'يُبقي كل ميناء ضوءه مُنارًا من الغروب إلى الفجر ويُخبر المجلس كل سنة بعدد الليالي التي لم يفعل فيها ذلك وبأسبابها.',
    zh: '各港口应从黄昏到黎明保持灯塔明亮，并于每年三月一日向理事会报告未能点亮的夜数及其原因；理事会应予以审议，并在下届会议上（如有必要）提出建议。',
  };
  for (const [language, words] of Object.entries(samples) as [Language, string][]) {
    const lines = linesOf(words, language, 40);
    expect(lines.join('')).toBe(words);
    expect(lines.length).toBeGreaterThan(2);
    for (const line of lines) {
      const wide = [...line.trimEnd()].reduce(
        (n, sign) => n + (/\p{M}/u.test(sign) ? 0 : /[\u2e80-\uffef]/u.test(sign) ? 2 : 1),
        0,
      );
      expect(wide).toBeLessThanOrEqual(40);
      expect(line).not.toMatch(/^[\s,.;:，。；）)]/u);
    }
  }
});

test('figures and references are not parted, no line ends at a no-break space, and a long word is a line of its own', () => {
  expect(linesOf('The fund has 1 200 000 francs', 'fr', 15)).toEqual(['The fund has ', '1 200 000 ', 'francs']);
  expect(linesOf('It was so\u00a0: yes', 'fr', 9)).toEqual(['It was ', 'so\u00a0: yes']);
  expect(linesOf(`a ${'x'.repeat(30)} b`, 'en', 10)).toEqual(['a ', `${'x'.repeat(30)} `, 'b']);
  expect(linesOf('first\nsecond', 'en')).toEqual(['first\n', 'second']);
});

test('numbers go on through the text, and a line is found by its number', () => {
  const of = text();
  const numbers = lineNumbers(of);
  const all = [...numbers.values()];
  for (const [i, one] of all.entries())
    expect(one.first).toBe(i === 0 ? 1 : (all[i - 1]?.first ?? 0) + (all[i - 1]?.starts.length ?? 0));
  const lights = numbers.get(item(of, 'that each').eId);
  expect(lights?.starts.length).toBe(3);
  const found = findLine(numbers, (lights?.first ?? 0) + 1);
  expect(found?.id).toBe(item(of, 'that each').eId);
  expect(lights?.words.slice(found?.from, found?.to)).toContain('Council');
  expect(findLine(numbers, 10_000)).toBeNull();
});

test('a number stays at its words when paragraphs are added, struck and reworded around them', () => {
  const of = text();
  const numbers = lineNumbers(of);
  const { eId } = item(of, 'that each');
  const next = amend(of, [
    { ...add(eId, 'that a light is what is seen by night from a boat at a mile;', { place: 'before' }), id: 'a' },
    { ...sup(item(of, 'that the fund').eId), id: 's' },
    {
      ...mod(eId, item(of, 'that each').text.replace('burning', 'burning and in view of all who pass by sea')),
      id: 'm',
    },
  ]);
  const now = item(next, 'that each');
  const lines = numbers.get(now.wId ?? now.eId) ?? numbers.get(eId);
  if (!lines) throw new Error('its numbers are gone');
  const starts = linesNow(lines, printedWords(now.runs), 'en');
  expect(starts.map((one) => one.from)).toEqual([lines.first, lines.first + 1, lines.first + 2]);
  for (const one of starts.slice(1)) {
    const was = lines.words.slice(lines.starts[one.from - lines.first]).slice(0, 12);
    expect(now.text.slice(one.at)).toMatch(new RegExp(`^${was}`));
  }
  const thanks = item(next, 'to thank');
  expect(numbers.get(thanks.wId ?? thanks.eId)?.first).toBe(numbers.get(item(of, 'to thank').eId)?.first);
});

test('a line whose words were struck leaves its number where it stood; what is put first leaves the first number first', () => {
  const words = 'aa bb cc dd ee ff';
  const lines = { words, first: 4, starts: lineStarts(words, 'en', 6) };
  expect(lines.starts).toEqual([0, 6, 12]);
  expect(linesNow(lines, 'aa bb ee ff', 'en')).toEqual([
    { at: 0, from: 4, to: 4 },
    { at: 6, from: 5, to: 6 },
  ]);
  expect(linesNow(lines, 'new words then aa bb cc dd ee ff', 'en')[0]).toEqual({ at: 0, from: 4, to: 4 });
  expect(linesNow(lines, '', 'en')).toEqual([{ at: 0, from: 4, to: 6 }]);
});

test('whatever becomes of the words, each number stands once, in order, within them', () => {
  const some = fc.array(
    fc.constantFrom('light', 'of', 'the', 'harbour', '2,000', 'and', '灯塔', 'A/RES/70/1', '\n', '.'),
    { maxLength: 60 },
  );
  fc.assert(
    fc.property(some, some, fc.integer({ min: 4, max: 30 }), (old, next, measure) => {
      const words = old.join(' ');
      const now = next.join(' ');
      const lines = { words, first: 1, starts: lineStarts(words, 'en', measure) };
      const starts = linesNow(lines, now, 'en');
      expect(starts.flatMap((one) => Array.from({ length: one.to - one.from + 1 }, (_, i) => one.from + i))).toEqual(
        lines.starts.map((_, i) => i + 1),
      );
      for (const [i, one] of starts.entries()) {
        expect(one.at).toBeLessThanOrEqual(now.length);
        if (i > 0) expect(one.at).toBeGreaterThan(starts[i - 1]?.at ?? -1);
      }
    }),
  );
});

test('runs are cut where a line begins; struck words are no part of it, and nothing is lost', () => {
  const runs = [
    { text: 'aa bb', bold: true as const },
    { text: 'gone ', mark: { state: 'deleted' as const } },
    { text: ' cc dd ee' },
  ];
  const cut = cutAtLines(runs, [
    { at: 0, from: 1, to: 1 },
    { at: 6, from: 2, to: 2 },
    { at: 12, from: 3, to: 3 },
  ]);
  expect(cut.map((one) => one.run.text).join('')).toBe('aa bbgone  cc dd ee');
  expect(cut.filter((one) => one.line).map((one) => [one.line?.from, one.run.text])).toEqual([
    [1, 'aa bb'],
    [2, 'cc dd '],
    [3, 'ee'],
  ]);
  expect(cut[0]?.run.bold).toBe(true);
});

test('in Word the numbers stand at their words, are told from them, and are read by nobody as words', () => {
  const of = text();
  const numbers = lineNumbers(of);
  const proposal = {
    ...by('Aland', [mod(item(of, 'that each').eId, item(of, 'that each').text.replace('burning', 'burning brightly'))]),
  };
  const compiled = compile(of, [proposal]).text;
  const plain = textToDocx(compiled);
  const lined = textToDocx(withLineNumbers(compiled, numbers, 'before'));
  const part = strFromU8(unzipSync(lined)['word/document.xml'] ?? new Uint8Array());
  const printed = [...part.matchAll(/<w:rStyle w:val="LineNumber"\/><\/w:rPr><w:t[^>]*>(\d+)/g)].map((each) =>
    Number(each[1]),
  );
  expect(printed).toEqual([...numbers.values()].flatMap((one) => one.starts.map((_, i) => one.first + i)));
  const read = (bytes: Uint8Array) => outline(bytes, { name: 'a.docx' }).texts[0];
  expect(read(lined)?.groups).toEqual(read(plain)?.groups);
  const back = read(lined);
  if (!back) throw new Error('not read');
  const words = (one: Text) => [...itemsIn(one.groups)].map((each) => each.item.text);
  expect(words(rejectText(back))).toEqual(words(of));
  expect(words(acceptText(back)).join()).toContain('burning brightly');
});
