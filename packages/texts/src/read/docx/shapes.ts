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

/** Vocabularies that are read, by prefix. */
const KNOWN = 'wps wpg wpc wp14 w14 w15 w16se w16cid a14 pic c14'.split(' ');

/** The branch of mc:AlternateContent to read: exactly one, or a text box would be read twice (once in its VML twin). */
export function chooseBranch(node: Node): Node | undefined {
  for (const choice of elements(node, 'mc:Choice')) {
    const requires = (choice.attributes['Requires'] ?? '').split(/\s+/);
    if (requires.every((each) => each === '' || KNOWN.includes(each))) return choice;
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

/** How formulas of each kind (22.1) are said in one line; a sign before a part goes where the part is empty. */
const FORMULAS: Readonly<Record<string, string>> = {
  f: '({num})/({den})',
  sSup: '{e}^{sup}',
  sSub: '{e}_{sub}',
  sSubSup: '{e}_{sub}^{sup}',
  sPre: '_{sub}^{sup}{e}',
  nary: '{chr}_{sub}^{sup} {e}',
  limLow: '{e}_{lim}',
  limUpp: '{e}^{lim}',
  rad: '√[{deg}({e})',
  func: '{fName} {e}',
  acc: '{e}{chr}',
  bar: '{e}\u0305',
  d: '{begChr}{e}{endChr}',
};
const BETWEEN: Readonly<Record<string, string>> = { m: '; ', eqArr: '; ', mr: ', ' };
const SIGNS: Readonly<Record<string, string>> = { begChr: '(', endChr: ')', sepChr: '|', nary: '∫', acc: '\u0302' };

/**
 * A formula in one line, without what is in elements of these names, which go into `gone`; what stands above or below is in brackets where
 * it is long.
 */
export function mathText(node: Node, without: RegExp, gone: Node[]): string {
  if (without.test(node.name)) {
    gone.push(node);
    return '';
  }
  if (/:t$/.test(node.name)) return textOf(node);
  const kind = node.name.slice(2);
  const said = (name: string): string =>
    child(child(node, `${node.name}Pr`), `m:${name}`)?.attributes['m:val'] ?? SIGNS[name] ?? SIGNS[kind] ?? '';
  const within = (name?: string): string[] =>
    elements(node, name)
      .map((each) => mathText(each, without, gone))
      .filter((words) => words !== '');
  return (
    FORMULAS[kind]?.replace(/([_^[]?)\{(\w+)\}/g, (_, sign: string, name: string) => {
      const words = name.endsWith('hr') ? said(name) : within(`m:${name}`).join(said('sepChr'));
      if (words === '' || sign === '') return words;
      return sign === '[' ? `[${words}]` : sign + ([...words].length > 1 ? `(${words})` : words);
    }) ?? within().join(BETWEEN[kind] ?? '')
  );
}

export const clip = (words: string): string => (words.length > 120 ? `${words.slice(0, 117)}…` : words);
