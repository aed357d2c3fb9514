import type { Image } from '../../model/text.ts';
import { NAMESPACES } from '../../read/docx/namespaces.ts';
import type { Writing } from './writing.ts';
import { escapeAttribute } from './xml.ts';

/** English metric units in a point. */
const EMU = 12_700;

/** A transparent picture of one point: it stands where the bytes of an image are not at hand. */
export const BLANK = Uint8Array.from(
  [
    '89504e470d0a1a0a0000000d4948445200000001000000010804000000b51c0c02',
    '0000000b4944415478da6360600000000300012b094d840000000049454e44ae426082',
  ]
    .join('')
    .match(/../g) ?? [],
  (pair) => Number.parseInt(pair, 16),
);

/** A picture in the line of words (20.4.2.8), with what it shows for those who do not see it. */
export function imageXml(image: Image, writing: Writing): string {
  const { id, link } = writing.image(image.part);
  const size = `cx="${emu(image.width)}" cy="${emu(image.height)}"`;
  const name = `id="${id}" name="Picture ${id}"${image.alt === undefined ? '' : ` descr="${escapeAttribute(image.alt)}"`}`;
  return `<w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent ${size}/><wp:docPr ${name}/><a:graphic><a:graphicData uri="${NAMESPACES['pic']}"><pic:pic><pic:nvPicPr><pic:cNvPr ${name}/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="${link}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext ${size}/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing>`;
}

const emu = (points: number | undefined): number => Math.max(1, Math.round((points ?? 36) * EMU));

/** Content types of images by the ending of their names. */
export const IMAGE_TYPES: Readonly<Record<string, string>> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  bmp: 'image/bmp',
  tif: 'image/tiff',
  tiff: 'image/tiff',
  svg: 'image/svg+xml',
  emf: 'image/x-emf',
  wmf: 'image/x-wmf',
};
