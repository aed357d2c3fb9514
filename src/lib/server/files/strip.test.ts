import { describe, expect, test } from 'vitest';
import { stripPicture } from './strip.ts';

const bytes = (...parts: (string | readonly number[])[]): Uint8Array =>
  Uint8Array.from(parts.flatMap((part) => (typeof part === 'string' ? [...Buffer.from(part, 'latin1')] : [...part])));
const textOf = (picture: Uint8Array | null): string => Buffer.from(picture ?? []).toString('latin1');

/** A segment of a JPEG. */
const segment = (marker: number, body: string): string =>
  `\xff${String.fromCharCode(marker)}${String.fromCharCode((body.length + 2) >> 8, (body.length + 2) & 255)}${body}`;
/** EXIF with an orientation and a place. */
const exif = (orientation: number): string =>
  segment(
    0xe1,
    `Exif\0\0II*\0\x08\0\0\0\x02\0\x12\x01\x03\0\x01\0\0\0${String.fromCharCode(orientation)}\0\0\0\x25\x88\x04\0\x01\0\0\0\x26\0\0\0\0\0\0\0GPS 14.7N 17.4W`,
  );
const scan = `${segment(0xda, '\x01\x01\0\0?\0')}ab\xff\0cd\xff\xd1ef`;
const jpeg = (...more: string[]): Uint8Array =>
  bytes(
    '\xff\xd8',
    segment(0xe0, 'JFIF\0\x01\x01\0\0\x01\0\x01\0\0'),
    ...more,
    segment(0xdb, 'table'),
    scan,
    '\xff\xd9',
  );

const chunk = (name: string, body: string): string => `\0\0\0${String.fromCharCode(body.length)}${name}${body}CRC!`;
const png = (...more: string[]): Uint8Array =>
  bytes('\x89PNG\r\n\x1a\n', chunk('IHDR', 'size'), ...more, chunk('IDAT', 'pixels'), chunk('IEND', ''));

const riff = (name: string, body: string): string =>
  `${name}${String.fromCharCode(body.length)}\0\0\0${body}${body.length % 2 ? '\0' : ''}`;
const webp = (...chunks: string[]): Uint8Array => {
  const body = `WEBP${chunks.join('')}`;
  return bytes(`RIFF${String.fromCharCode(body.length)}\0\0\0`, body);
};

describe('a picture is kept without its metadata', () => {
  test('a JPEG loses place, comments and what lies behind its end, and keeps every byte that draws it', () => {
    const told = jpeg(exif(1), segment(0xfe, 'by Awa'), segment(0xe1, 'http://ns.adobe.com/xap/1.0/\0<x/>'));
    const stripped = stripPicture(bytes([...told], 'second picture with GPS'), 'image/jpeg');
    expect(textOf(stripped)).toBe(textOf(jpeg()));
  });

  test('a JPEG that lies on its side still says which side is up, and nothing else', () => {
    const stripped = textOf(stripPicture(jpeg(exif(6)), 'image/jpeg'));
    expect(stripped).not.toContain('GPS');
    const at = stripped.indexOf('Exif\0\0');
    expect(stripped.slice(at + 6, at + 32)).toBe('MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0');
    // Read once more it stays the same.
    expect(textOf(stripPicture(bytes(stripped), 'image/jpeg'))).toBe(stripped);
  });

  test('a colour profile stays: colours are what the picture shows', () => {
    const profiled = jpeg(segment(0xe2, 'ICC_PROFILE\0\x01\x01profile'));
    expect(textOf(stripPicture(profiled, 'image/jpeg'))).toBe(textOf(profiled));
  });

  test('a PNG loses words, times and EXIF', () => {
    const told = png(chunk('tEXt', 'Author\0Awa'), chunk('eXIf', 'II*\0GPS'), chunk('tIME', 'now'), chunk('zzZz', 'x'));
    expect(textOf(stripPicture(told, 'image/png'))).toBe(textOf(png()));
    expect(textOf(stripPicture(png(chunk('sRGB', '\0')), 'image/png'))).toContain('sRGB');
  });

  test('a WebP loses EXIF and XMP and says no longer that it has them', () => {
    const told = webp(riff('VP8X', '\x2c234567890'), riff('VP8 ', 'pixels'), riff('EXIF', 'GPS'), riff('XMP ', '<x/>'));
    expect(textOf(stripPicture(told, 'image/webp'))).toBe(
      textOf(webp(riff('VP8X', '\x20234567890'), riff('VP8 ', 'pixels'))),
    );
  });

  test('what is cut off, or no picture at all, is refused', () => {
    for (const [whole, type] of [
      [jpeg(exif(6)), 'image/jpeg'],
      [png(), 'image/png'],
      [webp(riff('VP8 ', 'pixels')), 'image/webp'],
    ] as const) {
      for (let length = 0; length < whole.length; length++)
        expect(stripPicture(whole.subarray(0, length), type), `${type} ${length}`).toBeNull();
      expect(stripPicture(bytes('<svg onload="x">'), type)).toBeNull();
    }
    expect(stripPicture(bytes('GIF89a'), 'image/gif')).toBeNull();
  });
});
