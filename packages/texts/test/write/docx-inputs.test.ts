import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { outline, textToDocx } from '../../src/index.ts';
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
