import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { damaged, KINDS } from './damage.ts';
import { CEILING, runCases, wrong } from './run.ts';
import { samplePaths } from './samples.ts';

// Many more, and of larger files: node bench/texts/fuzz.ts.
describe('a damaged Word file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'suivi-fuzz-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('is read, or refused by a message that names the part; what is read can be written', async () => {
    const cases = KINDS.length * 10;
    const outcomes = await runCases(0, cases, samplePaths(folder, 16_000), 30_000);
    expect(wrong(outcomes)).toEqual([]);
    expect(outcomes).toHaveLength(cases);
    expect(outcomes.filter((one) => one.peak >= CEILING)).toEqual([]);
    // Damage that nothing ever notices, or that nothing ever survives, would try out little.
    const read = outcomes.filter((one) => one.found === 'read').length;
    expect(read).toBeGreaterThan(cases / 10);
    expect(read).toBeLessThan((cases * 9) / 10);
  });

  it('is the same damage each time', () => {
    const sample = Uint8Array.from({ length: 500 }, (_, i) => i & 255);
    expect(damaged(sample, 0)).toEqual(damaged(sample, 0));
    expect(damaged(sample, KINDS.length).bytes).not.toEqual(damaged(sample, 0).bytes);
  });
});
