import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { forPage, toSave } from './picture.ts';

/** A red picture with a blue left half, as a camera that lay on its side writes it. */
const photo = (kind: 'jpeg' | 'png' | 'webp', width = 40, height = 20): Promise<Buffer> =>
  sharp({ create: { width, height, channels: 3, background: 'red' } })
    .composite([{ input: { create: { width: width / 2, height, channels: 3, background: 'blue' } }, left: 0, top: 0 }])
    .withExif({ IFD0: { Copyright: 'Awa of the Quay' }, IFD3: { GPSLatitudeRef: 'N' } })
    .withMetadata({ orientation: 6 })
    .toFormat(kind)
    .toBuffer();

describe('a picture is drawn anew', () => {
  test.each(['jpeg', 'png', 'webp'] as const)('a %s stands upright and says nothing of its camera', async (kind) => {
    const sent = await photo(kind);
    expect((await sharp(sent).metadata()).orientation).toBe(6);
    for (const [made, format] of [
      [await forPage(sent), 'webp'],
      [await toSave(sent), kind],
    ] as const) {
      expect(made?.type).toBe(`image/${format}`);
      const told = await sharp(made?.bytes).metadata();
      expect(told).toMatchObject({ format, width: 20, height: 40 });
      expect([told.orientation, told.exif, told.xmp, told.iptc]).toEqual(Array.from({ length: 4 }, () => undefined));
      expect(Buffer.from(made?.bytes ?? []).includes('Awa')).toBe(false);
      // What was to the left is above.
      const { data } = await sharp(made?.bytes).removeAlpha().raw().toBuffer({ resolveWithObject: true });
      expect(data[2]).toBeGreaterThan(200);
      expect(data.at(-3)).toBeGreaterThan(200);
    }
  });

  test('a large one is small enough for a page, and is saved as large as it came', async () => {
    const sent = await photo('jpeg', 4000, 2000);
    expect(await sharp((await forPage(sent))?.bytes).metadata()).toMatchObject({ width: 800, height: 1600 });
    expect(await sharp((await toSave(sent))?.bytes).metadata()).toMatchObject({ width: 2000, height: 4000 });
  });

  test('what is cut off, has too many pixels or is no picture is refused', async () => {
    const whole = await photo('png', 400, 200);
    const bomb = await sharp({ create: { width: 13_000, height: 13_000, channels: 3, background: 'red' } })
      .png()
      .toBuffer();
    for (const bytes of [whole.subarray(0, whole.length / 2), bomb, Buffer.from('<svg onload="x">'), Buffer.alloc(0)])
      expect([await forPage(bytes), await toSave(bytes)]).toEqual([null, null]);
  });
});
