const SIGNATURES: readonly [string, readonly number[]][] = [
  ['application/pdf', [0x25, 0x50, 0x44, 0x46, 0x2d]],
  ['image/png', [0x89, 0x50, 0x4e, 0x47]],
  ['image/jpeg', [0xff, 0xd8, 0xff]],
  ['image/gif', [0x47, 0x49, 0x46, 0x38]],
  ['application/zip', [0x50, 0x4b, 0x03, 0x04]],
];

/** Media type of an attachment, by its content and never by its name; what is not known is only bytes. */
export function kindOf(bytes: Uint8Array): string {
  for (const [type, signature] of SIGNATURES)
    if (signature.every((byte, at) => bytes[at] === byte))
      return type === 'application/zip' && holds(bytes, 'word/document.xml')
        ? 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
        : type;
  return 'application/octet-stream';
}

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
