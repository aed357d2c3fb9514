import type { Revision, Story } from './story.ts';
import { child, elements, textOf } from './xml.ts';
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

/** Drawings, pictures and objects: their text boxes are read, their images told of. False where the element is none. */
export function readShape(node: Node, around: { revision?: Revision }, story: Story, out: { boxes: Box[] }): boolean {
  if (
    node.name !== 'w:drawing' &&
    node.name !== 'w:pict' &&
    node.name !== 'w:object' &&
    node.name !== 'w:control' &&
    node.name !== 'w:movie' &&
    node.name !== 'w:contentPart'
  )
    return false;
  const { session } = story;
  const seen = { image: false, alt: '', other: '' };
  const walk = (each: Node): void => {
    switch (each.name) {
      case 'w:txbxContent':
        out.boxes.push({ node: each, ...(around.revision === undefined ? {} : { revision: around.revision }) });
        return;
      case 'mc:AlternateContent': {
        const branch = chooseBranch(each);
        if (branch !== undefined) walk(branch);
        return;
      }
      case 'wp:docPr':
      case 'pic:cNvPr':
        if (seen.alt === '') seen.alt = (each.attributes['descr'] ?? each.attributes['title'] ?? '').trim();
        break;
      case 'pic:pic':
      case 'v:imagedata':
        seen.image = true;
        if (seen.alt === '') seen.alt = (each.attributes['o:title'] ?? each.attributes['title'] ?? '').trim();
        break;
      case 'v:shape':
        if (seen.alt === '') seen.alt = (each.attributes['alt'] ?? '').trim();
        break;
      case 'v:textpath':
        if (each.attributes['string'] !== undefined)
          session.warn(
            'word-art',
            `Words drawn as a picture are not kept in the text: "${clip(each.attributes['string'])}".`,
          );
        break;
      case 'c:chart':
        seen.other = 'chart';
        break;
      case 'dgm:relIds':
        seen.other = 'diagram';
        break;
      case 'o:OLEObject':
      case 'w:control':
        seen.other = 'object';
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
  const alt = seen.alt === '' ? 'it has no alternative text' : `alternative text: ${clip(seen.alt)}`;
  if (seen.other !== '') session.warn(seen.other, `A ${seen.other} stands here and is not shown (${alt}).`);
  else if (seen.image) session.warn('image', `An image stands here and is not shown (${alt}).`);
  return true;
}

/** A formula in one line: fractions with "/", powers with "^". */
export function mathText(node: Node): string {
  const inner = (name: string): string => {
    const found = child(node, name);
    return found === undefined ? '' : mathText(found);
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
