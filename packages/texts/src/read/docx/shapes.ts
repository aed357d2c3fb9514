import { defined } from '../../model/defined.ts';
import type { Image } from '../../model/text.ts';
import type { Revision, Story } from './story.ts';
import { child, elements, names, textOf } from './xml.ts';
import type { Node } from './xml.ts';

/** A text box met on the way: its paragraphs, and the revision it stands in. */
export interface Box {
  node: Node;
  revision?: Revision;
}

/** The branch of mc:AlternateContent to read: exactly one, or a text box would be read twice (once in its VML twin). */
export function chooseBranch(node: Node): Node | undefined {
  const known = new Set(['wps', 'wpg', 'wpc', 'wp14', 'w14', 'w15', 'w16se', 'w16cid', 'a14', 'pic', 'c14']);
  for (const choice of elements(node, 'mc:Choice')) {
    const requires = (choice.attributes['Requires'] ?? '').split(/\s+/).filter((each) => each !== '');
    if (requires.every((each) => known.has(each))) return choice;
  }
  return child(node, 'mc:Fallback') ?? elements(node, 'mc:Choice')[0];
}

const SHAPES = new Set(names('w', 'drawing pict object control movie contentPart'));

/** What a drawing, picture or object leaves in the text: its images; its text boxes are noted. Undefined where the element is none. */
export function readShape(
  node: Node,
  around: { revision?: Revision },
  story: Story,
  out: { boxes: Box[] },
): Image[] | undefined {
  if (!SHAPES.has(node.name)) return undefined;
  const { session } = story;
  const images: Image[] = [];
  const whole: Omit<Image, 'kind'> = {};
  const add = (kind: Image['kind'], id: string | undefined, alt?: string): void => {
    const target = id === undefined ? undefined : story.relationships.get(id);
    images.push(defined({ kind, alt: alt || undefined, part: target?.external ? undefined : target?.target }));
  };
  const walk = (each: Node): void => {
    switch (each.name) {
      case 'w:txbxContent':
        out.boxes.push({ node: each, revision: around.revision });
        return;
      case 'mc:AlternateContent': {
        const branch = chooseBranch(each);
        if (branch) walk(branch);
        return;
      }
      case 'wp:extent':
        Object.assign(whole, sizeOf(each.attributes['cx'], each.attributes['cy'], 1 / 12_700));
        break;
      case 'wp:docPr':
        whole.alt ??= altOf(each, 'descr', 'title');
        break;
      case 'pic:pic': {
        const named = child(child(each, 'pic:nvPicPr'), 'pic:cNvPr');
        const blip = child(child(each, 'pic:blipFill'), 'a:blip');
        add('image', blip?.attributes['r:embed'], named ? altOf(named, 'descr', 'title') : undefined);
        return;
      }
      case 'v:imagedata':
        add('image', each.attributes['r:id'] ?? each.attributes['r:embed'], altOf(each, 'o:title', 'title'));
        break;
      case 'v:shape':
      case 'v:rect': {
        whole.alt ??= altOf(each, 'alt');
        const said = (name: string): string | undefined =>
          new RegExp(`(?:^|;)\\s*${name}:\\s*([\\d.]+)pt`).exec(each.attributes['style'] ?? '')?.[1];
        Object.assign(whole, sizeOf(said('width'), said('height'), 1));
        break;
      }
      case 'v:textpath':
        if (each.attributes['string'] !== undefined)
          session.warn(
            'word-art',
            `Words drawn as a picture are not kept in the text: "${clip(each.attributes['string'])}".`,
          );
        break;
      case 'c:chart':
        add('chart', each.attributes['r:id']);
        break;
      case 'dgm:relIds':
        add('diagram', each.attributes['r:dm']);
        break;
      case 'o:OLEObject':
      case 'w:control':
        add('object', each.attributes['r:id']);
        break;
      case 'a:t':
        if (textOf(each).trim() !== '')
          session.warn('drawn-text', `Words in a drawing are not kept in the text: "${clip(textOf(each))}".`);
        return;
      default:
    }
    for (const inner of each.children) if (typeof inner !== 'string') walk(inner);
  };
  walk(node);
  // An object brings a picture of itself along: it is one thing, shown by that picture.
  const object = images.find((image) => image.kind === 'object');
  const list = object ? [object] : images;
  const { alt, ...size } = whole;
  return list.map((image, index) => ({
    ...image,
    ...(index === 0 && image.alt === undefined && alt !== undefined && { alt }),
    ...(list.length === 1 ? size : {}),
  }));
}

const altOf = (node: Node, ...attributes: string[]): string | undefined =>
  attributes.map((name) => (node.attributes[name] ?? '').trim()).find((words) => words !== '');

function sizeOf(
  width: string | undefined,
  height: string | undefined,
  scale: number,
): { width?: number; height?: number } {
  const points = (value: string | undefined): number => Math.round(Number(value) * scale * 100) / 100;
  const [wide, high] = [points(width), points(height)];
  return {
    ...(wide > 0 && wide < 100_000 ? { width: wide } : {}),
    ...(high > 0 && high < 100_000 ? { height: high } : {}),
  };
}

/** A formula in one line: fractions with "/", powers with "^". */
export function mathText(node: Node): string {
  const inner = (name: string): string => {
    const found = child(node, name);
    return found ? mathText(found) : '';
  };
  switch (node.name) {
    case 'm:t':
    case 'w:t':
      return textOf(node);
    case 'm:f':
      return `(${inner('m:num')})/(${inner('m:den')})`;
    case 'm:sSup':
      return `${inner('m:e')}^${inner('m:sup')}`;
    case 'm:sSub':
      return `${inner('m:e')}_${inner('m:sub')}`;
    case 'm:rad':
      return `√(${inner('m:e')})`;
    default:
      return node.children.map((each) => (typeof each === 'string' ? '' : mathText(each))).join('');
  }
}

export const clip = (words: string): string => (words.length > 120 ? `${words.slice(0, 117)}…` : words);
