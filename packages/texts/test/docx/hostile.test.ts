import { describe, expect, it } from 'vitest';
import { decodeText } from '../../src/read/decode.ts';
import { readDocx } from '../../src/read/docx/index.ts';
import { ReadError } from '../../src/read/errors.ts';
import { sniff } from '../../src/read/sniff.ts';
import { readXml } from '../../src/read/xml/index.ts';
import { publicCopy } from '../../src/scrub/index.ts';
import { buildDocx, del, inList, ins, list, num, paragraph, run } from './build.ts';
import { hostileFiles, oddFiles } from './hostile.ts';

/** As any door would: first what it is, then the reading. */
function readAny(bytes: Uint8Array, name: string): unknown {
  const kind = sniff(bytes, name);
  return kind === 'docx' ? readDocx(bytes) : kind === 'xml' ? readXml(bytes) : decodeText(bytes);
}

// How long each takes, and how much memory: node bench/texts/large.ts.
describe('a wrong file', () => {
  it('comes in more than fourteen kinds', () => {
    expect(new Set(hostileFiles().map((file) => file.code)).size).toBeGreaterThanOrEqual(14);
  });

  it.each(hostileFiles())('$name is refused with the code $code', ({ name, bytes, code }) => {
    const given = bytes();
    let found: unknown;
    try {
      readAny(given, name);
    } catch (error) {
      found = error;
    }
    expect(found).toBeInstanceOf(ReadError);
    expect(found).toMatchObject({ code });
  });

  it.each(oddFiles())('$name is read', ({ name, bytes }) => {
    const given = bytes();
    expect(readAny(given, name)).toBeTruthy();
  });
});

describe('a wrong Word file', () => {
  const wrong = hostileFiles().filter(({ name }) => name.endsWith('.docx') && !name.startsWith('too-many'));

  it.each(wrong)('$name gives no public copy either, for the same reason', ({ bytes, code }) => {
    expect(() => publicCopy(bytes())).toThrow(expect.objectContaining({ name: 'ReadError', code }));
  });
});

describe('a damaged file', () => {
  it('with any bit turned over gives a text or a named refusal, never another error', () => {
    const lists = list(
      1,
      [
        ['decimal', '%1.'],
        ['lowerLetter', '%2)'],
      ],
      [num(1, 1)],
    );
    const good = buildDocx({
      body: [
        paragraph(run('a)\tfirst')),
        paragraph(ins(run('second')) + del(run('third', '', true)), inList(1)),
        '<w:tbl><w:tr><w:tc><w:p><w:r><w:t>cell</w:t></w:r></w:p></w:tc></w:tr></w:tbl>',
      ].join(''),
      numbering: lists.abstract + lists.nums,
      footnotes: '<w:footnote w:id="2"><w:p><w:r><w:t>note</w:t></w:r></w:p></w:footnote>',
    });
    let refused = 0;
    let seed = 12_345;
    for (let round = 0; round < 600; round += 1) {
      seed = (seed * 1_103_515_245 + 12_345) & 0x7fffffff;
      const bytes = good.slice();
      bytes[seed % bytes.length] = (bytes[seed % bytes.length] ?? 0) ^ (1 << (round & 7));
      try {
        expect(readAny(bytes, 'x.docx')).toBeTruthy();
      } catch (error) {
        if (!(error instanceof ReadError)) throw error;
        refused += 1;
      }
    }
    expect(refused).toBeGreaterThan(100);
  });
});
