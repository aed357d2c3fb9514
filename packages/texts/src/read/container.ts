import { DEFAULT_LIMITS } from './docx/limits.ts';
import type { Limits } from './docx/limits.ts';
import { readZipDirectory } from './docx/zip.ts';
import { ReadError } from './errors.ts';

/** What is said of files that come near, here and where their parts are read. */
export const OTHER_OFFICE = 'The file is an Office document, but not a Word one (a workbook or slides).';
export const OTHER_ARCHIVE = 'The file is an archive, but not a Word document.';

const SAVE = 'Please save it as a Word document (.docx).';

const notWord = (what = 'The file is not a Word document.'): ReadError => new ReadError('not-word', what);

/** Heads of images: PNG, JPEG, GIF, TIFF, WebP, HEIF and AVIF, BMP. */
const IMAGE = /^(?:\x89PNG|\xff\xd8\xff|GIF8|II\*\0|MM\0\*|RIFF[^]{4}WEBP|[^]{4}ftyp(?:.?hei|avif|mif1)|BM[^]{4}\0{4})/;
/** Heads of other archives and of programs: 7z, RAR, gzip, bzip2, xz, ELF. */
const FOREIGN = /^(?:7z\xbc\xaf|Rar!|\x1f\x8b|BZh|\xfd7zX|\x7fELF)/;

/**
 * Whether these bytes are a Word file; false for what may be a text. `name` matters only for a Word file whose head is lost.
 * Cheap: nothing is inflated.
 *
 * Throws ReadError for what is neither: `empty`, `too-large`, `encrypted`, `old-doc`, `pdf`, `rtf`, `odt`, `image`,
 * `not-supported`, `not-word`, `corrupt`, `zip-bomb`.
 */
export function isDocx(bytes: Uint8Array, name: string, limits: Limits = DEFAULT_LIMITS): boolean {
  if (bytes.length === 0) throw new ReadError('empty', 'The file is empty.');
  if (bytes.length > limits.fileBytes)
    throw new ReadError('too-large', `The file is larger than ${Math.round(limits.fileBytes / 1024 / 1024)} MB.`);
  const head = latin(bytes.subarray(0, 1_024));
  if (head.startsWith('\xd0\xcf\x11\xe0')) throw oldContainer(bytes);
  if (/^PK(?:\x03\x04|\x05\x06)/.test(head)) {
    checkArchive(bytes, limits);
    return true;
  }
  if (/^\s*%PDF-|%PDF-1\./.test(head))
    throw new ReadError('pdf', 'The file is a PDF. Please give the Word file it was made from, or its text.');
  if (head.trimStart().startsWith('{\\rtf')) throw new ReadError('rtf', `The file is RTF. ${SAVE}`);
  if (IMAGE.test(head)) throw new ReadError('image', 'The file is an image, not a text.');
  if (FOREIGN.test(head) || (head.startsWith('MZ') && head.slice(0, 512).includes('\0')))
    throw new ReadError('not-supported', 'The file is an archive or a program, not a text.');
  // A Word file whose first bytes were lost still ends as one.
  if (/\.docx$/i.test(name) && !/^[\s\u00ef\u00bb\u00bf]*[<\w]/.test(head))
    throw new ReadError('corrupt', 'The file is damaged: it does not begin as a Word document does.');
  return false;
}

/** Throws as `isDocx` does, and `not-word` for what may be a text. */
export function checkDocx(bytes: Uint8Array, limits: Limits): void {
  if (!isDocx(bytes, '.docx', limits)) throw notWord();
}

/** Bytes as characters of the same number. */
export const latin = (bytes: Uint8Array): string => String.fromCharCode(...bytes);

/** The old binary container holds .doc, .xls, .msg and, since 2007, Office files locked by a password ([MS-OFFCRYPTO]). */
function oldContainer(bytes: Uint8Array): ReadError {
  // Names of streams are kept in UTF-16, in records of 128 bytes.
  const names = new TextDecoder('utf-16le').decode(bytes);
  if (/EncryptedPackage|EncryptionInfo/.test(names))
    return new ReadError('encrypted', 'The file is protected by a password. Please save it without one.');
  if (names.includes('WordDocument'))
    return new ReadError('old-doc', 'The file is in the old Word format (.doc). Please save it as .docx.');
  if (/Workbook|PowerPoint Document|__substg1\.0/.test(names))
    return notWord('The file is an old Office file, but not a Word one.');
  return new ReadError('old-doc', 'The file is in an old Office format. Please save it as .docx.');
}

function checkArchive(bytes: Uint8Array, limits: Limits): void {
  const entries = readZipDirectory(bytes, limits);
  const names = new Set(entries.map((entry) => entry.name.toLowerCase()));
  const mimetype = entries.find((entry) => entry.name === 'mimetype');
  if (mimetype) {
    const kind = latin(bytes.subarray(mimetype.offset + 30, mimetype.offset + 230));
    if (kind.includes('opendocument.text')) throw new ReadError('odt', `The file is an OpenDocument text. ${SAVE}`);
    throw notWord();
  }
  const has = (folder: string): boolean => [...names].some((name) => name.startsWith(folder));
  if (!names.has('[content_types].xml')) throw notWord(OTHER_ARCHIVE);
  if (!has('word/') && (has('xl/') || has('ppt/') || has('visio/'))) throw notWord(OTHER_OFFICE);
}
