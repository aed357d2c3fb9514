/*
 * A picture without what its camera wrote into it: place, time, owner, thumbnail. Pixels are left as they are. Only what is
 * needed to draw it is kept, so that a kind of metadata that nobody thought of falls away too; of EXIF the orientation
 * stays, without which a picture lies on its side. Sources: ITU-T T.81, Annex B (JPEG); W3C PNG (Third Edition), 11;
 * RFC 9649 (WebP); CIPA DC-008 (EXIF), 4.6.
 */

const SOI = 0xd8;
const EOI = 0xd9;
const SOS = 0xda;

/** The picture without metadata, or null where it is no whole picture of one of these kinds. */
export function stripPicture(bytes: Uint8Array, type: string): Uint8Array<ArrayBuffer> | null {
  try {
    if (type === 'image/jpeg') return jpeg(bytes);
    if (type === 'image/png') return png(bytes);
    if (type === 'image/webp') return webp(bytes);
  } catch (error) {
    // A length that points beyond the end.
    if (!(error instanceof RangeError)) throw error;
  }
  return null;
}

const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
const ascii = (bytes: Uint8Array, from: number, length: number): string =>
  String.fromCharCode(...bytes.subarray(from, from + length));
const within = (end: number, bytes: Uint8Array): void => {
  if (end > bytes.length) throw new RangeError('cut off');
};

function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

// Segments until the end of the image; what lies beyond it (further pictures, with EXIF of their own) is dropped.
function jpeg(bytes: Uint8Array): Uint8Array<ArrayBuffer> | null {
  if (bytes[0] !== 0xff || bytes[1] !== SOI) return null;
  const view = viewOf(bytes);
  const kept: Uint8Array[] = [bytes.subarray(0, 2)];
  let orientation = 1;
  let drawn = false;
  for (let at = 2; ;) {
    if (view.getUint8(at) !== 0xff) return null;
    const marker = view.getUint8(at + 1);
    if (marker === 0xff) {
      at++;
      continue;
    }
    if (marker === EOI) {
      kept.push(bytes.subarray(at, at + 2));
      break;
    }
    const end = at + 2 + view.getUint16(at + 2);
    within(end, bytes);
    const name = ascii(bytes, at + 4, 12);
    if (marker === 0xe1 && name.startsWith('Exif\0\0')) orientation = orientationOf(bytes.subarray(at + 10, end));
    // Application segments but JFIF, colour profile and Adobe's colour transform; comments.
    const application = marker >= 0xe0 && marker <= 0xef;
    const needed =
      (marker === 0xe0 && name.startsWith('JFIF\0')) || marker === 0xee || name.startsWith('ICC_PROFILE\0');
    if (marker !== 0xfe && (!application || needed)) kept.push(bytes.subarray(at, end));
    at = end;
    if (marker !== SOS) continue;
    drawn = true;
    // The scan: until a marker that is neither a stuffed byte nor a restart.
    const from = at;
    while (view.getUint8(at) !== 0xff || view.getUint8(at + 1) === 0 || (view.getUint8(at + 1) & 0xf8) === 0xd0) at++;
    kept.push(bytes.subarray(from, at));
  }
  if (!drawn) return null;
  if (orientation !== 1) kept.splice(1, 0, exifOf(orientation));
  return joined(kept);
}

// Tag 0x0112 of the first directory of a TIFF header.
function orientationOf(tiff: Uint8Array): number {
  const view = viewOf(tiff);
  try {
    const little = ascii(tiff, 0, 2) === 'II';
    const first = view.getUint32(4, little);
    const count = view.getUint16(first, little);
    for (let i = 0; i < count; i++) {
      const entry = first + 2 + i * 12;
      if (view.getUint16(entry, little) !== 0x0112) continue;
      const value = view.getUint16(entry + 8, little);
      return value >= 1 && value <= 8 ? value : 1;
    }
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
  }
  return 1;
}

/** EXIF that says which side is up, and nothing else. */
const exifOf = (orientation: number): Uint8Array =>
  Uint8Array.from([
    ...[0xff, 0xe1, 0, 34, 0x45, 0x78, 0x69, 0x66, 0, 0],
    ...[0x4d, 0x4d, 0, 0x2a, 0, 0, 0, 8, 0, 1],
    ...[0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0],
    ...[0, 0, 0, 0],
  ]);

/** Chunks that a picture is drawn from, animated ones included. */
const PNG_KEPT = new Set(
  'IHDR PLTE IDAT IEND tRNS cHRM gAMA iCCP sBIT sRGB cICP mDCV cLLI bKGD pHYs hIST sPLT acTL fcTL fdAT'.split(' '),
);

function png(bytes: Uint8Array): Uint8Array<ArrayBuffer> | null {
  if (ascii(bytes, 0, 8) !== '\u0089PNG\r\n\u001a\n') return null;
  const view = viewOf(bytes);
  const kept: Uint8Array[] = [bytes.subarray(0, 8)];
  for (let at = 8; ;) {
    const end = at + 12 + view.getUint32(at);
    within(end, bytes);
    const name = ascii(bytes, at + 4, 4);
    if (PNG_KEPT.has(name)) kept.push(bytes.subarray(at, end));
    if (name === 'IEND') return joined(kept);
    at = end;
  }
}

const WEBP_KEPT = new Set(['VP8 ', 'VP8L', 'VP8X', 'ALPH', 'ANIM', 'ANMF', 'ICCP']);
/** Flags of VP8X that say there is EXIF and XMP. */
const WEBP_TOLD = 0x0c;

function webp(bytes: Uint8Array): Uint8Array<ArrayBuffer> | null {
  if (ascii(bytes, 0, 4) !== 'RIFF' || ascii(bytes, 8, 4) !== 'WEBP') return null;
  const view = viewOf(bytes);
  const stop = 8 + view.getUint32(4, true);
  within(stop, bytes);
  const kept: Uint8Array[] = [bytes.slice(0, 12)];
  let drawn = false;
  for (let at = 12; at + 8 <= stop;) {
    const size = view.getUint32(at + 4, true);
    const end = at + 8 + size + (size % 2);
    within(end, bytes);
    const name = ascii(bytes, at, 4);
    const chunk = bytes.slice(at, end);
    if (name === 'VP8X') chunk[8] = (chunk[8] ?? 0) & ~WEBP_TOLD;
    if (WEBP_KEPT.has(name)) kept.push(chunk);
    drawn ||= name === 'VP8 ' || name === 'VP8L' || name === 'ANMF';
    at = end;
  }
  if (!drawn) return null;
  const whole = joined(kept);
  viewOf(whole).setUint32(4, whole.length - 8, true);
  return whole;
}
