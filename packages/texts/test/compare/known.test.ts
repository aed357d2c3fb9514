import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { acceptText, compare, outline, readDocx, redline, rejectText } from '../../src/index.ts';
import { hasInputs, inputBytes, inputPath } from '../inputs.ts';
import { authorWords, countOf, stretchesOf } from './stretches.ts';

describe.skipIf(!hasInputs)('a redline of what an author marked (needs the folder of inputs)', () => {
  const files = hasInputs
    ? readdirSync(inputPath('docx/tracked')).filter(
        (name) => name.endsWith('.docx') && !/-(?:Accepted|Rejected)\./.test(name),
      )
    : [];
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
