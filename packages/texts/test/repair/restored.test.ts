import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { outline } from '../../src/outline/index.ts';
import { hasInputs, inputBytes, inputPath } from '../inputs.ts';
import { restored, type Restored } from './restored.ts';

describe.skipIf(!hasInputs)('marked Word files flattened by machine', () => {
  test('give back what MEASURED.md says, and nothing is invented', () => {
    const files = [
      ...readdirSync(inputPath('docx/tracked'))
        .filter((name) => name.endsWith('.docx') && !/-(?:Accepted|Rejected)\.docx$/.test(name))
        .map((name) => `docx/tracked/${name}`),
      'docx/council-resolution-1332.fr.docx',
    ];
    const all = files.map((file) => restored(inputBytes(file)));
    const sum = (key: keyof Restored): number => all.reduce((total, one) => total + one[key], 0);
    expect(sum('invented')).toBe(0);
    expect(sum('labelsRight') / sum('labels')).toBeGreaterThanOrEqual(0.55);
    expect(sum('joinsFound')).toBeGreaterThanOrEqual(3);
  });
});

const merged = (lines: string[], language: 'fr' | 'en' = 'fr'): (string | undefined)[] =>
  outline(new TextEncoder().encode(`${lines.join('\n')}\n`), { name: 'x.txt', language }).texts.flatMap((text) =>
    text.repairs
      .filter((one) => one.kind === 'words-merged')
      .map((one) => (one.deleted ? `${one.deleted}>${one.inserted}` : /"([^"]+)"/.exec(one.question ?? '')?.[1])),
  );
const council = (...lines: string[]): string[] => ['Le Conseil,', 'charge le Secrétaire général', ...lines];

describe('words that ran together', () => {
  test('two years are told apart', () => {
    expect(merged(council('1\tde tenir la réunion du port en 20242025,', '2\tde publier le plan.'))).toEqual([
      '2024>2025',
    ]);
  });
  test('a word of the text after an abbreviation of the text', () => {
    expect(
      merged(council('1\tde suivre les ODD et le Pacte des ports,', '2\tde servir les ODDPacte comme ils sont.')),
    ).toEqual(['ODDPacte']);
  });
  test('two small words, but no word that is one', () => {
    expect(
      merged(council('1\tde tenir compte desde tous les ports, auxquels cela importe, parce que cela compte.')),
    ).toEqual(['desde']);
    expect(
      merged(
        ['The Council,', 'instructs the Secretary-General', '1\tto bring ofthe best into every port, within reason.'],
        'en',
      ),
    ).toEqual(['ofthe']);
  });
  test('names written with a capital within them are let be', () => {
    expect(
      merged(council('1\tde saluer le travail de McAllister, eThekwini et YouTube dans les ports du monde.')),
    ).toEqual([]);
  });
});
