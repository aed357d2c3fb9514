import { existsSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { compare, compareOutlines, redline } from '../../src/compare/index.ts';
import { outline } from '../../src/outline/index.ts';
import { readDocx } from '../../src/read/docx/index.ts';
import { acceptChanges, rejectChanges } from '../../src/revise/index.ts';
import { acceptText, rejectText } from '../../src/settle/index.ts';
import { hasInputs, inputBytes, inputPath } from '../inputs.ts';
import { authorWords, countOf, stretchesOf } from './stretches.ts';

describe.skipIf(!hasInputs)('a redline of what an author marked (needs the folder of inputs)', () => {
  const files = hasInputs
    ? readdirSync(inputPath('docx/tracked')).filter(
        (name) => name.endsWith('.docx') && !/-(?:Accepted|Rejected)\./.test(name),
      )
    : [];
  // Cells that were merged are drawn as rows struck and added: see BENCHMARKS.md.
  const APART = files.filter((name) => !/^RP03[46]/.test(name));
  const wordsIn = (path: string): number => authorWords(readDocx(inputBytes(path)));
  const twin = (path: string, end: string): Uint8Array | null => {
    const other = path.replace(/\.docx$/, `-${end}.docx`);
    return existsSync(inputPath(other)) ? inputBytes(other) : null;
  };

  it.each(['council-resolution-1332.fr.docx', ...APART.map((name) => `tracked/${name}`)])(
    'does so from its two readings, each outlined by itself: %s',
    (name) => {
      const bytes = inputBytes(`docx/${name}`);
      const before = twin(`docx/${name}`, 'Rejected') ?? rejectChanges(bytes).bytes;
      const after = twin(`docx/${name}`, 'Accepted') ?? acceptChanges(bytes).bytes;
      const own = compareOutlines(outline(before), outline(after))
        .map((one) => countOf(stretchesOf(redline(one))).words)
        .reduce((sum, one) => sum + one, 0);
      expect(own).toBeLessThanOrEqual(1.05 * wordsIn(`docx/${name}`));
    },
  );

  it.each(['council-resolution-1332.fr.docx', ...files.map((name) => `tracked/${name}`)])(
    'marks hardly more words than the author did: %s',
    (name) => {
      const bytes = inputBytes(`docx/${name}`);
      const own = outline(bytes)
        .texts.map((text) => countOf(stretchesOf(redline(compare(rejectText(text), acceptText(text))))).words)
        .reduce((sum, one) => sum + one, 0);
      expect(own).toBeLessThanOrEqual(1.05 * authorWords(readDocx(bytes)));
    },
  );
});
