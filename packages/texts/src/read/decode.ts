import { ReadError } from './errors.ts';

export interface DecodedText {
  text: string;
  /** Label of the encoding, as in the Encoding Standard: "utf-8", "utf-16le", "windows-1251". */
  encoding: string;
  /** True where nothing in the file says so and the letters were judged: worth a warning. */
  guessed: boolean;
}

/** The characters of a text file; see `decodeTextDetailed`. */
export const decodeText = (bytes: Uint8Array): string => decodeTextDetailed(bytes).text;

/**
 * Decodes a text file: UTF-8 with or without byte order mark, UTF-16 with one or with an unmistakable pattern, else the old
 * 8-bit code page (Western, Cyrillic, Arabic) or GB 18030 whose letters make words. The mark itself is not in the text.
 *
 * Throws ReadError `not-text` where control characters show that it is none, `unsupported-encoding` where no guess holds.
 */
export function decodeTextDetailed(bytes: Uint8Array): DecodedText {
  const [a, b, c] = bytes;
  if (a === 0xff && b === 0xfe) return checked(decode(bytes, 'utf-16le'), 'utf-16le', false);
  if (a === 0xfe && b === 0xff) return checked(decode(bytes, 'utf-16be'), 'utf-16be', false);
  const marked = a === 0xef && b === 0xbb && c === 0xbf;
  const wide = marked ? null : wideWithoutMark(bytes);
  if (wide !== null) return checked(decode(bytes, wide), wide, true);
  if (bytes.subarray(0, 65_536).includes(0))
    throw new ReadError('not-text', 'The file holds bytes that no text has; it is not a text file.');
  try {
    return checked(new TextDecoder('utf-8', { fatal: true }).decode(bytes), 'utf-8', false);
  } catch (cause) {
    if (cause instanceof ReadError) throw cause;
    if (marked)
      throw new ReadError('unsupported-encoding', 'The file says that it is UTF-8, but it is not.', { cause });
  }
  const guess = guessOld(bytes.subarray(0, 65_536));
  if (guess === null)
    throw new ReadError('unsupported-encoding', 'The encoding of the file cannot be told; save it as UTF-8.');
  return checked(decode(bytes, guess), guess, true);
}

function decode(bytes: Uint8Array, encoding: string): string {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new ReadError('unsupported-encoding', `The file is not in the encoding it seems to be in (${encoding}).`, {
      cause,
    });
  }
}

/** A text may hold tabs, line ends, form feeds; more than one other control character in 500 is no text. */
function checked(text: string, encoding: string, guessed: boolean): DecodedText {
  const sample = text.slice(0, 65_536);
  const controls = sample.match(/[\u0000-\u0008\u000e-\u001f\u007f\ufffe\uffff]/g)?.length ?? 0;
  if (controls > sample.length / 500 || sample.includes('\u0000'))
    throw new ReadError('not-text', 'The file holds control characters that no text has; it is not a text file.');
  return { text, encoding, guessed };
}

/** UTF-16 without a mark: Latin letters, spaces and line ends leave a zero in every second byte. */
function wideWithoutMark(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  const length = Math.min(bytes.length, 4_096) & ~1;
  if (length < 8) return null;
  const zeros = [0, 0];
  const spaces = [0, 0];
  for (let at = 0; at < length; at += 2) {
    const [first, second] = [bytes[at], bytes[at + 1]];
    if (first === 0) zeros[0] = (zeros[0] ?? 0) + 1;
    if (second === 0) zeros[1] = (zeros[1] ?? 0) + 1;
    if (first === 0 && (second === 0x20 || second === 0x0a)) spaces[0] = (spaces[0] ?? 0) + 1;
    if (second === 0 && (first === 0x20 || first === 0x0a)) spaces[1] = (spaces[1] ?? 0) + 1;
  }
  const pairs = length / 2;
  const [big = 0, little = 0] = zeros;
  if (little > pairs * 0.1 && big === 0 && (spaces[1] ?? 0) > 0) return 'utf-16le';
  if (big > pairs * 0.1 && little === 0 && (spaces[0] ?? 0) > 0) return 'utf-16be';
  return null;
}

/** The commonest letters, which no text of the language does without. */
const COMMON: Record<string, RegExp> = {
  'windows-1251': /[оеаинтсрвлк]/gi,
  'windows-1256': /[اليمنورتبةع]/g,
};

/** Judges by the share of high bytes among letters, then by how common the letters would be. */
function guessOld(bytes: Uint8Array): string | null {
  let high = 0;
  let letters = 0;
  for (const byte of bytes) {
    if (byte >= 0x80) high += 1;
    if (byte >= 0x80 || (byte >= 0x41 && byte <= 0x5a) || (byte >= 0x61 && byte <= 0x7a)) letters += 1;
  }
  if (letters === 0) return null;
  const share = high / letters;
  if (share < 0.2) {
    const text = new TextDecoder('windows-1252').decode(bytes);
    const odd = text.match(/[\u0080-\u009f¡-¦¨ª¬®-¹¼-¾×÷]/g)?.length ?? 0;
    return odd > high * 0.5 ? null : 'windows-1252';
  }
  const scores = Object.entries(COMMON).map(([encoding, common]) => {
    const text = new TextDecoder(encoding).decode(bytes);
    return { encoding, share: (text.match(common)?.length ?? 0) / high };
  });
  const chinese = new TextDecoder('gb18030').decode(bytes);
  const han =
    chinese.match(
      /[的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经联合决议]/g,
    )?.length ?? 0;
  scores.push({ encoding: 'gb18030', share: chinese.includes('\ufffd') ? 0 : (han * 2) / high + (han > 0 ? 0.25 : 0) });
  const best = scores.sort((x, y) => y.share - x.share)[0];
  return best !== undefined && best.share > 0.45 ? best.encoding : null;
}
