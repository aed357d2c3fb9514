import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Group, Item, Text } from '../../src/index.ts';
import { akn } from '../../src/akn/index.ts';
import { outline } from '../../src/outline/index.ts';
import { textToDocx } from '../../src/write/docx/index.ts';
import { hasInputs, inputBytes, inputPath } from '../inputs.ts';
import { essence } from './same.ts';

const files = hasInputs
  ? readdirSync(inputPath('resolutions'))
      .filter((name) => /\.(?:txt|xml)$/.test(name))
      .map((name) => `resolutions/${name}`)
      .concat('council-report-wsis-sdg.fr.txt', 'docx/council-resolution-1332.fr.docx')
  : [];

describe.skipIf(!hasInputs)('texts taken away as Word read back as they were', () => {
  it.each(files)('%s', (path) => {
    for (const text of outline(inputBytes(path), { name: path }).texts) {
      const again = outline(textToDocx(text), { profile: text.profile }).texts;
      expect(again.map(essence)).toEqual([essence(text)]);
    }
  });
});

// Word files of every kind, whose covers and lists no drafter set: how they nest may be read otherwise the second time,
// but no word may be lost or moved.
const others = hasInputs
  ? ['docx/structure', 'docx/tracked', 'docx/compare', 'akn/examples'].flatMap((folder) =>
      readdirSync(inputPath(folder))
        .filter((name) => /\.(?:docx|xml)$/.test(name))
        .map((name) => `${folder}/${name}`),
    )
  : [];
/** All that is printed, labels of headings and items alike, without spaces and the punctuation of labels. */
function wordsIn(text: Text): string {
  // The number of an empty paragraph is that of nothing.
  const own = (one: Item): string => (one.text === '' ? '' : `${one.label ?? ''}${one.text}`);
  const item = (one: Item): string => `${own(one)}${one.items.map(item).join('')}`;
  const cells = (group: Group): Item[] => (group.table ?? []).flatMap((row) => row.cells.flatMap((cell) => cell.items));
  const group = (one: Group): string =>
    [
      one.heading !== '' && (one.part === 'section' || one.part === 'annex') ? (one.label ?? '') : '',
      one.heading,
      ...[...one.items, ...cells(one)].map(item),
      ...one.groups.map(group),
    ].join('');
  return text.groups
    .map(group)
    .join('')
    .replace(/[\s().]/g, '');
}

describe.skipIf(!hasInputs)('no word of any other file is lost on the way to Word and back', () => {
  it.each(others)('%s', (path) => {
    for (const text of outline(inputBytes(path), { name: path, vocabularies: [akn] }).texts) {
      const options = { profile: text.profile, language: text.language };
      const again = outline(textToDocx(text), options).texts;
      expect(again.map(wordsIn).join('')).toBe(wordsIn(text));
    }
  });
});
