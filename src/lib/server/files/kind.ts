const SIGNATURES: readonly [string, readonly number[]][] = [
  ['application/pdf', [0x25, 0x50, 0x44, 0x46, 0x2d]],
  ['image/png', [0x89, 0x50, 0x4e, 0x47]],
  ['image/jpeg', [0xff, 0xd8, 0xff]],
  ['image/gif', [0x47, 0x49, 0x46, 0x38]],
  ['application/zip', [0x50, 0x4b, 0x03, 0x04]],
];

const OFFICE = 'application/vnd.openxmlformats-officedocument';
/** What an archive holds that is a document, and where in it that is told. */
const WITHIN: readonly [string, string][] = [
  [`${OFFICE}.wordprocessingml.document`, 'word/document.xml'],
  [`${OFFICE}.spreadsheetml.sheet`, 'xl/workbook.xml'],
  [`${OFFICE}.presentationml.presentation`, 'ppt/presentation.xml'],
  ...['text', 'spreadsheet', 'presentation'].map((kind): [string, string] => [
    `application/vnd.oasis.opendocument.${kind}`,
    `mimetypeapplication/vnd.oasis.opendocument.${kind}`,
  ]),
];

/** Media type of an attachment, by its content and never by its name; what is not known is only bytes. */
export function kindOf(bytes: Uint8Array): string {
  const starts = (signature: readonly number[], from = 0): boolean =>
    signature.every((byte, at) => bytes[from + at] === byte);
  if (starts([0x52, 0x49, 0x46, 0x46]) && starts([0x57, 0x45, 0x42, 0x50], 8)) return 'image/webp';
  const [type] = SIGNATURES.find(([, signature]) => starts(signature)) ?? ['application/octet-stream'];
  if (type !== 'application/zip') return type;
  return WITHIN.find(([, told]) => holds(bytes, told))?.[0] ?? type;
}

/** Whether an office document brings macros, which run on the machine of who opens it. */
export const hasMacros = (bytes: Uint8Array): boolean => holds(bytes, 'vbaProject.bin');

/** Headers under which a picture goes out that is shown in a page: drawn, never run. */
export const inPage = (type: string): Record<string, string> => ({
  'content-type': type,
  'content-security-policy': "sandbox; default-src 'none'",
  'x-content-type-options': 'nosniff',
});

const holds = (bytes: Uint8Array, name: string): boolean => Buffer.from(bytes).includes(name);

/** A file's name fit to be kept and sent back: no folders, no control characters, its end kept. */
export const fileName = (name: string, otherwise: string): string =>
  name
    .replace(/[\u0000-\u001f\u007f\u202a-\u202e\u2066-\u2069/\\]/g, ' ')
    .trim()
    .slice(-255) || otherwise;

/** Headers under which bytes that someone sent go out: saved, never run, never taken for something else. */
export const attachment = (name: string, type: string): Record<string, string> => ({
  'content-type': type,
  'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name).replaceAll("'", '%27')}`,
  'content-security-policy': "sandbox; default-src 'none'",
  'x-content-type-options': 'nosniff',
});
