import { isDocx, latin } from './container.ts';
import { decodeTextDetailed } from './decode.ts';
import { DEFAULT_LIMITS } from './docx/limits.ts';
import type { Limits } from './docx/limits.ts';
import { ReadError } from './errors.ts';

/**
 * What kind of file these bytes are, by what they say and never by the name alone (`name` only breaks a tie between text
 * and XML). Cheap: nothing is inflated, no more than the head of a text is decoded.
 *
 * Throws ReadError for all that is not read: `empty`, `too-large`, `encrypted`, `old-doc`, `pdf`, `rtf`, `odt`, `html`,
 * `image`, `not-word`, `corrupt`, `zip-bomb`, `not-text`, `unsupported-encoding`.
 */
export function sniff(bytes: Uint8Array, name = '', limits: Limits = DEFAULT_LIMITS): 'docx' | 'txt' | 'xml' {
  if (isDocx(bytes, name, limits)) return 'docx';
  const { text } = decodeTextDetailed(bytes.length > 262_144 ? cutText(bytes, 262_144) : bytes);
  const start = text.trimStart().slice(0, 400);
  if (start === '') {
    if (bytes.length > 262_144 && decodeTextDetailed(bytes).text.trim() !== '') return 'txt';
    throw new ReadError('empty', 'The file holds no text, only blank lines.');
  }
  if (/^<!doctype\s+html|^<html[\s>]/i.test(start))
    throw new ReadError('html', 'The file is a web page. Please give a Word document or a text file.');
  if (start.startsWith('<?xml') || /^<(?:!DOCTYPE\b|!--|[A-Za-z_][\w.:-]*[\s/>])/.test(start)) return 'xml';
  if (/\.xml$/i.test(name) && start.startsWith('<')) return 'xml';
  return 'txt';
}

/** Cuts after a line, or between characters where there is none: a piece that ends within one would look broken. */
function cutText(bytes: Uint8Array, length: number): Uint8Array {
  const wide = /^(?:\xff\xfe|\xfe\xff)/.test(latin(bytes.subarray(0, 2)));
  const line = bytes.subarray(0, length).lastIndexOf(0x0a) + 1;
  let end = line === 0 ? length : line;
  if (wide) return bytes.subarray(0, (end + 1) & ~1);
  // In UTF-8 the bytes after the first of a character are 10xxxxxx.
  for (let back = 0; line === 0 && back < 3 && ((bytes[end] ?? 0) & 0xc0) === 0x80; back += 1) end -= 1;
  return bytes.subarray(0, end);
}
