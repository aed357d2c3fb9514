import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkAkn, readAkn, writeAkn } from '../../src/akn/index.ts';
import { hasInputs } from '../inputs.ts';
import { faults } from './schema.ts';
import { anyText } from './texts.ts';

describe('any text that the model can hold', () => {
  test('reads back from Akoma Ntoso as it was', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(readAkn(writeAkn(text)).texts).toEqual([text]);
      }),
      { numRuns: 150 },
    );
  });

  test('several of them in one file do too', () => {
    fc.assert(
      fc.property(fc.array(anyText, { minLength: 2, maxLength: 3 }), (texts) => {
        expect(readAkn(writeAkn(texts)).texts).toEqual(texts);
      }),
      { numRuns: 20 },
    );
  });

  test.skipIf(!hasInputs)('is valid against the schema, and our own check has nothing against it', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const xml = writeAkn(text);
        expect(faults(xml)).toEqual([]);
        expect(checkAkn(xml)).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });
});
