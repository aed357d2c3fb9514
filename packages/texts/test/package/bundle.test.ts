import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { bundle, CEILING, everything, MAIN, parts, size } from './bundle.ts';

/** What a page has and a bare script has not. */
const given = { TextEncoder, TextDecoder, URL, structuredClone };

describe('the package in a browser', () => {
  it('reads, writes and compares Word by its name alone, under the ceiling', async () => {
    const code = await bundle(MAIN);
    expect(size(code)).toBeLessThan(CEILING);
    const names = runInNewContext(`${code}; Object.keys(texts)`, given) as string[];
    expect([...names]).toEqual(expect.arrayContaining(['compare', 'readDocx', 'redline', 'textToDocx']));
  });

  it.each(parts)('@suivi/texts/%s stays under its ceiling', async (part) => {
    expect(size(await bundle([`${part}/index.ts`])), part).toBeLessThan(CEILING);
  });

  it('runs where there is nothing of Node: reads, structures, writes and reads again', async () => {
    const code = await bundle(everything);
    expect(code).not.toMatch(/["'`]node:|\brequire\(|\bprocess\.|\bBuffer\b/);
    const words = 'The Council,\ninstructs the Secretary-General\n1\tto keep the quays.';
    const run = `${code};
      const [text] = texts.outline(new TextEncoder().encode(${JSON.stringify(words)}), { name: 'a.txt' }).texts;
      const [again] = texts.outline(texts.textToDocx(text), { name: 'a.docx' }).texts;
      JSON.stringify(again.groups.at(-1).items.map((item) => [item.label, item.text]));`;
    expect(runInNewContext(run, given)).toBe(JSON.stringify([['1', 'to keep the quays.']]));
  });
});
