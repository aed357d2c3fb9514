import { describe, expect, it } from 'vitest';
import { decodeText, decodeTextDetailed } from '../../src/read/decode.ts';
import { sniff } from '../../src/read/sniff.ts';

const bytes = (...values: number[]): Uint8Array => Uint8Array.from(values);
const utf8 = (words: string): Uint8Array => new TextEncoder().encode(words);

/** Writes words in an 8-bit code page by asking the decoder what each byte means. */
function inCodePage(words: string, encoding: string): Uint8Array {
  const decoder = new TextDecoder(encoding);
  const signs = new Map(Array.from({ length: 256 }, (_, value) => [decoder.decode(bytes(value)), value]));
  return Uint8Array.from([...words], (sign) => signs.get(sign) ?? 0x3f);
}

function wide(words: string, little: boolean): Uint8Array {
  return Uint8Array.from(
    [...words].flatMap((sign) => {
      const code = sign.charCodeAt(0);
      return little ? [code & 255, code >> 8] : [code >> 8, code & 255];
    }),
  );
}

const FRENCH = 'Le Conseil décide de créer un groupe, présidé par une déléguée élue, chargé de préparer la révision.';
const RUSSIAN = 'Совет решает создать рабочую группу открытого состава и просит докладывать о ходе её работы ежегодно.';
const ARABIC = 'يقرر المجلس إنشاء فريق عمل مفتوح العضوية ويطلب من الأمين العام تقديم تقرير سنوي إلى المجلس عن أعماله';

describe('text', () => {
  it.each([
    ['UTF-8', utf8(FRENCH), 'utf-8', false],
    ['UTF-8 with a mark', Uint8Array.of(0xef, 0xbb, 0xbf, ...utf8(FRENCH)), 'utf-8', false],
    ['UTF-16, little end first', Uint8Array.of(0xff, 0xfe, ...wide(FRENCH, true)), 'utf-16le', false],
    ['UTF-16, big end first', Uint8Array.of(0xfe, 0xff, ...wide(FRENCH, false)), 'utf-16be', false],
    ['UTF-16 without a mark', wide(FRENCH, true), 'utf-16le', true],
    ['the old Western code page', inCodePage(FRENCH, 'windows-1252'), 'windows-1252', true],
  ])('in %s is read', (_, given, encoding, guessed) => {
    expect(decodeTextDetailed(given)).toEqual({ text: FRENCH, encoding, guessed });
  });

  it('in the old Cyrillic and Arabic code pages is told apart by its letters', () => {
    expect(decodeTextDetailed(inCodePage(RUSSIAN, 'windows-1251'))).toEqual({
      text: RUSSIAN,
      encoding: 'windows-1251',
      guessed: true,
    });
    expect(decodeTextDetailed(inCodePage(ARABIC, 'windows-1256'))).toEqual({
      text: ARABIC,
      encoding: 'windows-1256',
      guessed: true,
    });
  });

  it('that is none is refused', () => {
    expect(() => decodeText(bytes(0, 1, 2, 3, 4, 5, 6, 7))).toThrow(expect.objectContaining({ code: 'not-text' }));
    expect(() => decodeText(Uint8Array.from({ length: 500 }, (_, index) => 0x80 + ((index * 37) % 64)))).toThrow(
      expect.objectContaining({ code: 'unsupported-encoding' }),
    );
  });

  it('of any length is cut between characters when only its head is looked at', () => {
    const lines = ['é', 'éé中', '中я'].map((sign) => utf8(sign.repeat(100_000)));
    const kinds = lines.flatMap((line) =>
      [0, 1, 2, 3].map((from) => sniff(utf8('abc'.slice(0, from) + new TextDecoder().decode(line)), 'a.txt')),
    );
    expect(new Set(kinds)).toEqual(new Set(['txt']));
  });
});
