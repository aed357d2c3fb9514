import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { bundle, CEILING, everything, parts, size, TOGETHER } from './bundle.ts';

describe('the package in a browser', () => {
  it.each(parts)('@suivi/texts/%s stays under its ceiling', async (part) => {
    expect(size(await bundle([`${part}/index.ts`])), part).toBeLessThan(CEILING);
  });

  it('reads, writes and compares Word under the ceiling of one part', async () => {
    expect(TOGETHER).toHaveLength(3);
    expect(size(await bundle(TOGETHER))).toBeLessThan(CEILING);
  });

  it('runs where there is nothing of Node: reads, structures, writes and reads again', async () => {
    const code = await bundle(everything);
    expect(code).not.toMatch(/["'`]node:|\brequire\(|\bprocess\.|\bBuffer\b/);
    const words = 'The Council,\ninstructs the Secretary-General\n1\tto keep the quays.';
    const run = `${code};
      const [text] = texts.outline(new TextEncoder().encode(${JSON.stringify(words)}), { name: 'a.txt' }).texts;
      const [again] = texts.outline(texts.textToDocx(text), { name: 'a.docx' }).texts;
      JSON.stringify(again.groups.at(-1).items.map((item) => [item.label, item.text]));`;
    // What a page has and a bare script has not.
    const given = { TextEncoder, TextDecoder, URL, structuredClone };
    expect(runInNewContext(run, given)).toBe(JSON.stringify([['1', 'to keep the quays.']]));
  });
});
