import { AppError } from '../platform/errors.ts';

/** What the headers of a part say. */
export interface PartHead {
  name: string;
  /** Name of the file, where the part is one. */
  file: string | null;
}
export interface Part extends PartHead {
  /** A view on the body, not a copy. */
  bytes: Uint8Array;
}

const bad = (): AppError => new AppError('bad-upload', 400);

/** What parts the fields of a form, as its content type says. Errors: `bad-upload` 400. */
export function boundaryOf(type: string): string {
  const boundary = /;\s*boundary=(?:"([^"]{1,70})"|([^\s;]{1,70}))/i.exec(type);
  if (!boundary) throw bad();
  return boundary[1] ?? boundary[2] ?? '';
}

/** Name and file of a part, by its headers. Errors: `bad-upload` 400. */
export function headOf(headers: string): PartHead {
  const disposition = /^content-disposition:\s*form-data\s*;(.*)$/im.exec(headers)?.[1] ?? '';
  const value = (key: string): string | null =>
    new RegExp(`(?:^|;)\\s*${key}="((?:[^"\\\\]|\\\\.)*)"`, 'i').exec(disposition)?.[1] ?? null;
  const name = value('name');
  if (name === null) throw bad();
  // Browsers write a quote within a name as %22 (HTML standard, multipart/form-data encoding algorithm).
  const plain = (text: string): string => text.replaceAll('%22', '"').replaceAll('%0D', '\r').replaceAll('%0A', '\n');
  const file = value('filename');
  return { name: plain(name), file: file === null ? null : plain(file) };
}

/**
 * Parts of a form's body (multipart/form-data, RFC 7578), as views on the one buffer it was read into: `Request.formData`
 * copies a file three times on its way. Errors: `bad-form` 400 where the body is not what it says.
 */
export function partsOf(body: Uint8Array, type: string): Part[] {
  const data = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  const line = Buffer.from(`\r\n--${boundaryOf(type)}`);
  const parts: Part[] = [];
  // The first boundary has no line end before it.
  let at = data.indexOf(line.subarray(2));
  if (at !== 0) throw bad();
  at += line.length - 2;
  while (data[at] !== 0x2d) {
    const head = data.indexOf('\r\n\r\n', at);
    const end = head < 0 ? -1 : data.indexOf(line, head + 2);
    if (head < 0 || end < 0 || head - at > 4096 || parts.length > 100) throw bad();
    parts.push({ ...headOf(data.toString('utf8', at, head)), bytes: data.subarray(head + 4, end) });
    at = end + line.length;
  }
  return parts;
}
