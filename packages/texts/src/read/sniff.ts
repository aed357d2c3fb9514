import { decodeTextDetailed } from './decode.ts';
import { DEFAULT_LIMITS } from './docx/limits.ts';
import type { Limits } from './docx/limits.ts';
import { readZipDirectory } from './docx/zip.ts';
import { ReadError } from './errors.ts';

/**
 * What kind of file these bytes are, by what they say and never by the name alone (`name` only breaks a tie between text
 * and XML). Cheap: nothing is inflated, no more than the head of a text is decoded.
 *
 * Throws ReadError for all that is not read: `empty`, `too-large`, `encrypted`, `old-doc`, `pdf`, `rtf`, `odt`, `html`,
 * `image`, `not-word`, `corrupt`, `zip-bomb`, `not-text`, `unsupported-encoding`.
 */
export function sniff(bytes: Uint8Array, name = '', limits: Limits = DEFAULT_LIMITS): 'docx' | 'txt' | 'xml' {
  if (bytes.length === 0) throw new ReadError('empty', 'The file is empty.');
  if (bytes.length > limits.fileBytes)
    throw new ReadError('too-large', `The file is larger than ${Math.round(limits.fileBytes / 1024 / 1024)} MB.`);
  if (starts(bytes, 0xd0, 0xcf, 0x11, 0xe0)) throw oldContainer(bytes);
  if (starts(bytes, 0x50, 0x4b, 0x03, 0x04) || starts(bytes, 0x50, 0x4b, 0x05, 0x06)) return archive(bytes, limits);
  const head = ascii(bytes, 1_024);
  if (/^\s*%PDF-/.test(head) || head.slice(0, 1_024).includes('%PDF-1.'))
    throw new ReadError('pdf', 'The file is a PDF. Please give the Word file it was made from, or its text.');
  if (head.trimStart().startsWith('{\\rtf'))
    throw new ReadError('rtf', 'The file is RTF. Please save it as a Word document (.docx).');
  if (isImage(bytes, head)) throw new ReadError('image', 'The file is an image, not a text.');
  if (isArchive(bytes) || isProgram(bytes, head))
    throw new ReadError('not-supported', 'The file is an archive or a program, not a text.');
  // A Word file whose first bytes were lost still ends as one.
  if (/\.docx$/i.test(name) && !/^[\s\u00ef\u00bb\u00bf]*[<\w]/.test(head))
    throw new ReadError('corrupt', 'The file is damaged: it does not begin as a Word document does.');

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

const starts = (bytes: Uint8Array, ...head: number[]): boolean => head.every((byte, index) => bytes[index] === byte);

const ascii = (bytes: Uint8Array, length: number): string => String.fromCharCode(...bytes.subarray(0, length));

/** Cuts after a line, or between characters where there is none: a piece that ends within one would look broken. */
function cutText(bytes: Uint8Array, length: number): Uint8Array {
  const wide = starts(bytes, 0xff, 0xfe) || starts(bytes, 0xfe, 0xff);
  const line = bytes.subarray(0, length).lastIndexOf(0x0a) + 1;
  let end = line === 0 ? length : line;
  if (wide) return bytes.subarray(0, (end + 1) & ~1);
  // In UTF-8 the bytes after the first of a character are 10xxxxxx.
  for (let back = 0; line === 0 && back < 3 && ((bytes[end] ?? 0) & 0xc0) === 0x80; back += 1) end -= 1;
  return bytes.subarray(0, end);
}

/** The old binary container holds .doc, .xls, .msg and, since 2007, Office files locked by a password ([MS-OFFCRYPTO]). */
function oldContainer(bytes: Uint8Array): ReadError {
  if (hasWide(bytes, 'EncryptedPackage') || hasWide(bytes, 'EncryptionInfo'))
    return new ReadError('encrypted', 'The file is protected by a password. Please save it without one.');
  if (hasWide(bytes, 'WordDocument'))
    return new ReadError('old-doc', 'The file is in the old Word format (.doc). Please save it as .docx.');
  if (hasWide(bytes, 'Workbook') || hasWide(bytes, 'PowerPoint Document') || hasWide(bytes, '__substg1.0'))
    return new ReadError('not-word', 'The file is an old Office file, but not a Word one.');
  return new ReadError('old-doc', 'The file is in an old Office format. Please save it as .docx.');
}

/** Whether the bytes hold these letters in UTF-16, as names of streams are kept. */
function hasWide(bytes: Uint8Array, words: string): boolean {
  const [first = 0, second = 0] = [words.charCodeAt(0), words.charCodeAt(1)];
  for (
    let at = bytes.indexOf(first, 512);
    at >= 0 && at < bytes.length - words.length * 2;
    at = bytes.indexOf(first, at + 1)
  ) {
    if (bytes[at + 1] !== 0 || bytes[at + 2] !== second) continue;
    let index = 1;
    while (index < words.length && bytes[at + index * 2] === words.charCodeAt(index) && bytes[at + index * 2 + 1] === 0)
      index += 1;
    if (index === words.length) return true;
  }
  return false;
}

function archive(bytes: Uint8Array, limits: Limits): 'docx' {
  const entries = readZipDirectory(bytes, limits);
  const names = new Set(entries.map((entry) => entry.name.toLowerCase()));
  const mimetype = entries.find((entry) => entry.name === 'mimetype');
  if (mimetype !== undefined) {
    const kind = ascii(bytes.subarray(mimetype.offset + 30), 200);
    if (kind.includes('opendocument.text'))
      throw new ReadError('odt', 'The file is an OpenDocument text. Please save it as a Word document (.docx).');
    throw new ReadError('not-word', 'The file is not a Word document.');
  }
  const has = (folder: string): boolean => [...names].some((name) => name.startsWith(folder));
  if (!names.has('[content_types].xml'))
    throw new ReadError('not-word', 'The file is an archive, but not a Word document.');
  if (!has('word/') && (has('xl/') || has('ppt/') || has('visio/')))
    throw new ReadError('not-word', 'The file is an Office document, but not a Word one (a workbook or slides).');
  return 'docx';
}

function isImage(bytes: Uint8Array, head: string): boolean {
  return (
    starts(bytes, 0x89, 0x50, 0x4e, 0x47) ||
    starts(bytes, 0xff, 0xd8, 0xff) ||
    head.startsWith('GIF8') ||
    starts(bytes, 0x49, 0x49, 0x2a, 0x00) ||
    starts(bytes, 0x4d, 0x4d, 0x00, 0x2a) ||
    (head.startsWith('RIFF') && head.slice(8, 12) === 'WEBP') ||
    (head.slice(4, 8) === 'ftyp' && /hei|avif|mif1/.test(head.slice(8, 12))) ||
    (head.startsWith('BM') && bytes[6] === 0 && bytes[7] === 0 && bytes[8] === 0 && bytes[9] === 0)
  );
}

const isArchive = (bytes: Uint8Array): boolean =>
  starts(bytes, 0x37, 0x7a, 0xbc, 0xaf) ||
  starts(bytes, 0x52, 0x61, 0x72, 0x21) ||
  starts(bytes, 0x1f, 0x8b) ||
  starts(bytes, 0x42, 0x5a, 0x68) ||
  starts(bytes, 0xfd, 0x37, 0x7a, 0x58);

const isProgram = (bytes: Uint8Array, head: string): boolean =>
  starts(bytes, 0x7f, 0x45, 0x4c, 0x46) || (head.startsWith('MZ') && bytes.subarray(0, 512).includes(0));
