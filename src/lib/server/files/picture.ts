import type { Sharp, SharpConstructor } from 'sharp';

let loaded: Promise<SharpConstructor> | undefined;
/** Loaded with the first picture: it takes a tenth of a second, which each start of a program would wait for. */
const library = (): Promise<SharpConstructor> =>
  (loaded ??= import('sharp').then(({ default: sharp }) => {
    // Pictures come one at a time (`turns`): nothing is kept between them, and one thread leaves the other cores to pages.
    sharp.cache(false);
    sharp.concurrency(1);
    return sharp;
  }));

/** Most pixels of a picture that is opened: a phone's largest, and no bomb. */
const MOST_PIXELS = 120_000_000;
/** Longest side of a picture in a page, in pixels: twice the width of a column of text. */
const LONGEST = 1600;

export interface Drawn {
  bytes: Uint8Array;
  type: string;
}

/** A picture for a page: upright, at most 1,600 pixels long, as WebP. Errors: those of `drawn`. */
export const forPage = (bytes: Uint8Array): Promise<Drawn | null> =>
  drawn(bytes, (picture) =>
    picture.resize({ width: LONGEST, height: LONGEST, fit: 'inside', withoutEnlargement: true }).webp({ quality: 82 }),
  );

/** A picture to be saved: upright, in its own size and kind. Errors: those of `drawn`. */
export const toSave = (bytes: Uint8Array): Promise<Drawn | null> =>
  drawn(bytes, (picture) => picture.jpeg({ quality: 92, force: false }).webp({ quality: 92, force: false }));

/**
 * The picture drawn anew from its pixels, so that nothing of what a camera wrote into it (place, time, owner, thumbnail) is
 * kept, nor anything hidden in it; colours are those of sRGB. Null where it is cut off, damaged, too many pixels, or none.
 */
async function drawn(bytes: Uint8Array, as: (picture: Sharp) => Sharp): Promise<Drawn | null> {
  const sharp = await library();
  try {
    const picture = sharp(bytes, { failOn: 'error', limitInputPixels: MOST_PIXELS }).autoOrient();
    const { data, info } = await as(picture).toBuffer({ resolveWithObject: true });
    return { bytes: new Uint8Array(data), type: `image/${info.format}` };
  } catch {
    return null;
  }
}
