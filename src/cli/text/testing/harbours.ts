import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AmendmentOp, Text } from '@suivi/texts';
import { outline } from '@suivi/texts/outline';
import { afterAll, afterEach, beforeEach, vi } from 'vitest';

/** A resolution in our own words, as plain text. */
export const SOURCE = `RESOLUTION 12 (2026)
Keeping of the harbours
The Council,
instructs the Secretary-General
1\tto submit regularly to the Council a report on the quays;
2\tto keep the lighthouses.`;

/** The first text of a file's bytes. */
export function read(bytes: Uint8Array, name: string): Text {
  const [text] = outline(bytes, { name }).texts;
  if (!text) throw new Error('no text');
  return text;
}

/** A proposal that puts other words in the place of the paragraph that says `part`. */
export function mod(text: Text, part: string, to: string): AmendmentOp {
  const target = text.groups.flatMap((group) => group.items).find((item) => item.text.includes(part))?.eId ?? '';
  return { id: to, act: 'MOD', target, runs: [{ text: to }] };
}

/** A folder for the files of a test, removed after it; returns the path of a file in it. */
export function folderFor(name: string): (file: string) => string {
  const folder = mkdtempSync(join(tmpdir(), `suivi-${name}-`));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return (file) => join(folder, file);
}

/** What is printed in each test, in English, instead of on the terminal: emptied before each, or by hand. */
export function printed(): { out: string; err: string } {
  const said = { out: '', err: '' };
  beforeEach(() => {
    Object.assign(said, { out: '', err: '' });
    vi.stubEnv('LC_ALL', 'C');
    vi.spyOn(process.stdout, 'write').mockImplementation((...given: unknown[]) => {
      said.out += String(given[0]);
      const done = given.at(-1);
      if (typeof done === 'function') Reflect.apply(done, null, []);
      return true;
    });
    vi.spyOn(process.stderr, 'write').mockImplementation((words) => {
      said.err += String(words);
      return true;
    });
  });
  afterEach(() => {
    vi.restoreAllMocks();
    vi.unstubAllEnvs();
  });
  return said;
}
