import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readTxt } from '../../src/read/txt/index.ts';
import { rebuildLine, structure } from '../../src/structure/index.ts';
import { hasInputs, inputPath, inputText } from '../inputs.ts';

const files = hasInputs
  ? [
      'council-report-wsis-sdg.fr.txt',
      ...readdirSync(inputPath('resolutions'))
        .filter((name) => name.endsWith('.txt'))
        .map((name) => `resolutions/${name}`),
    ]
  : [];

describe.skipIf(!hasInputs)('every line of a real text lands in exactly one place', () => {
  test.each(files)('%s is rebuilt line by line from its outline', (file) => {
    const text = inputText(file);
    const outline = structure(readTxt(text));
    const traced = new Map(outline.trace.map((trace) => [trace.line, trace]));
    const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\r|\n/);
    const places = new Set<string>();
    for (const [i, line] of lines.entries()) {
      if (line.trim() === '') continue;
      const trace = traced.get(i + 1);
      expect(trace, `line ${i + 1} went nowhere`).toBeDefined();
      if (!trace) continue;
      expect(rebuildLine(trace)).toBe(line);
      expect(trace.place, `line ${i + 1}`).not.toBe('warning');
      places.add(trace.place);
    }
    expect(traced.size).toBe(lines.filter((line) => line.trim() !== '').length);
    expect(places.size).toBeGreaterThan(3);
  });
});
